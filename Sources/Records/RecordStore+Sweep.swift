import Foundation

extension RecordStore {
    /// Finishes the records of runs whose taskbox was killed, and removes what such runs left half made.
    ///
    /// Several processes may sweep at once: the lock of a record goes to one of them.
    ///
    /// - Returns: the runs that were marked as ended by an error.
    package func sweep(at time: Timestamp) throws(RecordFailure) -> [RunID] {
        try removeRemains()
        var marked: [RunID] = []
        for record in try records() {
            guard let lock = try RecordLock.takeOver(in: record.folder) else { continue }
            if try finishInterrupted(record, at: time) { marked.append(record.id) }
            lock.remove(from: record.folder)
        }
        return marked
    }

    private func finishInterrupted(_ record: RecordedRun, at time: Timestamp) throws(RecordFailure) -> Bool {
        let activity: Activity?
        do throws(RecordFailure) {
            activity = try record.activity()
        } catch {
            // Somebody removed the record, or its activity was lost.
            if error.code != ENOENT { throw error }
            if access(record.folder, F_OK) != 0 { return false }
            activity = nil
        }
        if let activity, activity.state.isFinal { return false }
        let known =
            activity
            ?? Activity(
                id: record.id, task: "", user: "taskbox", engine: "unknown",
                startedAt: record.createdAt)
        var lastSign = known.startedAt ?? known.createdAt
        if var log = try? record.log(), let last = try? log.lastTime() {
            // Without a readable log the begin of the run is the last that is known of it.
            lastSign = last
        }
        try RecordFile.activity.write(known.interrupted(lastSign: lastSign, at: time).json, in: record.folder)
        return true
    }
}
