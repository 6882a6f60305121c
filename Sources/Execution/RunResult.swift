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
    package let activity: Activity
    /// The sessions that were held, in order.
    package var sessions: [SessionResult] = []

    /// The exit status of `taskbox run` (design, "Exit status").
    package var exitStatus: UInt8 {
        switch ending {
        case .fault: 125
        case .cancelled(let cancellation): cancellation.exitStatus
        case .phases: phases.last?.outcome.exitStatus ?? 0
        }
    }
}
