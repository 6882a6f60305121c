import Foundation
import Synchronization

/// The scratch folder of one run.
///
/// It is locked as long as the run lives, so that a later run can tell the workspaces of crashed ones from those in use.
package final class Workspace: Sendable {
    /// The absolute path, `<root>/<run id>`.
    package let folder: String
    private let root: String
    /// The descriptor that holds the lock; negative once it is let go.
    private let lock: Mutex<Int32>

    /// The app folder.
    package var app: String { "\(folder)/app" }
    /// `/tmp` of the deploy hook and the command.
    package var tmp: String { "\(folder)/tmp" }
    /// `/tmp` of the build, wiped before each build (contract 2.3).
    package var buildTmp: String { "\(folder)/build-tmp" }
    /// The folders of the mounts that do not outlive the run.
    package var mounts: String { "\(folder)/mounts" }
    /// The files that take the place of those in `/etc`.
    package var etc: String { "\(folder)/etc" }
    /// Where the source tree is prepared.
    package var snapshot: String { "\(folder)/snapshot" }

    private init(root: String, folder: String, lock: Int32) {
        self.root = root
        self.folder = folder
        self.lock = Mutex(lock)
    }

    deinit { release() }

    /// Makes `<root>/<runID>`, readable by the current user only, with all its folders.
    ///
    /// `root` is made where it is missing.
    ///
    /// Throws ``WorkspaceError`` or ``FileError``.
    package static func create(in root: String, runID: String) throws -> Workspace {
        guard !runID.isEmpty, !runID.hasPrefix("."), !runID.contains("/") else {
            throw WorkspaceError.badRunID(runID)
        }
        try Folders.create(root)
        let folder = "\(root)/\(runID)"
        let gate = try WorkspaceLock.enterGate(of: root)
        defer { close(gate) }
        guard mkdir(folder, 0o700) == 0 else {
            let code = errno
            throw code == EEXIST ? WorkspaceError.exists(folder) : FileError(.createFolder, folder, code: code)
        }
        do {
            let workspace = Workspace(root: root, folder: folder, lock: try WorkspaceLock.create(in: folder))
            for path in [
                workspace.app, workspace.tmp, workspace.buildTmp, workspace.mounts, workspace.etc, workspace.snapshot,
            ] where mkdir(path, 0o700) != 0 {
                throw FileError(.createFolder, path, code: errno)
            }
            // The umask must not decide what the programs of a task may do.
            for path in [workspace.app, workspace.mounts, workspace.etc] where chmod(path, 0o755) != 0 {
                throw FileError(.changePermissions, path, code: errno)
            }
            return workspace
        } catch {
            // What is left, if anything, has no owner and is swept by the next run.
            _ = TreeRemoval.remove(folder)
            throw error
        }
    }

    /// Removes the whole workspace and lets its lock go; returns what could not be removed.
    package func remove() -> [TreeRemoval.Leftover] {
        let leftovers = WorkspaceSweep.discard(folder, in: root)
        release()
        return leftovers
    }

    private func release() {
        lock.withLock { held in
            if held >= 0 { close(held) }
            held = -1
        }
    }
}

/// A workspace that could not be made.
package enum WorkspaceError: Error, Equatable, CustomStringConvertible {
    case badRunID(String)
    case exists(String)

    package var description: String {
        switch self {
        case .badRunID(let id): "'\(id)' cannot name a workspace: it must be a file name that does not begin with a dot"
        case .exists(let path): "The workspace '\(path)' exists already"
        }
    }

    package var hint: String? {
        switch self {
        case .badRunID: nil
        case .exists: "Another run has the same id: run again"
        }
    }
}
