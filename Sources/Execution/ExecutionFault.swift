import Supervision
import Workspaces

/// Why taskbox could not start or finish a run; the task is not to blame.
///
/// Exit status 125.
package struct ExecutionFault: Error, Sendable, Equatable {
    /// A sentence without a full stop.
    package let message: String
    /// What to do, without a full stop.
    package let hint: String?

    package init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    /// A fault of the parts that make workspaces and snapshots.
    init(_ error: any Error) {
        switch error {
        case let fault as ExecutionFault: self = fault
        case let error as SnapshotError: self.init(error.description, hint: error.hint)
        case let error as WorkspaceError: self.init(error.description, hint: error.hint)
        case let error as MountPointError: self.init(error.description, hint: error.hint)
        case let error as FileError: self.init(error.description, hint: error.hint)
        case let failure as LaunchFailure: self.init(failure.description)
        default: self.init("\(error)")
        }
    }
}
