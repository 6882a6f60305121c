import CSystem
import Foundation

/// Removes a tree, whatever permissions and depth its folders have.
package enum TreeRemoval {
    /// Something that is still there, and why.
    package struct Leftover: Sendable, Equatable, CustomStringConvertible {
        package let path: String
        package let reason: String

        package var description: String { "\(path): \(reason)" }
    }

    /// Removes a file, a link or a whole folder and returns what could not be removed, at most a hundred paths.
    ///
    /// Symbolic links are removed, never followed; what is mounted inside the tree is left alone with its contents. A path
    /// that does not exist is fine.
    package static func remove(_ path: String) -> [Leftover] {
        if unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR { return [] }
        guard let facts = FileFacts.of(path), facts.kind == .folder else {
            return [Leftover(path: path, reason: FileError.words(for: errno))]
        }
        if facts.permissions & S_IRWXU != S_IRWXU { _ = csystem_open_up(AT_FDCWD, path) }
        var visitor = RemovingVisitor(root: path, device: facts.device)
        do {
            try TreeWalk.visit(path, with: &visitor)
        } catch let error as FileError {
            visitor.note(error.path, code: error.code)
        } catch {
            visitor.note(path, reason: "\(error)")
        }
        if visitor.leftovers.isEmpty, rmdir(path) != 0, errno != ENOENT { visitor.note(path, code: errno) }
        return visitor.leftovers
    }
}

private struct RemovingVisitor: TreeVisitor {
    let root: String
    let device: UInt64
    private(set) var leftovers: [TreeRemoval.Leftover] = []
    /// Whether the folder that `leave` comes with next was turned away.
    private var isMount = false
    private var isBelowRoot = false

    init(root: String, device: UInt64) {
        self.root = root
        self.device = device
    }

    mutating func note(_ path: String, code: Int32) { note(path, reason: FileError.words(for: code)) }

    mutating func note(_ path: String, reason: String) {
        if leftovers.count < 100 { leftovers.append(TreeRemoval.Leftover(path: path, reason: reason)) }
    }

    mutating func visit(_ entry: TreeEntry) -> Bool {
        guard entry.kind == .folder else {
            if unlinkat(entry.folder, entry.name, 0) != 0, errno != ENOENT {
                note("\(root)/\(entry.pathText)", code: errno)
            }
            return false
        }
        // Most folders are empty or can be opened as they are; one call less for each of them.
        if unlinkat(entry.folder, entry.name, AT_REMOVEDIR) == 0 { return false }
        if case .success(let facts) = FileFacts.at(entry.folder, entry.name),
            facts.permissions & S_IRWXU != S_IRWXU, facts.device == device
        {
            // A failure shows in what cannot be removed below.
            _ = csystem_open_up(entry.folder, entry.name)
        }
        return true
    }

    mutating func enter(_ folder: Int32, facts: FileFacts) -> Bool {
        // The root may be a mount point itself: the caller asked for its contents.
        isMount = isBelowRoot && (facts.device != device || csystem_is_mount_point(folder) == 1)
        isBelowRoot = true
        return !isMount
    }

    mutating func leave(_ entry: TreeEntry) {
        if isMount {
            isMount = false
            note("\(root)/\(entry.pathText)", reason: "something is mounted there")
        } else if unlinkat(entry.folder, entry.name, AT_REMOVEDIR) != 0, errno != ENOENT {
            // A folder that is not empty keeps something that is noted already.
            if errno != ENOTEMPTY || leftovers.isEmpty { note("\(root)/\(entry.pathText)", code: errno) }
        }
    }

    mutating func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) {
        if error.code != ENOENT { note("\(root)/\(entry.pathText)", code: error.code) }
    }
}
