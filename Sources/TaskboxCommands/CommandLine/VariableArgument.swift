/// A variable as `--variable` takes it: `type:name=value`, such as `env:LOG_LEVEL=debug`.
///
/// The platform's own command line can not pass a value that holds `=`; here the first `=` ends the name and the rest is
/// the value, line ends included. The messages never show the value, which may be a secret.
package struct VariableArgument: Sendable, Equatable {
    /// What becomes of it: `env` for an environment variable, other prefixes as in a definition (contract 4.3).
    package let type: String
    /// Without the type.
    package let name: String
    /// May be empty, and may hold anything.
    package let value: String

    package init(type: String, name: String, value: String) {
        self.type = type
        self.name = name
        self.value = value
    }

    /// Reads a variable.
    ///
    /// Type and name follow the platform's rules for triggers (contract 4.3).
    package static func parse(_ text: String) throws(ArgumentError) -> VariableArgument {
        guard let equals = text.firstIndex(of: "=") else {
            let name = shown(text.contains(":") ? text : "env:\(text)")
            throw ArgumentError("\(quoted(text)) has no value; write \(name)=VALUE")
        }
        let before = text[..<equals]
        guard let colon = before.firstIndex(of: ":") else {
            throw ArgumentError(
                "\(quoted(String(before))) has no type; write env:\(shown(String(before)))=VALUE for an environment variable"
            )
        }
        let type = String(before[..<colon])
        let name = String(before[before.index(after: colon)...])
        guard isMade(type, of: "._-") else {
            throw ArgumentError(
                "\(quoted(type)) is not a type; a type has letters, digits, \".\", \"_\" and \"-\" only")
        }
        guard isMade(name, of: "._:-|/") else {
            throw ArgumentError(
                "\(quoted(name)) is not a name; a name has letters, digits, \".\", \"_\", \":\", \"-\", \"|\" and \"/\" only"
            )
        }
        return VariableArgument(type: type, name: name, value: String(text[text.index(after: equals)...]))
    }

    private static func isMade(_ text: String, of marks: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || marks.contains($0) }
    }
}
