import Execution
import Foundation
import Planning
import ProcessSupport
import Records
import Supervision

/// `taskbox shell`: a shell, or a command, where the script of a phase would run.
struct ShellCommand {
    private let options: ShellOptions
    private let context: CommandContext

    init(_ options: ShellOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(quiet: options.isQuiet, color: options.color)
        let preparation = PlanPreparation(options: options.planning, context: context, console: console)
        guard let prepared = preparation.prepare(keepsWorkspace: options.keepsWorkspace),
            let shell = shellPath(for: prepared.plan, console)
        else { return ExitStatus.fault }
        let plan = prepared.plan.limited(to: options.hooks, session: options.phase)
        let session = ShellSession(
            plan: plan, shell: shell, words: options.words, terminal: context.sessionTerminal(needsOutput: true)
        ).inside(options.phase)
        guard let session else {
            console.fail("a word of the command holds a NUL byte, which no program can be given")
            return ExitStatus.fault
        }
        let interrupts: Interrupts
        do throws(SystemError) {
            interrupts = try Interrupts.catchSignals()
        } catch {
            console.fail("signals can not be caught: \(error)")
            return ExitStatus.fault
        }
        guard
            let tokens = AuthorizationTokens(context: context, console: console, of: options.planning).source(for: plan)
        else { return ExitStatus.fault }
        let redaction = Redaction(plan, seen: [], tokens: tokens.secrets)
        let progress = ProgressDisplay(console: console, drawsStatus: context.isTerminal)
        let report = RunReport(plan: plan, console: console, redaction: redaction, progress: progress)
        report.begin()
        let result = Runner(
            plan: plan,
            source: .init(
                isExplicit: prepared.isSourceExplicit, revision: options.planning.ref, git: prepared.git,
                home: context.environment["HOME"]),
            folders: prepared.folders, keepsRecord: false, interrupts: interrupts, redaction: redaction,
            screen: SessionScreen(
                screen: PlainScreen(line: console.line, progress: progress), session: options.phase),
            tokens: tokens.source, sessions: [session], report: { report.take($0) }
        ).run(id: prepared.runID, user: context.environment["USER"] ?? "you")
        guard let held = result.sessions.first, result.ending == .phases else {
            report.end(result)
            hintAtHook(result, console)
            return Int32(result.exitStatus)
        }
        if case .cancelled(let cancellation, _) = held.run.outcome {
            let name = cancellation.signalNumber.map(SignalName.of) ?? "a fault of the output"
            console.fail("the shell was ended by \(name)")
        } else {
            let words = "\(held.run.outcome.words) after \(DurationText.of(held.run.duration))"
            console.say(
                "\(held.phase.rawValue): \(options.words.isEmpty ? "the shell" : "the command") ended, \(words)")
        }
        return Int32(held.run.outcome.exitStatus)
    }

    /// A hook that fails is a reason to look at it.
    private func hintAtHook(_ result: RunResult, _ console: Console) {
        guard let failed = result.phases.last, !failed.outcome.isSuccess, failed.phase < options.phase else { return }
        console.say(
            "the shell was not opened; --skip \(failed.phase.rawValue) leaves the hook out, and --phase "
                + "\(failed.phase.rawValue) opens the shell in its place")
    }

    /// The shell that waits for commands; `nil` after the reason was printed.
    private func shellPath(for plan: RunPlan, _ console: Console) -> String? {
        guard let name = options.shell else { return plan.shell.path }
        let inspector = MachineInspector(environment: context.environment, memory: nil)
        if let path = inspector.program(name) { return path }
        console.fail(
            "the shell \(quoted(name)) is not installed",
            hint: "--shell takes a name that PATH finds, or an absolute path; left out, it is \(plan.shell.path)")
        return nil
    }
}

extension CommandContext {
    /// The kind of terminal that a session gets; `nil` where taskbox has none, so that it gets taskbox's own streams.
    ///
    /// What is shown needs standard output to be the terminal if the session's output is meant for it, else only any of
    /// the two.
    func sessionTerminal(needsOutput: Bool) -> String? {
        let shows =
            Terminal.isTerminal(STDOUT_FILENO) || (!needsOutput && Terminal.isTerminal(STDERR_FILENO))
        return Terminal.isTerminal(STDIN_FILENO) && shows ? environment["TERM"] ?? "dumb" : nil
    }
}
