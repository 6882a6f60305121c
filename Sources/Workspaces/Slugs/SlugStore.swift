import CSystem
import Documents
import Foundation
import Planning
import ProcessSupport

/// The slugs of all projects: for each build key a folder, in it one folder for each build.
///
/// A build is made in the workspace of its run and becomes an entry by a rename at the very end, so a run that fails, is
/// cancelled or killed leaves none. There are two kinds of locks, which the system takes away from a process that ends:
/// whoever builds a key holds its `build.lock`, and whoever uses an entry holds that entry's `lock` with others. An entry is
/// removed by who holds that lock alone, and its name is taken away first, so that no half of one is ever found.
package struct SlugStore: Sendable {
    /// Holds a folder for each key.
    package let folder: String

    static let draftPrefix = ".new-"
    static let removedPrefix = ".removed-"
    private static let buildLock = "build.lock"
    /// After so long the system has written out what it holds in memory.
    private static let settlingTime: Int64 = 120_000_000

    /// Makes no folder; ``beginBuild(of:)`` does.
    package init(cacheFolder: String, of content: Content = .builds) { folder = "\(cacheFolder)/\(content.rawValue)" }

    /// What is kept: the raw value is the name of the store's folder in the cache.
    package enum Content: String, Sendable, CaseIterable {
        case builds = "slugs"
        /// The app's folder `.global` alone, as package managers made it.
        case dependencies
    }

    func folder(of key: BuildKey) -> String { "\(folder)/\(key)" }

    /// What a look for a slug finds.
    package enum Finding: Sendable {
        case slug(Slug)
        case none
        /// There was one, which is not as it was stored.
        case damaged
    }

    /// The newest slug of a key, which counts as used from now on.
    package func find(_ key: BuildKey) -> Finding {
        var isDamaged = false
        for entry in entries(of: key) {
            // One that can not be locked can not be used, and one that is being removed is as good as gone.
            guard let lock = (try? FileLock.take(entry.lock, .shared, makes: false)) ?? nil else { continue }
            switch look(at: entry, key: key) {
            case .intact(let facts):
                lock.touch()
                return .slug(Slug(app: entry.app, facts: facts, lock: lock))
            case .uncertain: continue
            case .damaged: isDamaged = true
            }
        }
        return isDamaged ? .damaged : .none
    }

    /// The right to build a key; `nil` as long as somebody else has it.
    ///
    /// Throws ``FileError``.
    package func beginBuild(of key: BuildKey) throws(FileError) -> SlugBuild? {
        let folder = folder(of: key)
        try Folders.create(folder)
        do throws(FileError) {
            return try FileLock.take("\(folder)/\(Self.buildLock)", .exclusive, makes: true).map {
                SlugBuild(store: self, key: key, lock: $0)
            }
        } catch {
            // Who cleans up may have taken the folder away between the two steps; the next try makes it again.
            if error.code == ENOENT { return nil }
            throw error
        }
    }

    /// The entries of a key, the newest first, whether they are intact or not.
    func entries(of key: BuildKey) -> [SlugEntry] {
        let folder = folder(of: key)
        return PathFacts.names(in: folder).filter { $0.first?.isNumber ?? false }.reversed()
            .map { SlugEntry(folder: "\(folder)/\($0)") }
    }

    private enum Look {
        case intact(SlugFacts)
        /// The machine has been started since it was stored, and nobody knows whether all of it was on the disk by then.
        case uncertain
        case damaged
    }

    private func look(at entry: SlugEntry, key: BuildKey) -> Look {
        guard FileFacts.of(entry.settled) == nil else { return lookAtSettled(entry, key: key) }
        if let facts = facts(of: entry), facts.boot != SlugSignature.boot { return .uncertain }
        let look = lookAtSettled(entry, key: key)
        if case .intact(let facts) = look, Self.now - facts.createdAt > Self.settlingTime { markAsSettled(entry) }
        return look
    }

    private func lookAtSettled(_ entry: SlugEntry, key: BuildKey) -> Look {
        guard let facts = facts(of: entry), facts.key == key, let signature = SlugSignature.of(entry.app),
            facts.signature == signature
        else { return .damaged }
        return .intact(facts)
    }

    private func markAsSettled(_ entry: SlugEntry) {
        // Without the mark the slug is built anew after the next start of the machine, and that is all.
        try? PlainFile.write("", to: entry.settled, permissions: 0o600)
    }

    func facts(of entry: SlugEntry) -> SlugFacts? {
        PlainFile.text(of: entry.factsFile).flatMap(SlugFacts.init(text:))
    }

    /// Microseconds since the epoch.
    package static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    // MARK: Removing

    /// Removes an entry that nobody uses; `false` if somebody does.
    func remove(_ entry: SlugEntry) -> Bool {
        // What can not be locked, for whatever reason, may be in use.
        guard let lock = (try? FileLock.take(entry.lock, .exclusive, makes: true)) ?? nil else { return false }
        defer { withExtendedLifetime(lock) {} }
        let parent = String(entry.folder.dropLast(entry.name.count + 1))
        let removed = "\(parent)/\(Self.removedPrefix)\(entry.name)"
        guard rename(entry.folder, removed) == 0 else { return false }
        return TreeRemoval.remove(removed).isEmpty
    }

    /// Removes entries of a key that are older than its newest one, or damaged, and what is left of broken attempts.
    ///
    /// To be called by who holds the right to build the key.
    func tidy(_ key: BuildKey) {
        let all = entries(of: key)
        let newest = all.first { if case .intact = look(at: $0, key: key) { true } else { false } }
        for entry in all where entry.folder != newest?.folder { _ = remove(entry) }
        removeRemains(of: key)
    }

    /// Removes what processes that were killed left half made or half removed.
    func removeRemains(of key: BuildKey) {
        let folder = folder(of: key)
        for name in PathFacts.names(in: folder) {
            let path = "\(folder)/\(name)"
            if name.hasPrefix(Self.removedPrefix) {
                _ = TreeRemoval.remove(path)
            } else if name.hasPrefix(Self.draftPrefix) {
                _ = remove(SlugEntry(folder: path))
            }
        }
    }

    /// Removes the folder of a key that holds nothing any more.
    func removeFolder(of key: BuildKey) {
        let folder = folder(of: key)
        let path = "\(folder)/\(Self.buildLock)"
        // Without the lock, for whatever reason, an empty folder stays, which the next one removes.
        guard let lock = (try? FileLock.take(path, .exclusive, makes: false)) ?? nil else { return }
        defer { withExtendedLifetime(lock) {} }
        guard PathFacts.names(in: folder) == [Self.buildLock] else { return }
        unlink(path)
        rmdir(folder)
    }
}
