import Documents
import Engines
import Planning
import ProcessSupport
import Records
import Supervision
import TaskModel
import Workspaces

/// Carries a plan out: workspace, snapshot, phases, record.
///
/// Decides nothing that the plan decides.
///
/// Blocks the calling thread until the run is over, and keeps the thread that started a sandbox alive as long as that.
package struct Runner: Sendable {
    let plan: RunPlan
    private let source: SourceRequest
    let folders: ProjectFolders
    let interrupts: Interrupts
    /// Takes the secrets out of what is recorded.
    let redaction: Redaction
    let screen: any TaskScreen
    let report: @Sendable (RunEvent) -> Void
    private let findings = RunFindings()
    /// Where the token endpoint has its tokens from; `nil` for no endpoint.
    private let tokens: TokenSource?
    /// The words of the command line, for a rerun.
    let request: JSONValue?
    /// Where the run is recorded; `nil` for nowhere.
    let store: RecordStore?
    /// What takes the place of scripts.
    let sessions: [PhaseSession]
    /// What follows a phase that has failed, in that phase, before the run ends.
    private let sessionAfterFailure: @Sendable (PhaseResult) -> PhaseSession?

    /// How the source tree is taken.
    package struct SourceRequest: Sendable {
        /// Whether the user named the repository, so that even a home folder is meant.
        package let isExplicit: Bool
        package let revision: String?
        package let git: GitProgram?
        package let home: String?

        package init(isExplicit: Bool, revision: String?, git: GitProgram?, home: String?) {
            self.isExplicit = isExplicit
            self.revision = revision
            self.git = git
            self.home = home
        }
    }

    package init(
        plan: RunPlan, source: SourceRequest, request: JSONValue? = nil, folders: ProjectFolders, keepsRecord: Bool,
        interrupts: Interrupts, redaction: Redaction, screen: any TaskScreen, tokens: TokenSource? = nil,
        sessions: [PhaseSession] = [],
        sessionAfterFailure: @escaping @Sendable (PhaseResult) -> PhaseSession? = { _ in nil },
        report: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.plan = plan
        self.source = source
        self.folders = folders
        self.interrupts = interrupts
        self.redaction = redaction
        self.screen = screen
        self.tokens = tokens
        self.request = request
        self.report = { [findings] event in
            findings.take(event)
            report(event)
        }
        self.sessions = sessions
        self.sessionAfterFailure = sessionAfterFailure
        store = keepsRecord ? RecordStore(stateFolder: folders.state) : nil
    }

    /// Runs the task.
    ///
    /// Whatever happens, the workspace is gone afterwards (unless the plan keeps it) and the record is complete.
    package func run(id: RunID, user: String) -> RunResult {
        let start = SuspendingClock().now
        var activity = Activity(
            id: id, task: plan.definition.name.description, project: plan.projectID, environments: [plan.branch],
            user: user, engine: plan.engine.name, startedAt: .now())
        sweep()
        let record = beginRecord(activity)
        var phases: [PhaseResult] = []
        var held: [SessionResult] = []
        var ending = RunEnding.phases
        var hint: String?
        var isOutputAbandoned = false
        do {
            let workspace = try Workspace.create(in: folders.workspaces, runID: id.description)
            defer { finish(workspace) }
            try carryOut(
                in: workspace, record: record, activity: &activity, phases: &phases, held: &held,
                isOutputAbandoned: &isOutputAbandoned)
        } catch let stop as Stop {
            ending = .cancelled(stop.cancellation)
        } catch {
            let fault = ExecutionFault(error)
            ending = .fault(fault.message)
            hint = fault.hint
        }
        if !isOutputAbandoned, let loss = screen.finish(), phases.last?.outcome.isSuccess ?? false, ending == .phases {
            ending = .cancelled(.outputLost(loss))
        }
        findings.note(in: &activity)
        if let hint { activity.note("hint", .string(hint)) }
        activity = activity.ended(ending, phases: phases, at: .now())
        record?.finish(activity)
        prune()
        if ending == .phases { CacheStore(folder: folders.cache).pruneIfDue() }
        return RunResult(
            ending: ending, phases: phases, hint: hint, duration: start.duration(to: SuspendingClock().now),
            activity: activity, sessions: held)
    }

    /// A signal between two scripts.
    struct Stop: Error {
        let cancellation: Cancellation
    }

    func checkInterrupts() throws {
        if let signal = interrupts.next() { throw Stop(cancellation: .signal(signal)) }
    }

    private func carryOut(
        in workspace: Workspace, record: RunRecord?, activity: inout Activity, phases: inout [PhaseResult],
        held: inout [SessionResult], isOutputAbandoned: inout Bool
    ) throws {
        try checkInterrupts()
        let buildCache = try isBuilding ? FolderUse.buildCache(self) : nil
        defer { withExtendedLifetime(buildCache) {} }
        let site = try RunSitePreparation(plan: plan).prepare()
        let source = try takeSnapshot(into: workspace)
        let (treeID, reused) = (source.treeID, source.reused)
        var app = source.app
        activity.note("tree", .string(treeID))
        activity.note(
            BuildNote(
                key: source.key, reused: reused, replacesHook: reused != nil && plan.buildsApp, at: .now()))
        var isProbed = false
        var endpoint: TokenEndpoint?
        defer { endpoint?.stop() }
        var notices = PhaseNotices(plan)
        var volumes: FolderUse?
        defer { withExtendedLifetime(volumes) {} }
        for phase in plan.phases {
            try checkInterrupts()
            try site.enter(phase.phase)
            let session = sessions.first { $0.phase == phase.phase }
            // A look at the environment reaches no service.
            if phase.phase != .build, !isProbed, session.map({ $0.input != .nothing }) ?? !phase.steps.isEmpty {
                try probeServices()
                isProbed = true
            }
            if let tokens, phase.phase != .build, endpoint == nil, session != nil || !phase.steps.isEmpty {
                endpoint = try TokenEndpoint(source: tokens) { [report] in report(.warning($0)) }
            }
            if phase.hasMounts, volumes == nil { volumes = try FolderUse.volumes(self) }
            try app.prepare(for: phase.phase)
            if phase.phase == .build, session == nil, let reused, plan.buildsApp {
                report(.buildReused(reused))
                notices.reused(tree: treeID).forEach(screen.notice)
                continue
            }
            var progress = PhaseTime(limit: phase.limit)
            var dependencies =
                source.isWhole ? try cachedDependencies(of: phase, treeID: treeID, app: app.path) : nil
            if let earlier = dependencies?.reused {
                activity.note("dependencies_of_run", .string(earlier.runID))
                report(.dependenciesReused(earlier))
            }
            // A session takes the place of the script, and of nothing else.
            for (step, script) in phase.steps where session == nil || step.isInstallation {
                try checkInterrupts()
                if step.isInstallation {
                    if dependencies?.reused != nil { continue }
                } else {
                    dependencies?.store()
                }
                activity = activity.starting(phase.phase, step, after: phases, at: .now())
                record?.update(activity)
                report(.stepStarted(phase, step, limit: progress.limitOfNext))
                notices.before(phase.phase, step, tree: treeID).forEach(screen.notice)
                let (result, run) = try execute(
                    step, of: phase, script: site.text(of: script, for: step, in: phase.phase), progress,
                    treeID: treeID, app: app, record: record)
                progress.add(result)
                phases.append(result)
                isOutputAbandoned = run.isOutputAbandoned
                record?.flush()
                if run.isStuck, result.outcome.isSuccess {
                    throw ExecutionFault("processes of \(result.name) could not be ended, so the run can not go on")
                }
                app.audit(after: phase.phase)
                guard !result.outcome.isSuccess, !mayGoOn(after: result) else { continue }
                if !run.isStuck, let session = sessionAfterFailure(result) {
                    held.append(try hold(session, in: phase, treeID: treeID, app: app))
                    app.audit(after: phase.phase)
                }
                return
            }
            dependencies?.store()
            if let session {
                held.append(try hold(session, in: phase, treeID: treeID, app: app))
                app.audit(after: phase.phase)
                if held.count == sessions.count { return }
            } else if case .skip(let reason) = phase.action {
                report(.phaseSkipped(phase.phase, reason: reason + remark(on: phase.phase, reused)))
            }
        }
    }

    /// Before the first script that may use them.
    private func probeServices() throws {
        // A task without network reaches none, which the plan has said.
        guard plan.network == .machine else { return }
        let complaints = ServiceProbe.complaints(about: plan.relationships)
        guard plan.isStrict, !complaints.isEmpty else { return complaints.forEach { report(.warning($0)) } }
        throw ExecutionFault(complaints.joined(separator: "; "), hint: "without --strict this is a warning")
    }

    func preparedSnapshot(in layout: WorkspaceLayout) throws(SnapshotError) -> PreparedSnapshot {
        let request = SourceSnapshot.Request(
            repository: plan.site.repository, isExplicit: source.isExplicit, root: plan.definition.source,
            revision: source.revision, scratch: layout.snapshot, leftOut: [folders.cache, folders.state],
            home: source.home)
        let snapshot = try SourceSnapshot.prepare(
            request, git: source.git, isCancelled: { [interrupts] in interrupts.isPending })
        snapshot.warnings.forEach { report(.warning($0)) }
        return snapshot
    }

    private func execute(
        _ step: PhaseStep, of phase: PhasePlan, script: ScriptText, _ time: PhaseTime, treeID: String, app: AppFolder,
        record: RunRecord?
    ) throws -> (PhaseResult, SupervisedRun) {
        let hasEnvironmentFile = PathFacts.isFile("\(app.path)/.environment")
        let invocation = Engine.invocation(
            for: phase, script: script, of: plan, treeID: treeID, hasEnvironmentFile: hasEnvironmentFile)
        let startedAt = Timestamp.now()
        let resources = try PhaseLimits(phase.phase, of: plan)
        defer { giveBack(resources, of: phase.phase) }
        let run = try supervise(
            invocation, with: resources.applied(to: command(for: phase, app), launcher: plan.launcher),
            limit: time.limitOfNext, sink: PhaseSink(phase: phase.phase, record: record, screen: screen),
            samples: record?.sampleTaker(of: phase.phase, after: time), account: resources.takeAccount,
            watch: { [report] in report(.phaseEnding(phase.phase, $0)) })
        if !run.isOutputAbandoned { screen.endPhase() }
        let result = PhaseResult(
            phase: phase.phase, step: step, outcome: time.outcome(run.outcome), startedAt: startedAt,
            duration: run.duration, usage: run.usage, memory: resources.account, leftovers: run.leftovers,
            leftoverCount: run.leftoverCount, isStuck: run.isStuck, tails: run.tails)
        report(.phaseEnded(result))
        return (result, run)
    }

    /// Runs a command; a signal that came before its start stops the run, and a sandbox that can not be set up is not taken
    /// for one that works any more.
    func supervise(
        _ invocation: Invocation, with command: EngineCommand, limit: Duration?, sink: any OutputSink,
        samples: Supervisor.SampleTaker? = nil, account: @escaping Supervisor.Account = { _ in },
        watch: @escaping Supervisor.Watch = { _ in }
    ) throws -> SupervisedRun {
        do {
            return try Supervisor(interrupts: interrupts, ownsChildren: true).run(
                invocation, with: command, limits: .init(limit: limit, grace: plan.grace), sink: sink,
                samples: samples, account: account, watch: watch)
        } catch {
            if case .cancelled(let signal) = error { throw Stop(cancellation: .signal(signal)) }
            if case .sandbox = error { BubblewrapMemory(cacheFolder: folders.cache).forget() }
            throw error
        }
    }

    func giveBack(_ resources: PhaseLimits, of phase: Phase) {
        if !resources.remove() {
            report(.warning("the control group of \(phase.scriptName) could not be removed, because it is in use"))
        }
    }

    /// A deploy hook that fails ends the run unless the user wants it otherwise; one that was cancelled ends it always.
    private func mayGoOn(after result: PhaseResult) -> Bool {
        switch result.outcome {
        case .cancelled, .supervisionLost: return false
        case .exited, .signalled, .timedOut: break
        }
        return result.phase == .deploy && plan.deployFailure == .goOn
    }

    func finish(_ workspace: Workspace) {
        guard !plan.keepsWorkspace else {
            do {
                try workspace.keep()
                report(.workspaceKept(workspace.folder))
            } catch {
                report(.warning("the workspace could not be kept: \(error)"))
            }
            return
        }
        if let leftover = workspace.remove().first {
            report(.warning("\"\(leftover.path)\" could not be removed: \(leftover.reason)"))
        }
    }
}
