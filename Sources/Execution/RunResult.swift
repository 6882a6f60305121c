import Planning
import ProcessSupport
import Records
import Supervision

/// How a run ended.
package struct RunResult: Sendable {
    package let ending: RunEnding
    /// The phases that ran, in order.
    package let phases: [PhaseResult]
    /// What to do about a fault.
    package let hint: String?
    /// Of the whole run, from the first look for what earlier runs left to the end of the record.
    package let duration: Duration
    package let activity: Activity
    /// The sessions that were held, in order.
    package var sessions: [SessionResult] = []

    /// Of all phases: CPU time and bytes together, memory of the largest; `nil` where the machine told nothing.
    package var usage: ResourceUsage? {
        let usages = phases.compactMap(\.usage)
        return usages.isEmpty ? nil : usages.reduce(.none, +)
    }

    /// The exit status of `taskbox run` (design, "Exit status").
    package var exitStatus: UInt8 {
        switch ending {
        case .fault: 125
        case .cancelled(let cancellation): cancellation.exitStatus
        case .phases: phases.last?.outcome.exitStatus ?? 0
        }
    }
}
