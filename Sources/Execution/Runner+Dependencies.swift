import Engines
import Planning
import ProcessSupport
import Supervision
import Synchronization
import TaskModel
import Workspaces

extension Runner {
    /// A look at the languages takes a moment, or something is wrong with them.
    private static let probeLimit = Duration.seconds(30)

    /// What earlier runs have to do with the dependencies of a phase; `nil` where they are installed for this run alone.
    ///
    /// A source tree that holds the folder itself is not mixed with anything.
    func cachedDependencies(of phase: PhasePlan, treeID: String, app: String) throws -> DependencyCache? {
        let folder = "\(app)/\(DependencyInstallation.folderName)"
        guard !phase.dependencies.isEmpty, let reuse = DependencyReuse(plan), PathFacts(folder) == nil,
            let languages = try lookAtLanguages(reuse, in: phase, treeID: treeID, app: app)
        else { return nil }
        let facts = SlugFacts(
            key: reuse.key(languages: languages, treeID: treeID), treeID: treeID,
            task: plan.definition.name.description, project: folders.identity, repository: plan.site.repository,
            engine: plan.engine.name, runID: plan.site.runID, createdAt: SlugStore.now)
        do {
            return try DependencyCache(
                facts, policy: plan.buildReuse,
                store: SlugStore(cacheFolder: folders.cache, of: .dependencies), app: app,
                isCancelled: { [interrupts] in interrupts.isPending }, report: report)
        } catch SnapshotError.cancelled {
            try checkInterrupts()
            throw SnapshotError.cancelled
        }
    }

    /// What the probe prints; `nil` if it fails: then the package manager says better what is missing.
    private func lookAtLanguages(
        _ reuse: DependencyReuse, in phase: PhasePlan, treeID: String, app: String
    ) throws -> [UInt8]? {
        guard let script = reuse.probe else { return nil }
        let invocation = Engine.invocation(
            for: phase, script: .inline(script.text), of: plan, treeID: treeID, hasEnvironmentFile: false)
        let sink = HeldOutput()
        let run = try supervise(
            invocation, with: Engine.command(for: phase, of: plan, app: app), limit: Self.probeLimit, sink: sink)
        if run.isStuck {
            throw ExecutionFault(
                "processes that looked for package managers could not be ended, so the run can not go on")
        }
        if case .cancelled(let cancellation, _) = run.outcome { throw Stop(cancellation: cancellation) }
        return run.outcome.isSuccess ? sink.bytes : nil
    }
}

/// Keeps the first bytes of a program's standard output, and shows nothing.
private final class HeldOutput: OutputSink {
    private static let most = 65_536
    private let held = Mutex<[UInt8]>([])

    var bytes: [UInt8] { held.withLock { $0 } }

    func take(_ bytes: UnsafeRawBufferPointer, from stream: TaskStream) -> SystemError? {
        if stream == .stdout { held.withLock { $0 += bytes.prefix(Self.most - $0.count) } }
        return nil
    }
}
