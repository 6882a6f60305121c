/// A command line that taskbox does not understand: what is wrong with it and where to read on.
package struct UsageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The exit status of every usage error (design, "Exit status").
    package static let exitStatus: UInt8 = 64

    /// A sentence without a full stop, with the offending word in it.
    package let message: String
    /// What to do, a sentence without a full stop.
    package let hint: String

    package init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    /// An error about the words that follow a command.
    package init(_ message: String, of command: String) {
        self.init(message, hint: "taskbox \(command) --help shows what there is")
    }

    /// Two lines without a line end: the message and the hint.
    package var description: String { "taskbox: \(message)\n\(hint)" }
}

/// A value that an option can not take.
///
/// The option is named by whoever knows it, see `ParsedCommand`.
package struct ArgumentError: Error, Sendable, Equatable {
    /// A sentence without a full stop and without the option.
    package let message: String

    package init(_ message: String) { self.message = message }
}
