/// One thing that taskbox has to say about a text: what is wrong, where, and what to do.
package struct Diagnostic: Sendable, Equatable {
    /// How much a problem weighs; only errors keep a definition from being used.
    package enum Severity: String, Sendable, Comparable {
        case note
        case warning
        case error

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }

        /// Whether the left one weighs less.
        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    }

    package let severity: Severity
    /// `nil` where the problem has no place in a text (an option, the machine).
    package let location: SourceLocation?
    /// The field that the problem is about, as a dotted path such as `run.timeout` or `mounts["/var/data"].source`.
    package let path: String?
    /// A sentence without a full stop, with the offending value in it.
    package let message: String
    /// What to do, a sentence without a full stop.
    package let hint: String?

    package init(
        _ severity: Severity, at location: SourceLocation?, path: String? = nil, _ message: String, hint: String? = nil
    ) {
        self.severity = severity
        self.location = location
        self.path = path
        self.message = message
        self.hint = hint
    }
}
