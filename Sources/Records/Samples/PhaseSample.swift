import Documents
import Foundation
import Planning
import Supervision

/// What the processes of a phase had used up at a moment of a recorded run.
package struct PhaseSample: Sendable, Equatable {
    package let phase: Phase
    package let sample: ResourceSample

    package init(phase: Phase, sample: ResourceSample) {
        self.phase = phase
        self.sample = sample
    }

    /// A line of `samples.jsonl`: times in seconds since the start of the phase, sizes in bytes.
    var json: JSONValue {
        [
            "phase": .string(phase.rawValue), "time": seconds(sample.time), "cpu": seconds(sample.processorTime),
            "memory": .integer(sample.memory), "processes": .integer(sample.processes),
            "read": sample.bytesRead.map(JSONValue.integer) ?? nil,
            "written": sample.bytesWritten.map(JSONValue.integer) ?? nil,
        ]
    }

    /// Reads what ``json`` writes.
    init?(json: JSONValue) {
        guard let phase = json["phase"]?.text.flatMap(Phase.init(rawValue:)), let time = json["time"]?.duration,
            let processorTime = json["cpu"]?.duration, let memory = json["memory"]?.number,
            let processes = json["processes"]?.number
        else { return nil }
        self.init(
            phase: phase,
            sample: ResourceSample(
                time: time, processorTime: processorTime, memory: memory, processes: processes,
                bytesRead: json["read"]?.number, bytesWritten: json["written"]?.number))
    }
}

extension RecordedRun {
    /// What was seen of the phases' use of the machine; none for a run of a tenth of a second.
    package func samples() throws(RecordFailure) -> [PhaseSample] {
        let path = "\(folder)/\(SampleWriter.fileName)"
        let bytes: [UInt8]
        do throws(RecordFailure) {
            bytes = try OpenFile.contents(of: path)
        } catch {
            if error.code == ENOENT { return [] }
            throw error
        }
        // A line that a crash cut off is no sample.
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            JSONReader.read(SourceFile(name: path, bytes: Array(line))).0.map(JSONValue.init)
                .flatMap(PhaseSample.init(json:))
        }
    }
}
