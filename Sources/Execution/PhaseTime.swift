import Planning
import Records
import Supervision

/// The time of a phase, which its steps share (contract 2.1: the build has one limit).
struct PhaseTime: Sendable {
    /// Of the whole phase; `nil` for none.
    let limit: Duration?
    /// Of the steps that have ended.
    private(set) var elapsed = Duration.zero
    private(set) var processorTime = Duration.zero

    init(limit: Duration?) { self.limit = limit }

    mutating func add(_ result: PhaseResult) {
        elapsed += result.duration
        if let usage = result.usage { processorTime += usage.userTime + usage.systemTime }
    }

    /// What is left for the next step.
    var limitOfNext: Duration? { limit.map { max($0 - elapsed, .milliseconds(1)) } }

    /// The outcome of a step, in which a timeout names the limit of the phase: that is what the user knows.
    func outcome(_ outcome: Outcome) -> Outcome {
        guard case .timedOut(_, let teardown) = outcome, let limit else { return outcome }
        return .timedOut(limit: limit, teardown)
    }

    /// A sample of a step, in the time of the phase.
    func sample(_ sample: ResourceSample) -> ResourceSample {
        ResourceSample(
            time: elapsed + sample.time, processorTime: processorTime + sample.processorTime, memory: sample.memory,
            processes: sample.processes, bytesRead: sample.bytesRead, bytesWritten: sample.bytesWritten)
    }
}
