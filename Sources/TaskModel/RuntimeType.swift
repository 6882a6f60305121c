/// The `type` of a task: a runtime and its version, such as `python:3.12` (contract 1.4).
package struct RuntimeType: Sendable, Equatable, CustomStringConvertible {
    package let runtime: String
    package let version: String

    /// `nil` unless the text is `runtime:version` with both parts present and free of white space and control characters.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            return nil
        }
        self.runtime = String(parts[0])
        self.version = String(parts[1])
    }

    package var description: String { "\(runtime):\(version)" }

    /// The runtimes that the platform knows (contract 1.4).
    package static let knownRuntimes = [
        "composable", "dotnet", "elixir", "golang", "java", "nodejs", "php", "python", "ruby", "rust",
    ]
}
