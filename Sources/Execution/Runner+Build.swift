import Engines
import Planning
import ProcessSupport
import Records
import Workspaces

extension Runner {
    /// Names the source tree, and lays it out unless an earlier build of it is used.
    func takeSnapshot(into workspace: Workspace) throws -> TakenSource {
        do {
            let snapshot = try preparedSnapshot(in: workspace.layout)
            report(.snapshotTaken(treeID: snapshot.treeID, files: snapshot.fileCount))
            let key = plan.build.key(of: snapshot)
            // A build of a tree that is not all there is of no use for one that is, which has the same key.
            var app = AppFolder(
                plan: plan, cache: snapshot.isWhole ? cache(of: snapshot.treeID, key) : nil, report: report)
            let reused = try app.begin().map(BuildNote.Reuse.init)
            if reused == nil {
                try snapshot.layOut(into: app.path, isCancelled: { [interrupts] in interrupts.isPending })
            }
            return TakenSource(
                treeID: snapshot.treeID, key: key, isWhole: snapshot.isWhole, reused: reused, app: app)
        } catch SnapshotError.cancelled {
            // Whoever cancelled it is told by the signal that waits to be taken.
            try checkInterrupts()
            throw SnapshotError.cancelled
        }
    }

    /// Whether the build cache of the project may be used.
    var isBuilding: Bool { plan.buildsApp || sessions.contains { $0.phase == .build } }

    /// Who builds by hand gets a tree of their own, and what they make of it is for nobody else.
    private func cache(of treeID: String, _ key: BuildKey) -> BuildCache? {
        guard !sessions.contains(where: { $0.phase == .build }) else { return nil }
        return BuildCache(
            plan: plan, treeID: treeID, key: key, folders: folders, interrupts: interrupts, report: report)
    }

    /// The earlier build of the source tree that a run without a build would use; nothing is laid out.
    package func earlierBuild(id: String) throws(ExecutionFault) -> BuildNote.Reuse? {
        let source = try lookAtSource(id: id)
        guard source.isWhole,
            case .slug(let slug) = SlugStore(cacheFolder: folders.cache).find(plan.build.key(of: source))
        else { return nil }
        return BuildNote.Reuse(slug.facts)
    }

    /// What starts a phase with the app as it is now.
    func command(for phase: PhasePlan, _ app: AppFolder) -> EngineCommand {
        Engine.command(for: phase, of: plan, app: app.path, mounts: app.mounts)
    }

    /// What is to be added where the build was to be left out.
    func remark(on phase: Phase, _ reused: BuildNote.Reuse?) -> String {
        guard phase == .build, plan.build.hasWork, !sessions.contains(where: { $0.phase == .build }) else { return "" }
        return reused.map { "; the app is that of run \($0.runID.prefix(8)), which built this tree" }
            ?? "; the app is the source tree without a build"
    }
}

/// The source of a run, and what becomes of it.
struct TakenSource {
    let treeID: String
    let key: BuildKey
    /// See ``PreparedSnapshot/isWhole``.
    let isWhole: Bool
    /// The build that takes the place of the source.
    let reused: BuildNote.Reuse?
    let app: AppFolder
}

extension BuildConfiguration {
    fileprivate func key(of source: PreparedSnapshot) -> BuildKey {
        key(treeID: source.treeID, remarks: source.remarks)
    }
}

extension BuildNote.Reuse {
    init(_ facts: SlugFacts) {
        self.init(runID: facts.runID, builtAt: Timestamp(microseconds: facts.createdAt))
    }
}
