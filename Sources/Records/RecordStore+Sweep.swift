import Foundation

/// What the care for old records did.
package struct RecordUpkeep: Sendable, Equatable {
    /// The runs whose records were changed or removed.
    package var runs: [RunID] = []
    /// What could not be done.
    ///
    /// It harms no run: the rest was done all the same.
    package var failures: [RecordFailure] = []
}

extension RecordStore {
    /// Finishes the records of runs whose taskbox was killed, and removes what such runs left half made.
    ///
    /// Several processes may sweep at once: the lock of a record goes to one of them. The runs of the answer are those
    /// that were marked as ended by an error.
    package func sweep(at time: Timestamp) -> RecordUpkeep {
        var upkeep = RecordUpkeep()
        do throws(RecordFailure) {
            upkeep.failures += try removeRemains()
            for record in try unsortedRecords() {
                do throws(RecordFailure) {
                    if try sweep(record, at: time) { upkeep.runs.append(record.id) }
                } catch {
                    // A record that is gone was removed by another process.
                    if access(record.folder, F_OK) == 0 { upkeep.failures.append(error) }
                }
            }
        } catch {
            upkeep.failures.append(error)
        }
        return upkeep
    }

    private func sweep(_ record: RecordedRun, at time: Timestamp) throws(RecordFailure) -> Bool {
        guard let lock = try RecordLock.takeOver(in: record.folder) else { return false }
        let isMarked = try finishInterrupted(record, at: time)
        lock.remove(from: record.folder)
        return isMarked
    }

    private func finishInterrupted(_ record: RecordedRun, at time: Timestamp) throws(RecordFailure) -> Bool {
        let activity = try record.activityIfThere()
        if let activity, activity.state.isFinal { return false }
        try RecordFile.activity.write(record.interrupted(activity, at: time).json, in: record.folder)
        return true
    }
}

extension RecordedRun {
    /// The activity; `nil` if the file is damaged or was lost.
    func activityIfThere() throws(RecordFailure) -> Activity? {
        do throws(RecordFailure) {
            return try activity()
        } catch {
            if error.code != ENOENT { throw error }
            return nil
        }
    }

    /// The activity of a run that nobody finished; without any, what is known of the run is its id and its begin.
    func interrupted(_ activity: Activity?, at time: Timestamp) -> Activity {
        let known = activity ?? Activity(id: id, task: "", user: "taskbox", engine: "unknown", startedAt: createdAt)
        // Without a readable log the begin of the run is the last that is known of it.
        var lastSign = known.startedAt ?? known.createdAt
        if var log = try? log(), let last = try? log.lastTime() { lastSign = last }
        return known.interrupted(lastSign: lastSign, at: time)
    }
}
