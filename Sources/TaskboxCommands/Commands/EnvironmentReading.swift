import Documents
import Execution
import Planning
import ProcessSupport
import Records
import Supervision
import TaskModel

/// Finds out what the environments of some phases hold, with as little done as that needs.
///
/// Nothing is started where no `.environment` can change anything; no snapshot is taken where nobody asks for its tree.
struct EnvironmentReading {
    let prepared: PlanPreparation.Prepared
    let options: EnvironmentOptions
    let context: CommandContext
    let console: Console

    /// The variables of each phase that was asked for, or the exit status once the reason was printed.
    enum Outcome {
        case read([[PhaseVariable]])
        case failed(status: Int32)
    }

    private var plan: RunPlan { prepared.plan }

    func read() -> Outcome {
        let looks = options.phases.filter { plan.phase($0)?.sourcesEnvironmentFile ?? false }
        let interrupts: Interrupts
        do throws(SystemError) {
            interrupts = try Interrupts.catchSignals()
        } catch {
            console.fail("signals can not be caught: \(error)")
            return .failed(status: ExitStatus.fault)
        }
        let isBuilt = !looks.isEmpty && !options.runsBuild && plan.build.hasWork && hasEarlierBuild(interrupts)
        if !looks.isEmpty, options.runsBuild || isBuilt || mayHaveEnvironmentFile {
            return look(into: looks, interrupts)
        }
        let treeID = showsTree ? treeOfSource(interrupts) : nil
        return .read(options.phases.map { seen($0, treeID: treeID).variables() })
    }

    /// Whether an earlier run has built this tree; says what is seen of the build.
    private func hasEarlierBuild(_ interrupts: Interrupts) -> Bool {
        var build: BuildNote.Reuse?
        if plan.buildReuse == .reuse {
            let progress = ProgressDisplay(console: console, drawsStatus: false)
            // Why the tree can not be told is said where it is shown.
            build =
                (try? makeRunner(interrupts, sessions: [], progress) { _ in }.earlierBuild(id: plan.site.runID)) ?? nil
        }
        console.say(
            build.map { "the build is that of run \($0.runID.prefix(8)), \(AgeText.of($0.builtAt, at: .now()))" }
                ?? "the build hook was not run, so nothing that it makes is seen here; --build runs it")
        return build != nil
    }

    private func seen(_ phase: Phase, treeID: String?) -> SeenEnvironment {
        SeenEnvironment(planned: plan.phase(phase)?.environment ?? [], shell: plan.shell, treeID: treeID)
    }

    /// Of a commit only the snapshot can tell.
    private var mayHaveEnvironmentFile: Bool {
        if options.planning.ref != nil { return true }
        return PathFacts(environmentFileOfSource) != nil
    }

    private var environmentFileOfSource: String {
        let root = plan.definition.source.path
        return "\(plan.site.repository)/\(root.isRoot ? "" : "\(root)/").environment"
    }

    private var showsTree: Bool {
        options.names.isEmpty || options.names.contains { NamePattern($0.description).matches("PLATFORM_TREE_ID") }
    }

    /// The tree is one value among many: that it can not be told must not hide the others.
    private func treeOfSource(_ interrupts: Interrupts) -> String? {
        let progress = ProgressDisplay(console: console, drawsStatus: false)
        let runner = makeRunner(interrupts, sessions: [], progress) { event in
            if case .warning(let text) = event { console.warn(text) }
        }
        do {
            return try runner.treeID(id: plan.site.runID)
        } catch {
            console.warn("PLATFORM_TREE_ID is not known, because \(error.message)")
            return nil
        }
    }

    // MARK: .environment

    private func look(into phases: [Phase], _ interrupts: Interrupts) -> Outcome {
        let sessions = phases.sorted().compactMap { EnvironmentSession.inside($0, of: plan, limit: options.limit) }
        guard sessions.count == phases.count else {
            console.fail("the path of the launcher can not be given to a shell: \(plan.launcher)")
            return .failed(status: ExitStatus.fault)
        }
        let progress = ProgressDisplay(console: console, drawsStatus: context.isTerminal)
        let report = RunReport(plan: plan, console: console, redaction: Redaction(plan), progress: progress)
        let result = makeRunner(interrupts, sessions: sessions, progress) { event in
            switch event {
            case .phaseSkipped, .snapshotTaken, .workspaceKept, .sessionStarted: break
            default: report.take(event)
            }
        }.run(id: prepared.runID, user: context.environment["USER"] ?? "you")
        switch result.ending {
        case .fault(let sentence):
            console.fail(sentence, hint: result.hint)
            return .failed(status: ExitStatus.fault)
        case .cancelled(let cancellation): return .failed(status: Int32(cancellation.exitStatus))
        case .phases: break
        }
        if let failed = result.phases.last, !failed.outcome.isSuccess {
            console.fail(failed.cause ?? "the build failed")
            return .failed(status: Int32(failed.outcome.exitStatus))
        }
        return variables(after: result.sessions)
    }

    private func makeRunner(
        _ interrupts: Interrupts, sessions: [PhaseSession], _ progress: ProgressDisplay,
        report: @escaping @Sendable (RunEvent) -> Void
    ) -> Runner {
        Runner(
            plan: plan.limited(to: options.runsBuild ? [.build] : []),
            source: .init(
                isExplicit: prepared.isSourceExplicit, revision: options.planning.ref, git: prepared.git,
                home: context.environment["HOME"]),
            folders: prepared.folders, keepsRecord: false, interrupts: interrupts, redaction: Redaction(plan),
            screen: SessionScreen(screen: PlainScreen(line: console.line, progress: progress), session: nil),
            sessions: sessions, report: report)
    }

    private func variables(after sessions: [SessionResult]) -> Outcome {
        var observations: [Phase: SeenEnvironment.Observation] = [:]
        for session in sessions {
            guard case .exited(0) = session.run.outcome, let block = session.product else {
                console.fail(failure(of: session), hint: hint(for: session))
                return .failed(status: status(of: session))
            }
            if let file = session.environmentFile { observations[session.phase] = .init(block: block, file: file) }
        }
        if observations.isEmpty, PathFacts(environmentFileOfSource) != nil, options.planning.ref == nil {
            console.warn("the .environment in the source folder is not part of the source tree: Git ignores it")
        }
        let treeID = sessions.first?.treeID
        return .read(options.phases.map { seen($0, treeID: treeID).variables(after: observations[$0]) })
    }

    /// Why `.environment` did not let the script begin.
    private func failure(of session: SessionResult) -> String {
        let script = session.phase.scriptName
        switch session.run.outcome {
        case .exited(let status):
            return
                "\(script) would not begin: .environment put another program in the place of the shell, which exited with "
                + "status \(status)"
        case .signalled(let signal):
            return "\(script) would not begin: .environment ended the shell by \(SignalName.of(signal))"
        case .timedOut(let limit, _): return ".environment did not end within \(DurationText.of(limit))"
        case .cancelled(let cancellation, _):
            return "cancelled by \(cancellation.signalNumber.map(SignalName.of) ?? "a fault of the output")"
        case .supervisionLost: return "the launcher was killed while .environment ran"
        }
    }

    private func hint(for session: SessionResult) -> String? {
        guard case .timedOut = session.run.outcome else { return nil }
        return "a run would wait for it until its own limit; --timeout gives it more time here"
    }

    private func status(of session: SessionResult) -> Int32 {
        switch session.run.outcome {
        case .timedOut, .cancelled: Int32(session.run.outcome.exitStatus)
        case .exited, .signalled, .supervisionLost: ExitStatus.fault
        }
    }
}
