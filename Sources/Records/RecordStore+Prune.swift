/// How much of the past is kept.
package struct RecordLimits: Sendable, Equatable {
    package let runs: Int
    /// Of all logs together, in bytes.
    package let logSize: Int64

    package init(runs: Int, logSize: Int64) {
        self.runs = runs
        self.logSize = logSize
    }

    /// 50 runs and 4 GiB (design, "Record").
    package static let standard = RecordLimits(runs: 50, logSize: 4 << 30)
}

extension RecordStore {
    /// Removes the oldest records beyond the limits.
    ///
    /// The newest one and those of live runs stay whatever their size.
    ///
    /// - Returns: the runs whose records were removed, the oldest last.
    package func prune(to limits: RecordLimits = .standard) throws(RecordFailure) -> [RunID] {
        var removed: [RunID] = []
        var keptSize: Int64 = 0
        var isFull = false
        for (index, record) in try records().enumerated() {
            // Once a log does not fit, older ones go too: gaps in the past would puzzle.
            isFull = isFull || index >= limits.runs || keptSize + record.logSize > limits.logSize
            if !isFull || index == 0 {
                keptSize += record.logSize
            } else if try !isLive(record), try remove(record) {
                removed.append(record.id)
            }
        }
        return removed
    }

    /// A record with a lock that can be taken is one that a sweep has still to finish; it is as good as any other.
    private func isLive(_ record: RecordedRun) throws(RecordFailure) -> Bool {
        try RecordLock.isHeld(in: record.folder)
    }
}
