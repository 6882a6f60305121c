import ProcessSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a phase ended.
///
/// Statuses are never folded together: a command that exits 130 was not interrupted.
package enum Outcome: Sendable, Equatable {
    /// The command ended by itself.
    case exited(UInt8)
    /// A signal ended the command, and taskbox did not send it.
    case signalled(Int32)
    /// The deadline came first.
    case timedOut(limit: Duration, Teardown)
    /// A signal to taskbox, or the end of the reader of its output, came first.
    case cancelled(Cancellation, Teardown)
    /// The launcher was killed while the command ran, so the command's own end is not known.
    case supervisionLost

    package var isSuccess: Bool { self == .exited(0) }

    /// The exit status that stands for the outcome (design, "Exit status").
    package var exitStatus: UInt8 {
        switch self {
        case .exited(let status): status
        case .signalled(let signal): UInt8(truncatingIfNeeded: 128 + signal)
        case .timedOut: 124
        case .cancelled(let cancellation, _): cancellation.exitStatus
        case .supervisionLost: 125
        }
    }
}

/// Why a phase was cancelled.
package enum Cancellation: Sendable, Equatable {
    /// taskbox received SIGINT, SIGTERM or SIGHUP.
    case signal(Int32)
    /// taskbox's own output could not be written: its reader went away (`EPIPE`), or the disk is full.
    case outputLost(SystemError)

    /// The signal, SIGPIPE for a reader that went away; `nil` where there was none.
    package var signalNumber: Int32? {
        switch self {
        case .signal(let number): number
        case .outputLost(.readerGone): SIGPIPE
        case .outputLost: nil
        }
    }

    /// Counted as SIGPIPE where the reader went away, as a pipeline does; taskbox's own fault (125) otherwise.
    package var exitStatus: UInt8 {
        switch self {
        case .signal(let number): UInt8(truncatingIfNeeded: 128 + number)
        case .outputLost(.readerGone): 141
        case .outputLost: 125
        }
    }
}

/// What it took to end a phase that did not end by itself.
package struct Teardown: Sendable, Equatable {
    /// Whether SIGKILL was needed after the grace.
    package let killed: Bool
    /// The time that processes had between SIGTERM and SIGKILL.
    package let grace: Duration
    /// The processes that were alive when the teardown began, before the first signal; the first of them, if they were
    /// too many to be described in time.
    package let processes: [ProcessSighting]
    /// How many there were.
    package let processCount: Int

    /// `processCount` is the number of `processes` unless it is given.
    package init(killed: Bool, grace: Duration, processes: [ProcessSighting], processCount: Int? = nil) {
        self.killed = killed
        self.grace = grace
        self.processes = processes
        self.processCount = processCount ?? processes.count
    }
}
