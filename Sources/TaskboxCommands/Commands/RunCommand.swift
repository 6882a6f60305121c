import DefinitionSources
import Documents
import Execution
import Foundation
import Planning
import ProcessSupport
import Records
import Supervision
import TaskModel

/// `taskbox run`.
struct RunCommand {
    private let options: RunOptions
    private let context: CommandContext
    /// For the record.
    private let request: RecordedRequest

    init(_ options: RunOptions, _ context: CommandContext, request: RecordedRequest) {
        self.options = options
        self.context = context
        self.request = request
    }

    func run() -> Int32 { run(context.console(quiet: options.isQuiet, color: options.color)) }

    /// Runs a definition, or the one that the options name; `watch` is told what the run tells of itself, afterwards.
    func run(
        _ console: Console, definition: LoadedDefinition? = nil,
        watch: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) -> Int32 {
        let preparation = PlanPreparation(options: options.planning, context: context, console: console)
        guard
            let prepared = preparation.prepare(keepsWorkspace: options.keepsWorkspace, definition: definition)
        else { return ExitStatus.fault }
        if let path = options.resultFile, !PlainFile.canReplace(path) {
            console.fail(
                "the result can not be written to \"\(path)\"",
                hint: "--result names a file in a folder that you can write")
            return ExitStatus.fault
        }
        let interrupts: Interrupts
        do throws(SystemError) {
            interrupts = try Interrupts.catchSignals()
        } catch {
            console.fail("signals can not be caught: \(error)")
            return ExitStatus.fault
        }
        let authorization = AuthorizationTokens(context: context, console: console, of: options.planning)
        guard let tokens = authorization.source(for: prepared.plan) else { return ExitStatus.fault }
        let redaction = Redaction(prepared.plan, seen: [], tokens: tokens.secrets)
        let progress = ProgressDisplay(console: console, drawsStatus: context.isTerminal)
        let report = RunReport(plan: prepared.plan, console: console, redaction: redaction, progress: progress)
        report.begin()
        let screen = makeScreen(for: prepared, console.line, progress)
        let runner = Runner(
            plan: prepared.plan,
            source: .init(
                isExplicit: prepared.isSourceExplicit, revision: options.planning.ref, git: prepared.git,
                home: context.environment["HOME"]),
            request: request.json, folders: prepared.folders, keepsRecord: options.keepsRecord,
            interrupts: interrupts, redaction: redaction, screen: screen, tokens: tokens.source,
            sessionAfterFailure: { shellAfter($0, plan: prepared.plan, console) },
            report: { event in
                report.take(event)
                watch(event)
            })
        let result = runner.run(id: prepared.runID, user: context.environment["USER"] ?? "you")
        report.end(result)
        let isResultWritten = writeResult(redaction.applied(to: result.activity.json), console)
        return isResultWritten || result.exitStatus != 0 ? Int32(result.exitStatus) : ExitStatus.fault
    }

    private func makeScreen(for prepared: PlanPreparation.Prepared, _ line: ScreenLine, _ progress: ProgressDisplay)
        -> any TaskScreen
    {
        let definition = prepared.plan.definition
        let layout = LogLayout(
            task: definition.name.description, runtimeType: definition.type.description, run: prepared.runID)
        switch options.logFormat {
        case .plain: return PlainScreen(line: line, progress: progress)
        case .activity: return RenderedScreen(ActivityFormat(layout: layout), line: line, progress: progress)
        case .jsonl: return RenderedScreen(JSONLinesFormat(layout: layout), line: line, progress: progress)
        }
    }

    /// The shell that follows a failed phase, where one is wanted and a person is there.
    private func shellAfter(_ result: PhaseResult, plan: RunPlan, _ console: Console) -> PhaseSession? {
        guard options.opensShellOnFailure else { return nil }
        switch result.outcome {
        case .cancelled, .supervisionLost: return nil
        case .exited, .signalled, .timedOut: break
        }
        guard let terminal = context.sessionTerminal(needsOutput: false) else {
            console.warn("no shell is opened after the failure, because there is no terminal")
            return nil
        }
        return ShellSession(plan: plan, shell: plan.shell.path, terminal: terminal)
            .inside(result.phase, isAfterFailure: true)
    }

    /// Writes the activity for `--result`; false if that was asked for and failed.
    private func writeResult(_ json: JSONValue, _ console: Console) -> Bool {
        guard let path = options.resultFile else { return true }
        do {
            try PlainFile.replace(path, with: JSONWriter.pretty(json) + "\n")
            return true
        } catch {
            console.fail("the result could not be written to \"\(path)\": \(error)")
            return false
        }
    }
}
