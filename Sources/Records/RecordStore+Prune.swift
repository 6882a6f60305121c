/// How much of the past is kept.
package struct RecordLimits: Sendable, Equatable {
    /// The number of runs.
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
    /// The runs of the answer are those whose records were removed, the oldest last.
    package func prune(to limits: RecordLimits = .standard) -> RecordUpkeep {
        var upkeep = RecordUpkeep()
        do throws(RecordFailure) {
            for record in try surplus(beyond: limits) {
                do throws(RecordFailure) {
                    // A lock that nobody holds belongs to a run that a sweep has still to finish; it may go as well.
                    if try !RecordLock.isHeld(in: record.folder), try remove(record) { upkeep.runs.append(record.id) }
                } catch {
                    upkeep.failures.append(error)
                }
            }
        } catch {
            upkeep.failures.append(error)
        }
        return upkeep
    }

    private func surplus(beyond limits: RecordLimits) throws(RecordFailure) -> [RecordedRun] {
        let all = try unsortedRecords()
        // Nearly every time there is nothing to do, and no need to know the order.
        guard all.count > limits.runs || all.reduce(0, { $0 + $1.logSize }) > limits.logSize else { return [] }
        let records = try records()
        var size: Int64 = 0
        let kept = records.prefix(limits.runs).enumerated().prefix { index, record in
            size += record.logSize
            return index == 0 || size <= limits.logSize
        }
        // Once a log does not fit, all older ones go too: gaps in the past would puzzle.
        return Array(records.dropFirst(max(kept.count, 1)))
    }
}
