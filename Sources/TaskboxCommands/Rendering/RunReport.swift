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
    private let progress: ProgressDisplay

    init(plan: RunPlan, console: Console, redaction: Redaction, progress: ProgressDisplay) {
        self.plan = plan
        self.progress = progress
        var console = console
        console.redaction = redaction
        self.console = console
    }

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
        case .warning, .wroteToApp: event.warning.map(console.warn)
        case .waiting(let reason): console.say(reason)
        case .buildReused(let build):
            console.say(
                "build: Reusing existing build for this tree ID, by run \(build.runID.prefix(8)), "
                    + AgeText.of(build.builtAt, at: .now()))
        case .dependenciesReused(let build):
            let names = plan.phase(.build)?.dependencies.map { "\($0.language): \($0.summary)" } ?? []
            console.say(
                "build: dependencies as run \(build.runID.prefix(8)) installed them, "
                    + "\(AgeText.of(build.builtAt, at: .now())): \(names.joined(separator: "; "))")
        case .stepStarted(let phase, let step, let limit):
            let time =
                limit.map { "at most \($0 == phase.limit ? DurationText.of($0) : DurationText.whole($0))" }
                ?? "no time limit"
            let what = phase.dependencies.first { $0.step == step }.map { "installs \($0.language): \($0.summary)" }
            console.say(
                "\(phase.phase.rawValue): \(step.name(in: phase.phase)) \(what.map { $0 + ";" } ?? "starts,") \(time)")
            progress.begin(phase.phase, step, limit: limit)
        case .phaseSkipped(let phase, let reason): console.say("\(phase.rawValue): skipped, \(reason)")
        case .phaseEnding(_, let stage): progress.note(stage)
        case .phaseEnded(let result): ended(result)
        case .workspaceKept(let path): console.say("the workspace stays: \(path)")
        case .sessionStarted(let session): began(session)
        case .sessionEnded(let result): ended(result)
        }
    }

    /// The closing summary, and behind it the cause of a failure as the last line.
    func end(_ result: RunResult) {
        progress.end()
        let isSuccess = result.exitStatus == 0
        let phase = isSuccess ? "" : result.phases.last.map { " in \($0.label)" } ?? ""
        console.conclude(
            "task \(plan.definition.name) \(isSuccess ? "succeeded" : "failed")\(phase): exit status "
                + "\(result.exitStatus), \(DurationText.of(result.duration))"
                + (result.usage.map { ", \($0.words)" } ?? "") + ", run \(plan.site.runID)", isSuccess: isSuccess)
        guard !isSuccess else { return }
        switch result.ending {
        case .fault(let sentence): console.fail(sentence, hint: result.hint)
        case .cancelled(let cancellation):
            let name = cancellation.signalNumber.map(SignalName.of) ?? "a fault of its output"
            console.fail("the run was cancelled by \(name) before the next script began")
        case .phases:
            let last = result.phases.last
            var hint: String?
            if let last, last.step.isInstallation, case .exited = last.outcome { hint = Self.hint }
            console.fail(last?.cause ?? "the run failed", hint: hint)
        }
    }

    /// What a run could do without the packages that can not be installed.
    private static let hint = "--skip-dependencies runs the task without installing them"

    private func ended(_ result: PhaseResult) {
        progress.end()
        let text = PhaseReport(result: result, redaction: console.redaction ?? .none)
        text.warnings.forEach(console.warn)
        (text.teardown + [text.summary]).forEach(console.say)
    }
}

/// `1 file`, `2 files`.
func plural(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
}
