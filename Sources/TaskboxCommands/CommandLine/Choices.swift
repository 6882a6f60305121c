/// How the output of a task is shown.
package enum LogFormatChoice: String, Sendable, CaseIterable {
    /// Byte for byte, each stream to its own.
    case plain
    /// As the platform's activity log shows it (contract 3.3 and 6.2).
    case activity
    /// As the platform's log endpoint gives it (contract 6.2).
    case jsonl
}

/// When taskbox colours what it says.
package enum ColorChoice: String, Sendable, CaseIterable {
    /// On a terminal, unless `NO_COLOR` is set.
    case auto
    case always
    case never
}
