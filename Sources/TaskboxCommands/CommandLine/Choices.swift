/// Which engine runs the task (design, "Engines").
package enum EngineChoice: String, Sendable, CaseIterable {
    /// bubblewrap where it works, else host.
    case auto
    case host
    case bubblewrap
}

/// What the task reaches of the network.
package enum NetworkChoice: String, Sendable, CaseIterable {
    /// The machine's network.
    case host
    /// None at all; needs the bubblewrap engine.
    case none
}

/// What happens after a failed deploy hook.
package enum DeployFailureChoice: String, Sendable, CaseIterable {
    case stop
    /// As the platform does it for applications (contract 3.1).
    case `continue`
}

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

/// The type of the environment that the task believes to run in.
package enum EnvironmentTypeChoice: String, Sendable, CaseIterable {
    case development
    case staging
    case production
}

/// How a table is written.
package enum TableFormatChoice: String, Sendable, CaseIterable {
    case table
    case csv
    case tsv
    case plain
    case json
}
