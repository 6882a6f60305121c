import Documents
import Planning
import Supervision

/// How a run as a whole came to its end.
package enum RunEnding: Sendable, Equatable {
    /// All phases ran that were to run, or one of them ended the run: the last one decides.
    case phases
    /// It was cancelled while no script ran.
    case cancelled(Cancellation)
    /// taskbox could not start or finish it, for a reason in a sentence without a full stop.
    case fault(String)
}

extension Activity {
    /// The activity after the run.
    package func ended(_ ending: RunEnding, phases: [PhaseResult], at time: Timestamp) -> Activity {
        var activity = self
        activity.updatedAt = time
        activity.completedAt = time
        activity.state = .complete
        activity.commands = phases.map {
            Command(
                app: task, type: $0.step.isInstallation ? "dependencies" : $0.phase.rawValue,
                exitCode: Int($0.outcome.exitStatus))
        }
        activity.timings.set(phases)
        let verdict = Verdict(ending, phases: phases, task: task)
        activity.result = verdict.isSuccess ? .success : .failure
        activity.failureReason = verdict.failureReason
        if verdict.outcome == "cancelled" {
            activity.state = .cancelled
            activity.cancelledAt = time
        }
        activity.details = .object(activity.detailsOfEnd(verdict, phases: phases))
        return activity
    }

    /// The activity of a run that nobody finished, because taskbox itself was killed.
    ///
    /// The last sign is the time at which the run was last known to live.
    package func interrupted(lastSign: Timestamp, at time: Timestamp) -> Activity {
        let name = task.isEmpty ? "an unknown task" : "task \(task)"
        let cause = "taskbox itself ended without finishing the run of \(name)"
        var activity = ended(.fault(cause), phases: [], at: lastSign)
        activity.updatedAt = time
        activity.text = cause
        activity.commands = commands
        activity.timings = timings
        // Phases that had ended are known all the same.
        if let phases = details[Self.phasesKey] { activity.note(Self.phasesKey, phases) }
        return activity
    }

    private static let phasesKey = "phases"
    private static let startedKey = "started"

    /// The activity when a step of a phase starts, after the steps that have ended.
    package func starting(
        _ phase: Phase, _ step: PhaseStep = .script, after phases: [PhaseResult], at time: Timestamp
    ) -> Activity {
        var activity = self
        activity.updatedAt = time
        activity.timings.set(phases)
        activity.note(Self.phasesKey, .array(phases.map(\.json)))
        let started = JSONValue.object(
            [.init("phase", .string(phase.rawValue))] + step.members + [.init("started_at", .string(time.rfc3339))])
        activity.note(Self.startedKey, .array((details[Self.startedKey]?.elements ?? []) + [started]))
        return activity
    }

    /// The steps that have started, in their order, whatever became of them.
    package var startedPhases: [(phase: Phase, step: PhaseStep, at: Timestamp)] {
        (details[Self.startedKey]?.elements ?? []).compactMap { element in
            guard let phase = element["phase"]?.text.flatMap(Phase.init(rawValue:)),
                let time = element["started_at"]?.time
            else { return nil }
            return (phase, PhaseStep(json: element), time)
        }
    }

    /// The phases that have ended, in their order; those of a damaged record that can be read.
    package var phases: [PhaseResult] {
        (details[Self.phasesKey]?.elements ?? []).compactMap(PhaseResult.init(json:))
    }

    private func detailsOfEnd(_ verdict: Verdict, phases: [PhaseResult]) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = [
            .init("outcome", .string(verdict.outcome)),
            .init("exit_status", .integer(Int(verdict.exitStatus))),
            .init("phase", .optional(verdict.phase?.rawValue)),
        ]
        members += verdict.step.members
        members += [
            .init("signal", verdict.signal.map { .integer(Int($0)) } ?? .null),
            .init("cause", .optional(verdict.cause)),
        ]
        // What was known at the start stays, in its order.
        if case .object(let earlier) = details {
            members += earlier.filter { member in
                member.key != Self.phasesKey && !members.contains { $0.key == member.key }
            }
        }
        let usages = phases.compactMap(\.usage)
        if !usages.isEmpty { members += usages.reduce(.none, +).members }
        members.append(.init(Self.phasesKey, .array(phases.map(\.json))))
        return members
    }
}

extension Activity.Timings {
    /// Sets the times of phases, each of which may have several steps.
    mutating func set(_ results: [PhaseResult]) {
        for phase in Phase.allCases {
            let own = results.filter { $0.phase == phase }
            if !own.isEmpty { set(own.reduce(.zero) { $0 + $1.duration }, for: phase) }
        }
    }

    /// The platform calls the time of `run.command` `execute`.
    private mutating func set(_ duration: Duration, for phase: Phase) {
        switch phase {
        case .build: build = duration
        case .deploy: deploy = duration
        case .run: execute = duration
        }
    }
}

/// What the end of a run means, in one place for all fields that say it.
private struct Verdict {
    let outcome: String
    let phase: Phase?
    var step = PhaseStep.script
    let exitStatus: UInt8
    var signal: Int32?
    var cause: String?
    var failureReason: Activity.FailureReason?

    var isSuccess: Bool { outcome == "exited" && exitStatus == 0 }

    init(_ ending: RunEnding, phases: [PhaseResult], task: String) {
        switch ending {
        case .fault(let sentence):
            outcome = "fault"
            phase = nil
            // taskbox's own status for a run that it could not start or finish (design, "Exit status").
            exitStatus = 125
            cause = sentence
            failureReason = .error
        case .cancelled(let cancellation):
            outcome = "cancelled"
            phase = nil
            exitStatus = cancellation.exitStatus
            signal = cancellation.signalNumber
            cause =
                "the run of task \(task) was cancelled"
                + (cancellation.signalNumber.map { " by \(SignalName.of($0))" } ?? "")
        case .phases:
            let last = phases.last
            outcome = last?.outcome.name ?? "exited"
            phase = last?.phase
            step = last?.step ?? .script
            exitStatus = last?.outcome.exitStatus ?? 0
            cause = last?.cause
            signal = last?.outcome.signal
            failureReason = last?.outcome.failureReason
        }
    }
}

extension Outcome {
    /// The word for it in JSON.
    var name: String {
        switch self {
        case .exited: "exited"
        case .signalled: "signalled"
        case .timedOut: "timed_out"
        case .cancelled: "cancelled"
        case .supervisionLost: "lost"
        }
    }

    /// The signal that ended the command or asked for its end; `nil` where there was none.
    var signal: Int32? {
        switch self {
        case .exited, .timedOut, .supervisionLost: nil
        case .signalled(let signal): signal
        case .cancelled(let cancellation, _): cancellation.signalNumber
        }
    }

    /// The platform's word for the failure (contract 6.1); it has none for a cancelled run.
    var failureReason: Activity.FailureReason? {
        switch self {
        case .exited(0), .cancelled: nil
        case .exited: .shell
        case .signalled, .timedOut, .supervisionLost: .error
        }
    }
}

func seconds(_ duration: Duration) -> JSONValue { .float(Seconds.number(duration)) }
