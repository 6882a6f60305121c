/// A pattern for names of environment variables, as `--pass-env` takes it: `*` stands for any letters, `?` for one.
package struct EnvironmentPattern: Sendable, Equatable, CustomStringConvertible {
    /// As it was written.
    package let description: String

    /// Reads a pattern.
    package static func parse(_ text: String) throws(ArgumentError) -> EnvironmentPattern {
        if let equals = text.firstIndex(of: "=") {
            let name = String(text[..<equals])
            throw ArgumentError(
                "\(quoted(name)) is followed by a value, but names only are taken; write --variable env:\(shown(name))=VALUE"
            )
        }
        guard !text.isEmpty, !text.contains(where: { $0.isWhitespace || $0 == "\0" }) else {
            throw ArgumentError("\(quoted(text)) is not a name of an environment variable, nor a pattern for some")
        }
        return EnvironmentPattern(description: text)
    }
}
