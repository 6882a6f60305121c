import ProcessSupport

/// Why a command could not even be started.
///
/// The task did nothing wrong, or did nothing at all.
package enum LaunchFailure: Error, Sendable, Equatable {
    /// The launcher or bubblewrap can not be executed.
    case program(path: String, reason: String)
    /// The system refused pipes, sockets or threads.
    case system(SystemError)
    /// The sandbox was not set up; with what bubblewrap said.
    case sandbox(output: String)
    /// The launcher went away before the command ran.
    case launcherLost(output: String)
    /// The working folder can not be entered.
    case workingFolder(path: String, SystemError)
    /// The shell can not be executed.
    case command(path: String, SystemError)
    /// The command can not be given a terminal.
    case terminal(SystemError)
    /// What is mounted in the sandbox is not what was to be mounted.
    case mount(SystemError)
    /// A signal came before the command ran.
    case cancelled(signal: Int32)
}

extension LaunchFailure: CustomStringConvertible {
    /// One sentence without a full stop.
    package var description: String {
        switch self {
        case .program(let path, let reason): "\(path) could not be started: \(reason)"
        case .system(let error): "the system gave no pipes to supervise the command with: \(error)"
        case .sandbox(let output): "bubblewrap could not set the sandbox up: \(output)"
        case .launcherLost(let output):
            "the launcher ended before it could start the command\(output.isEmpty ? "" : ": \(output)")"
        case .workingFolder(let path, let error): "the working folder \"\(path)\" could not be entered: \(error)"
        case .command(let path, SystemError.tooLong):
            "\"\(path)\" could not be executed: its arguments and environment are longer than the system allows together"
        case .command(let path, let error): "\"\(path)\" could not be executed: \(error)"
        case .terminal(let error):
            "the command could not be given a terminal, as if /dev/ptmx or /dev/pts were missing: \(error)"
        case .mount(SystemError.stale):
            "a mount was not attached, because its folder was exchanged for another one or for a link at that moment; a task "
                + "of another run that uses the same volume must have done that"
        case .mount(let error): "a mount could not be looked at: \(error)"
        case .cancelled(let signal): "stopped by signal \(signal) before the command ran"
        }
    }
}
