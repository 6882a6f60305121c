import Foundation

/// What has become of a workspace; the raw value is for people.
enum WorkspaceState: String, Sendable {
    /// A run lives in it.
    case running
    /// Its run has ended and was told to keep it.
    case kept
    /// Its run was killed.
    case leftOver = "left over"

    /// To be asked inside the gate, because a workspace that is just being made looks like one that is left over.
    init(of folder: String) {
        if FileFacts.of("\(folder)/kept") != nil {
            self = .kept
        } else if FileFacts.of("\(folder)/lock") == nil {
            self = .leftOver
        } else if let lock = WorkspaceLock.takeAbandoned(in: folder) {
            close(lock)
            self = .leftOver
        } else {
            self = .running
        }
    }
}
