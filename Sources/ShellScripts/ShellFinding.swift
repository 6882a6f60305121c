/// Something in a script that dash does otherwise than its writer expects.
package struct ShellFinding: Sendable, Equatable {
    /// Whether dash does something else, or something may only be overlooked.
    package enum Severity: Sendable, Equatable { case warning, note }

    /// Where it begins, in bytes of the script.
    package let offset: Int
    package let severity: Severity
    /// A sentence without a full stop.
    package let message: String
    /// What to do, a sentence without a full stop.
    package let hint: String

    init(_ offset: Int, _ message: String, hint: String, severity: Severity = .warning) {
        self.offset = offset
        self.severity = severity
        self.message = message
        self.hint = hint
    }
}
