import Documents
import Foundation
import Planning
import Supervision

/// Keeps samples in a file of a record, as they come: all of them at first, then fewer, so that a day gives no more than
/// a few thousand.
///
/// Between two that are kept, the largest memory and number of processes are remembered for the next.
final class SampleWriter {
    static let fileName = "samples.jsonl"
    /// The time between two samples is at least this part of the age of the phase.
    private static let partOfAge = 250

    private let path: String
    private var file: OpenFile?
    private var phase: Phase?
    private var lastKept = Duration.zero
    private var memory = 0
    private var processes = 0

    /// The file is made with the first sample.
    init(folder: String) { path = "\(folder)/\(Self.fileName)" }

    func append(_ sample: ResourceSample, phase: Phase) throws(RecordFailure) {
        if phase != self.phase {
            self.phase = phase
            (lastKept, memory, processes) = (.zero, 0, 0)
        }
        memory = max(memory, sample.memory)
        processes = max(processes, sample.processes)
        guard sample.time - lastKept >= sample.time / Self.partOfAge else { return }
        let kept = ResourceSample(
            time: sample.time, processorTime: sample.processorTime, memory: memory, processes: processes,
            bytesRead: sample.bytesRead, bytesWritten: sample.bytesWritten)
        (lastKept, memory, processes) = (sample.time, 0, 0)
        if file == nil { file = try OpenFile(path, O_WRONLY | O_CREAT | O_APPEND, toDo: "make") }
        let line = JSONWriter.line(PhaseSample(phase: phase, sample: kept).json) + "\n"
        try file?.writeAll(Array(line.utf8))
    }
}
