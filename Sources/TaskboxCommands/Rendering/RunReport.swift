import Documents
import Execution
import Planning
import ProcessSupport
import Records
import Supervision
import TaskModel

/// What a run says about itself, line by line.
struct RunReport: Sendable {
    let plan: RunPlan
    /// Masks the plan's secrets: command lines and the last output of a task may hold them.
    let console: Console

    init(plan: RunPlan, console: Console, redaction: Redaction) {
        self.plan = plan
        var console = console
        console.redaction = redaction
        self.console = console
    }

    /// How many files that a phase wrote are named; a build in the wrong phase can write thousands.
    private static let mostFiles = 10
    private static let mostProcesses = 30

    func begin() {
        let engine =
            plan.engine.isHost ? "host engine: \(plan.engine.reason)" : "bubblewrap engine: \(plan.engine.reason)"
        console.say("task \(plan.definition.name) (\(plan.definition.type)), run \(plan.site.runID), \(engine)")
        for note in plan.notes {
            switch note.kind {
            case .notHonoured: console.say("not as on the platform: \(note.subject): \(note.message)")
            case .warning: console.warn("\(note.subject): \(note.message)")
            }
        }
    }

    func take(_ event: RunEvent) {
        switch event {
        case .snapshotTaken(let treeID, let files):
            console.say(
                "source: \(plan.site.repository), root \(plan.definition.source), tree \(treeID.prefix(7)), "
                    + plural(files, "file"))
        case .warning(let text): console.warn(text)
        case .phaseStarted(let phase):
            let limit = phase.limit.map { "at most \(DurationText.of($0))" } ?? "no time limit"
            console.say("\(phase.phase.rawValue): \(phase.phase.scriptName) starts, \(limit)")
        case .phaseSkipped(let phase, let reason): console.say("\(phase.rawValue): skipped, \(reason)")
        case .phaseEnded(let result, let run): ended(result, run)
        case .wroteToApp(let phase, let changes): wrote(changes, in: phase)
        case .workspaceKept(let path): console.say("the workspace stays: \(path)")
        case .sessionStarted(let session): began(session)
        case .sessionEnded(let result): ended(result)
        }
    }

    func end(_ result: RunResult) {
        if result.exitStatus == 0 {
            let time = result.phases.reduce(Duration.zero) { $0 + $1.duration }
            console.say("task \(plan.definition.name) succeeded, \(DurationText.of(time)), run \(plan.site.runID)")
            return
        }
        switch result.ending {
        case .fault(let sentence): console.fail(sentence, hint: result.hint)
        case .cancelled(let cancellation):
            let name = cancellation.signalNumber.map(SignalName.of) ?? "a fault of its output"
            console.fail("the run was cancelled by \(name) before the next script began")
        case .phases: console.fail(result.phases.last?.cause ?? "the run failed")
        }
    }

    private func ended(_ result: PhaseResult, _ run: SupervisedRun) {
        switch result.outcome {
        case .exited, .signalled, .supervisionLost:
            if !run.leftovers.isEmpty {
                let names = run.leftovers.prefix(Self.mostProcesses).map { "\($0.command) (\($0.pid))" }
                console.warn(
                    "\(result.phase.scriptName) left \(plural(run.leftoverCount, "process", "processes")) running, which "
                        + "\(run.leftoverCount == 1 ? "was" : "were") ended as the platform's container would: "
                        + names.joined(separator: ", "))
            }
        case .timedOut(_, let teardown), .cancelled(_, let teardown):
            describe(teardown, tails: run.tails)
        }
        if run.isStuck { console.warn("some processes of \(result.phase.scriptName) could not be ended") }
        console.say(
            "\(result.phase.rawValue): \(result.outcome.words) after \(DurationText.of(result.duration))"
                + (result.usage.map { ", \($0.words)" } ?? ""))
    }

    /// What was going on when the phase had to be ended: processes before the first signal, and the last output.
    private func describe(_ teardown: Teardown, tails: [SupervisedRun.StreamTail]) {
        console.say("\(plural(teardown.processCount, "process", "processes")) running at that moment:")
        console.say("      PID   PARENT STATE      AGE      CPU  WAITS IN          ENDED BY  COMMAND")
        for process in teardown.processes.prefix(Self.mostProcesses) { console.say("  \(process.row)") }
        let more = teardown.processCount - min(Self.mostProcesses, teardown.processes.count)
        if more > 0 { console.say("  and \(more) more") }
        for tail in tails {
            console.say("last lines of \(tail.stream.rawValue), \(DurationText.of(tail.age)) before:")
            for line in tail.lines.suffix(5) { console.say("  | \(line.shortened(to: 200))") }
        }
        if tails.isEmpty { console.say("it had written nothing") }
    }

    private func wrote(_ changes: [String], in phase: Phase) {
        let names = changes.prefix(Self.mostFiles).joined(separator: ", ")
        let more = changes.count - Self.mostFiles
        console.warn(
            "would fail on the platform: \(phase.scriptName) wrote to the read-only app folder: \(names)"
                + (more > 0 ? " and \(more) more" : "")
                + "; write to a mount or to /tmp, or do it in the build hook")
    }
}

/// `1 file`, `2 files`.
func plural(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
}

extension Outcome {
    /// The outcome in few words.
    var words: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .signalled(let signal): "ended by \(SignalName.of(signal))"
        case .timedOut(let limit, _): "timed out (limit \(DurationText.of(limit)))"
        case .cancelled: "cancelled"
        case .supervisionLost: "lost"
        }
    }
}

extension ResourceUsage {
    /// CPU time and memory in few words.
    var words: String {
        "CPU \(DurationText.of(userTime + systemTime)), peak memory \((peakMemory + 1_048_575) / 1_048_576) MiB"
    }
}

extension ProcessSighting {
    /// A line of the table of processes.
    fileprivate var row: String {
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        func left(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let end =
            switch ending {
            case .terminated: "SIGTERM"
            case .killed: "SIGKILL"
            case .unknown: "-"
            }
        return [
            right("\(pid)", 7), right("\(parent)", 8), right(String(state), 5), right(DurationText.of(age), 8),
            right(DurationText.of(processorTime), 8), " " + left(waitsIn ?? "-", 17), left(end, 9),
            command.shortened(to: 120),
        ].joined(separator: " ")
    }
}
