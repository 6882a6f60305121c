/// A task of a document, with what became of decoding it.
package struct LoadedTask: Sendable {
    package let task: FoundTask
    package let result: LoadResult
}
