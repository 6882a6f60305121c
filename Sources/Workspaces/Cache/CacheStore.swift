import Foundation
import Planning
import ProcessSupport

/// All that is in the cache folder, for the commands that list and remove it.
package struct CacheStore: Sendable {
    /// The cache folder of taskbox.
    package let folder: String

    package init(folder: String) { self.folder = folder }

    private func store(of content: SlugStore.Content) -> SlugStore { SlugStore(cacheFolder: folder, of: content) }

    private var builds: String { "\(folder)/build" }
    private var workspaces: String { "\(folder)/workspaces" }
    /// Below the build cache of a project.
    private static let downloads = "dependencies"

    /// The right to use the build cache of a project, or, held alone, to remove it; `nil` as long as somebody prevents it.
    ///
    /// Throws ``FileError``.
    package func lockBuildCache(of project: String, _ kind: FileLock.Kind) throws(FileError) -> FileLock? {
        let locks = "\(builds)/.locks"
        try Folders.create(locks)
        return try FileLock.take("\(locks)/\(project)", kind, makes: true)
    }

    /// Everything, the last used first.
    ///
    /// Walks through all of it but slugs and dependencies, whose size is noted once.
    package var items: [CacheItem] {
        (keptItems + buildItems + workspaceItems).sorted { ($1.usedAt, $0.folder) < ($0.usedAt, $1.folder) }
    }

    // MARK: Looking

    private var keptItems: [CacheItem] {
        SlugStore.Content.allCases.flatMap { content in
            let store = store(of: content)
            return PathFacts.names(in: store.folder).compactMap(BuildKey.init).flatMap { key in
                store.entries(of: key).map { entry in
                    let facts = store.facts(of: entry)
                    return CacheItem(
                        kind: content.kind, project: facts?.project,
                        detail: facts.map { "\($0.task), \($0.engine)" } ?? "damaged", key: key.description,
                        folder: entry.folder, createdAt: facts?.createdAt, usedAt: Self.time(of: entry.lock) ?? 0,
                        size: size(of: entry), isInUse: Self.isHeld(entry.lock))
                }
            }
        }
    }

    /// A slug never changes, so it is measured once.
    private func size(of entry: SlugEntry) -> Int64 {
        if let known = PlainFile.text(of: entry.size).flatMap({ Int64($0) }) { return known }
        let size = FolderSize.of(entry.folder).bytes
        // If it can not be noted, it is measured again.
        try? PlainFile.write("\(size)", to: entry.size, permissions: 0o600)
        return size
    }

    private var buildItems: [CacheItem] {
        PathFacts.names(in: builds).filter { !$0.hasPrefix(".") }.flatMap { project -> [CacheItem] in
            let path = "\(builds)/\(project)"
            let lock = "\(builds)/.locks/\(project)"
            let usedAt = Self.time(of: lock) ?? Self.time(of: path) ?? 0
            let isInUse = Self.isHeld(lock)
            func item(_ kind: CacheItem.Kind, _ folder: String, _ size: Int64) -> CacheItem {
                CacheItem(
                    kind: kind, project: project, detail: nil, key: nil, folder: folder, createdAt: nil, usedAt: usedAt,
                    size: size, isInUse: isInUse)
            }
            let fetched = "\(path)/\(Self.downloads)"
            let all = FolderSize.of(path).bytes
            let part = PathFacts(fetched)?.kind == .folder ? FolderSize.of(fetched).bytes : 0
            // An empty cache is nothing to speak of.
            return (all > part ? [item(.buildCache, path, all - part)] : [])
                + (part > 0 ? [item(.downloads, fetched, part)] : [])
        }
    }

    private var workspaceItems: [CacheItem] {
        WorkspaceSweep.states(in: workspaces).map { path, state in
            CacheItem(
                kind: .workspace, project: nil, detail: state.rawValue, key: nil, folder: path, createdAt: nil,
                usedAt: Self.time(of: path) ?? 0, size: FolderSize.of(path).bytes, isInUse: state == .running)
        }
    }

    private static func time(of path: String) -> Int64? { FileFacts.of(path).map { $0.modified / 1_000 } }

    private static func isHeld(_ lock: String) -> Bool {
        guard FileFacts.of(lock) != nil else { return false }
        do throws(FileError) {
            return try FileLock.take(lock, .exclusive, makes: false) == nil
        } catch {
            // What can not be locked for another reason is not removed either.
            return true
        }
    }

    // MARK: Removing

    /// Removes all of a project, or, without one, everything: kept workspaces as well.
    package func clear(project: String?) -> CacheRemoval {
        remove(items.filter { project == nil || $0.project == project })
    }

    /// Removes what was not used for longest, until the rest is no larger than `bytes`, and workspaces of killed runs.
    package func prune(keeping bytes: Int64) -> CacheRemoval {
        var removal = remove(workspaceItems.filter { $0.detail == WorkspaceState.leftOver.rawValue })
        let all = (keptItems + buildItems).sorted { ($0.usedAt, $0.folder) < ($1.usedAt, $1.folder) }
        var total = all.reduce(0) { $0 + $1.size }
        for item in all where total > bytes && !item.isInUse {
            let one = remove([item])
            total -= one.freed
            removal.removed += one.removed
            removal.left += one.left
        }
        return removal
    }

    private func remove(_ items: [CacheItem]) -> CacheRemoval {
        var removal = CacheRemoval()
        for item in items {
            if remove(item) {
                removal.removed.append(item)
            } else {
                var item = item
                // Somebody may have begun to use it since it was listed.
                if item.kind == .workspace { item.isInUse = Self.isHeld("\(item.folder)/lock") }
                removal.left.append(item)
            }
        }
        return removal
    }

    private func remove(_ item: CacheItem) -> Bool {
        switch item.kind {
        case .slug: return remove(item, of: .builds)
        case .dependencies: return remove(item, of: .dependencies)
        case .buildCache, .downloads: return removeBuildCache(item)
        case .workspace: return removeWorkspace(item)
        }
    }

    private func remove(_ item: CacheItem, of content: SlugStore.Content) -> Bool {
        guard let key = item.key.flatMap(BuildKey.init) else { return false }
        let store = store(of: content)
        let isRemoved = store.remove(SlugEntry(folder: item.folder))
        store.removeRemains(of: key)
        store.removeFolder(of: key)
        return isRemoved
    }

    private func removeWorkspace(_ item: CacheItem) -> Bool {
        do {
            switch item.detail.flatMap(WorkspaceState.init) {
            case .leftOver:
                try WorkspaceSweep.sweepStale(in: workspaces)
                return FileFacts.of(item.folder) == nil
            case .kept: return try WorkspaceSweep.removeKept(item.folder, in: workspaces)
            case .running, nil: return false
            }
        } catch {
            // It is still there, and that is said of it.
            return false
        }
    }

    private func removeBuildCache(_ item: CacheItem) -> Bool {
        // Without the right to, for whatever reason, nothing is removed, and that is said of it.
        guard let project = item.project, let lock = (try? lockBuildCache(of: project, .exclusive)) ?? nil else {
            return false
        }
        defer { withExtendedLifetime(lock) {} }
        guard item.kind == .buildCache else { return TreeRemoval.remove(item.folder).isEmpty }
        // The part that is an item of its own stays until it is removed itself.
        return PathFacts.names(in: item.folder).filter { $0 != Self.downloads }
            .allSatisfy { TreeRemoval.remove("\(item.folder)/\($0)").isEmpty }
    }

    // MARK: Upkeep

    /// What the cache may take before the oldest of it is removed, in bytes.
    package static let standardSize: Int64 = 10 << 30
    private static let period: Int64 = 86_400_000_000

    /// Prunes if that was not done for a day, which is all that most runs have to find out.
    package func pruneIfDue() {
        let mark = "\(folder)/pruned"
        let last = Self.time(of: mark)
        if let last, SlugStore.now - last < Self.period, last <= SlugStore.now { return }
        // Where the mark can not be made the next run tries again.
        guard (try? PlainFile.write("", to: mark, permissions: 0o600)) != nil, utimes(mark, nil) == 0 else { return }
        // A new cache holds nothing that is old.
        guard last != nil else { return }
        _ = prune(keeping: Self.standardSize)
    }
}

extension SlugStore.Content {
    fileprivate var kind: CacheItem.Kind {
        switch self {
        case .builds: .slug
        case .dependencies: .dependencies
        }
    }
}
