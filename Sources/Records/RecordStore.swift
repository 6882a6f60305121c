import Documents
import Foundation

/// The records of all runs, one folder each, in `runs/` of the state folder.
package struct RecordStore: Sendable {
    /// Holds one folder a run.
    package let runsFolder: String
    /// The name of a record that is not complete yet.
    private static let newPrefix = ".new-"
    /// The name of a record that is being removed.
    private static let oldPrefix = ".old-"

    /// Makes no folder; `begin` does.
    package init(stateFolder: String) { runsFolder = "\(stateFolder)/runs" }

    /// Where the record of a run is, whether it exists or not.
    package func folder(of id: RunID) -> String { "\(runsFolder)/\(id)" }

    /// Begins the record of a run.
    ///
    /// Others see the folder only when everything is in it.
    ///
    /// The activity's id names the folder. The redaction is applied to the JSON files, and not to the log, which is the
    /// task's own output. `onFailure` is called at most once, when the record is given up while the run goes on.
    package func begin(
        activity: Activity, definition: JSONValue, plan: JSONValue, request: JSONValue? = nil, redaction: Redaction,
        onFailure: @escaping @Sendable (RecordFailure) -> Void
    ) throws(RecordFailure) -> RunRecord {
        try makeFolder(runsFolder)
        let draft = "\(runsFolder)/\(Self.newPrefix)\(activity.id)"
        do throws(RecordFailure) {
            let lock = try makeDraft(draft)
            try RecordFile.definition.write(redaction.applied(to: definition), in: draft)
            try RecordFile.plan.write(redaction.applied(to: plan), in: draft)
            if let request { try RecordFile.request.write(redaction.applied(to: request), in: draft) }
            try RecordFile.activity.write(activity.redacted(by: redaction).json, in: draft)
            let log = try LogWriter(folder: draft, createdAt: activity.createdAt)
            let folder = folder(of: activity.id)
            guard rename(draft, folder) == 0 else { throw RecordFailure("make", folder, code: errno) }
            log.moved(to: folder)
            return RunRecord(
                id: activity.id, folder: folder, log: log, lock: lock, redaction: redaction, onFailure: onFailure)
        } catch {
            // The failure that is thrown says more than one of this removal; a sweep takes what is left.
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }

    /// All records that are not being made or removed, the newest first.
    package func records() throws(RecordFailure) -> [RecordedRun] {
        try unsortedRecords().map { (time: $0.createdAt, record: $0) }
            .sorted { left, right in
                (right.time, left.record.id.description) < (left.time, right.record.id.description)
            }
            .map(\.record)
    }

    /// The same in any order, which costs no look into them.
    func unsortedRecords() throws(RecordFailure) -> [RecordedRun] {
        try names().compactMap { name in RunID(name).map { RecordedRun(id: $0, folder: folder(of: $0)) } }
    }

    /// Moves a record out of sight and removes it; `false` if another process was faster.
    func remove(_ record: RecordedRun) throws(RecordFailure) -> Bool {
        let old = "\(runsFolder)/\(Self.oldPrefix)\(record.id)"
        guard rename(record.folder, old) == 0 else {
            if errno == ENOENT { return false }
            throw RecordFailure("remove", record.folder, code: errno)
        }
        try removeTree(old)
        return true
    }

    /// Removes what processes that were killed left half made or half removed.
    ///
    /// Answers with what could not be removed.
    func removeRemains() throws(RecordFailure) -> [RecordFailure] {
        var failures: [RecordFailure] = []
        for name in try names() {
            let path = "\(runsFolder)/\(name)"
            do throws(RecordFailure) {
                if name.hasPrefix(Self.oldPrefix) {
                    try removeTree(path)
                } else if name.hasPrefix(Self.newPrefix), let lock = try RecordLock.takeOver(in: path) {
                    // Out of the way first: whoever makes a record of this name begins anew, and not in a folder that
                    // is being removed.
                    let old = "\(runsFolder)/\(Self.oldPrefix)\(name.dropFirst(Self.newPrefix.count))"
                    guard rename(path, old) == 0 else { throw RecordFailure("remove", path, code: errno) }
                    try removeTree(old)
                    withExtendedLifetime(lock) {}
                }
            } catch {
                failures.append(error)
            }
        }
        return failures
    }

    /// The names in the folder; none if it does not exist yet.
    private func names() throws(RecordFailure) -> [String] {
        guard let stream = opendir(runsFolder) else {
            if errno == ENOENT { return [] }
            throw RecordFailure("read", runsFolder, code: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private func makeFolder(_ path: String) throws(RecordFailure) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw RecordFailure("make", path, code: errno) }
    }

    /// Makes an empty folder and takes its lock.
    private func makeDraft(_ path: String) throws(RecordFailure) -> RecordLock {
        // Of the runs that begin at the same moment, each may sweep our folder away between our two steps.
        let mostAttempts = 200
        for attempt in 1...mostAttempts {
            try makeFolder(path)
            do throws(RecordFailure) {
                if let lock = try RecordLock.create(in: path) { return lock }
            } catch {
                if error.code != ENOENT || attempt == mostAttempts { throw error }
            }
            usleep(1_000)
        }
        throw RecordFailure("lock", path, code: EBUSY)
    }

    private func removeTree(_ path: String) throws(RecordFailure) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch CocoaError.fileNoSuchFile {
            // Another process was faster.
        } catch {
            let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code
            throw RecordFailure("remove", path, code: code.map(Int32.init(truncatingIfNeeded:)) ?? EIO)
        }
    }
}
