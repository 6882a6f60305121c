import Documents
import Foundation
import Planning
import ProcessSupport
import Synchronization

/// The right to build a key and to store what was built; nobody else builds it until it is given back, at the latest with the
/// end of this value.
package final class SlugBuild: Sendable {
    private let store: SlugStore
    private let key: BuildKey
    private let lock: Mutex<FileLock?>

    init(store: SlugStore, key: BuildKey, lock: FileLock) {
        self.store = store
        self.key = key
        self.lock = Mutex(lock)
    }

    /// Gives the right back: whoever waits for the build goes on.
    package func release() { lock.withLock { $0 = nil } }

    /// Whether what was built is in the store.
    package enum Outcome: Sendable {
        case stored(Slug)
        /// A file or a link below the app folder holds the place where it was built, and would not work elsewhere; its path
        /// below the app folder.
        case bound(String)
    }

    /// Moves an app folder into the store, where it is used from then on; across file systems it is copied.
    ///
    /// Throws ``FileError``; then the app folder is where it was.
    package func move(_ app: String, facts: SlugFacts) throws -> Slug {
        try make(facts) { entry in
            if rename(app, entry.app) == 0 { return }
            if errno == EXDEV { return try TreeCopy.copy(app, to: entry.app) }
            guard errno == EACCES else { throw FileError(.move, app, code: errno) }
            // Moving a folder needs write permission on it, for its `..` entry.
            let permissions = FileFacts.of(app)?.permissions ?? 0o755
            guard chmod(app, permissions | S_IWUSR) == 0, rename(app, entry.app) == 0,
                chmod(entry.app, permissions) == 0
            else { throw FileError(.move, app, code: errno) }
        } undo: { entry in
            rename(entry.app, app)
        }
    }

    /// Copies an app folder into the store, unless something in it holds `place`.
    ///
    /// Throws ``FileError``, or ``SnapshotError/cancelled``.
    package func copy(
        _ app: String, facts: SlugFacts, unlessHolding place: String?, isCancelled: @escaping () -> Bool
    ) throws -> Outcome {
        do {
            return .stored(
                try make(facts) { entry in
                    try TreeCopy.copy(app, to: entry.app, unlessHolding: place, isCancelled: isCancelled)
                } undo: { _ in
                })
        } catch let bound as TreeCopy.Bound {
            return .bound(bound.path)
        }
    }

    private func make(
        _ facts: SlugFacts, _ fill: (SlugEntry) throws -> Void, undo: (SlugEntry) -> Void
    ) throws -> Slug {
        let parent = store.folder(of: key)
        let draft = SlugEntry(folder: "\(parent)/\(SlugStore.draftPrefix)\(facts.runID)")
        guard mkdir(draft.folder, 0o700) == 0 else { throw FileError(.createFolder, draft.folder, code: errno) }
        var isComplete = false
        defer { if !isComplete { _ = TreeRemoval.remove(draft.folder) } }
        guard let use = try FileLock.take(draft.lock, .shared, makes: true) else {
            throw FileError(.lock, draft.lock, code: EWOULDBLOCK)
        }
        try fill(draft)
        do {
            var facts = facts
            facts.signature = SlugSignature.of(draft.app) ?? ""
            facts.boot = SlugSignature.boot
            do throws(SystemError) {
                try PlainFile.write(JSONWriter.pretty(facts.json) + "\n", to: draft.factsFile, permissions: 0o600)
            } catch {
                throw FileError(.createFile, draft.factsFile, code: error.code)
            }
            // By their names entries sort by age.
            let digits = String(facts.createdAt)
            let name = String(repeating: "0", count: max(0, 18 - digits.count)) + digits
            let entry = SlugEntry(folder: "\(parent)/\(name)-\(facts.runID)")
            guard rename(draft.folder, entry.folder) == 0 else {
                throw FileError(.move, draft.folder, code: errno)
            }
            isComplete = true
            store.tidy(key)
            return Slug(app: entry.app, facts: facts, lock: use)
        } catch {
            undo(draft)
            throw error
        }
    }
}
