import Documents

/// One prefix of `variables`, such as `env`, with its names in the order of the text (contract 1.1 and 4.3).
package struct VariableGroup: Sendable, Equatable {
    package let prefix: String
    package let variables: [Variable]

    package init(prefix: String, variables: [Variable]) {
        self.prefix = prefix
        self.variables = variables
    }

    /// The prefix whose names become environment variables.
    package static let environmentPrefix = "env"
}

/// One variable of a definition.
package struct Variable: Sendable, Equatable {
    package let name: String
    package let value: JSONValue
    /// Where it is written, for `taskbox env`; not part of what the variable is.
    package let location: SourceLocation?

    package init(name: String, value: JSONValue, location: SourceLocation? = nil) {
        self.name = name
        self.value = value
        self.location = location
    }

    /// The same name and value, wherever they are written.
    package static func == (left: Variable, right: Variable) -> Bool {
        left.name == right.name && left.value == right.value
    }
}

/// A name that a process can carry in its environment: not empty, without `=` and NUL.
package struct EnvironmentName: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// `nil` for what no process can have as the name of a variable.
    package init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(UInt8(ascii: "=")), !text.utf8.contains(0) else { return nil }
        self.description = text
    }

    /// Whether the prefix belongs to the platform, whose own values win (contract 4.1 and 4.4).
    package var isReserved: Bool { description.hasPrefix("PLATFORM_") || description.hasPrefix("UPSUN_") }

    /// Whether a POSIX shell can hold the name; dash drops the others from what it passes on.
    package var isShellName: Bool {
        let bytes = Array(description.utf8)
        func isLetter(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        }
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        return bytes.first.map(isLetter) == true && bytes.allSatisfy { isLetter($0) || isDigit($0) }
    }
}
