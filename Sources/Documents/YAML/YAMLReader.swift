/// Reads YAML 1.2 texts.
package enum YAMLReader {
    /// Reads the documents of a file.
    ///
    /// A fault in the form of the text ends the reading: the documents before it are returned. Other faults, such as a
    /// duplicate key, are reported without ending it. The documents are good for use only if no diagnostic is an error.
    /// Nothing but comments is no document at all; the documents' nodes nest at most `YAMLParser.maximumDepth` deep.
    ///
    /// The warnings name what the platform's reader, which follows YAML 1.1, may take for something else.
    /// - Returns: The documents, and what there is to say about the text, in its order.
    package static func read(_ file: SourceFile) -> (documents: [Node], diagnostics: [Diagnostic]) {
        file.bytes.withUnsafeBufferPointer { bytes in
            var documents: [Node] = []
            var composer = YAMLComposer(file: file, bytes: bytes)
            do throws(YAMLSyntaxError) {
                if let fault = YAMLEncoding.firstFault(in: bytes) { throw fault }
                while let document = try composer.nextDocument() { documents.append(document) }
            } catch {
                composer.findings.error(at: composer.location(of: error), error.message, hint: error.hint)
            }
            return (documents, composer.finish())
        }
    }
}
