import Foundation
import Planning
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

    /// The folders that a run uses in it.
    package var layout: WorkspaceLayout { WorkspaceLayout(root: folder) }

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
            let layout = workspace.layout
            for path in [
                layout.app, layout.temporary, layout.buildTemporary, layout.mounts, layout.configuration,
                layout.snapshot,
            ] where mkdir(path, 0o700) != 0 {
                throw FileError(.createFolder, path, code: errno)
            }
            // The umask must not decide what the programs of a task may do.
            for path in [layout.app, layout.mounts, layout.configuration] where chmod(path, 0o755) != 0 {
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

    /// Lets the workspace stay after the run, for people to look into: no sweep takes it any more.
    ///
    /// Everything in it can be removed by hand. Throws ``FileError``.
    package func keep() throws {
        guard rename("\(folder)/lock", "\(folder)/kept") == 0 else {
            throw FileError(.move, "\(folder)/lock", code: errno)
        }
        release()
        try FrozenTree.thaw(layout.app)
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
        case .badRunID(let id):
            "\"\(id)\" can not name a workspace: it must be a file name that does not begin with a dot"
        case .exists(let path): "the workspace \"\(path)\" exists already"
        }
    }

    package var hint: String? {
        switch self {
        case .badRunID: nil
        case .exists: "another run has the same id: run again"
        }
    }
}
