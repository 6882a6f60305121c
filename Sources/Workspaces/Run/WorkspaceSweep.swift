import Foundation

/// Removes the workspaces that crashed runs left.
package enum WorkspaceSweep {
    /// Names of folders that are being removed begin with this.
    private static let discardedPrefix = ".removed-"

    /// Removes every workspace below `root` that no living run holds; returns how many there were.
    ///
    /// Only what looks like a workspace of the current user is touched: a folder with permissions 0700 that holds an empty
    /// `lock` file. Safe against runs that begin or sweep at the same time.
    @discardableResult
    package static func sweepStale(in root: String) throws -> Int {
        guard FileFacts.of(root) != nil else { return 0 }
        let names = try candidates(in: root)
        guard !names.isEmpty else { return 0 }
        var discarded: [String] = []
        do {
            let gate = try WorkspaceLock.enterGate(of: root)
            defer { close(gate) }
            for name in names {
                let folder = "\(root)/\(name)"
                if name.hasPrefix(discardedPrefix) {
                    discarded.append(folder)
                } else if isWorkspace(folder), let lock = WorkspaceLock.takeAbandoned(in: folder) {
                    defer { close(lock) }
                    if let moved = setAside(folder, in: root) { discarded.append(moved) }
                }
            }
        }
        return discarded.count { TreeRemoval.remove($0).isEmpty }
    }

    /// All folders below `root` with what they are, sorted by their names; none if that can not be told.
    static func states(in root: String) -> [(folder: String, state: WorkspaceState)] {
        // Where there is no folder of workspaces none is made, and what can not be looked into holds nothing to be listed.
        guard FileFacts.of(root) != nil, let gate = try? WorkspaceLock.enterGate(of: root) else { return [] }
        defer { close(gate) }
        guard let names = try? candidates(in: root) else { return [] }
        return names.sorted().map { "\(root)/\($0)" }.filter { FileFacts.of($0)?.kind == .folder }
            .map { ($0, WorkspaceState(of: $0)) }
    }

    /// Removes a workspace that was kept, unless it is something else by now; whether nothing of it is left.
    static func removeKept(_ folder: String, in root: String) throws -> Bool {
        var moved: String?
        do {
            let gate = try WorkspaceLock.enterGate(of: root)
            defer { close(gate) }
            guard WorkspaceState(of: folder) == .kept else { return FileFacts.of(folder) == nil }
            moved = setAside(folder, in: root)
        }
        return moved.map { TreeRemoval.remove($0).isEmpty } ?? false
    }

    /// Takes a workspace's name away at once, then removes it: what a crash leaves half removed is still recognised.
    static func discard(_ folder: String, in root: String) -> [TreeRemoval.Leftover] {
        TreeRemoval.remove(setAside(folder, in: root) ?? folder)
    }

    private static func setAside(_ folder: String, in root: String) -> String? {
        let name = folder.split(separator: "/").last.map(String.init) ?? ""
        let target = "\(root)/\(discardedPrefix)\(name)"
        return rename(folder, target) == 0 ? target : nil
    }

    private static func candidates(in root: String) throws -> [String] {
        let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.open, root, code: errno) }
        defer { close(descriptor) }
        do {
            let listing = try FolderListing(folder: descriptor)
            var names: [String] = []
            while let item = listing.next() {
                let name = String(cString: item.name)
                if item.kind == .folder || item.kind == nil, !name.hasPrefix(".") || name.hasPrefix(discardedPrefix) {
                    names.append(name)
                }
            }
            return names
        } catch {
            throw FileError(.list, root, code: error.code)
        }
    }

    private static func isWorkspace(_ folder: String) -> Bool {
        guard let facts = FileFacts.of(folder), facts.kind == .folder, facts.owner == geteuid(),
            facts.permissions == 0o700
        else { return false }
        guard let lock = FileFacts.of("\(folder)/lock") else {
            // A run that died between its first two steps leaves an empty folder, and only an empty one is removed here.
            rmdir(folder)
            return false
        }
        return lock.kind == .file && lock.size == 0 && lock.owner == facts.owner
    }
}
