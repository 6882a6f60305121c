/// `source.root`: the folder of the repository whose contents become the app folder.
///
/// The default is the repository root (contract 1.4).
package struct SourceRoot: Sendable, Equatable, CustomStringConvertible {
    package let path: RelativePath

    package init(_ path: RelativePath) { self.path = path }

    /// The root of the repository itself, the default.
    package static let repository = SourceRoot(.root)

    /// As the API writes it: `/` or `/folder`.
    package var description: String { "/\(path)" }
}
