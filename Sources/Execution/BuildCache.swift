import Foundation
import Planning
import ProcessSupport
import Supervision
import TaskModel
import Workspaces

/// How a run comes to its app.
enum BuildStart {
    /// From an earlier build.
    case reuse(Slug)
    /// By a build, which may be stored if there is the right to.
    case build(SlugBuild?)
}

/// What a run has to do with the builds of other runs (contract 8).
struct BuildCache {
    let plan: RunPlan
    /// The tree that is built, and under which key.
    let treeID: String
    let key: BuildKey
    let store: SlugStore
    let folders: ProjectFolders
    let interrupts: Interrupts
    let report: @Sendable (RunEvent) -> Void

    init(
        plan: RunPlan, treeID: String, key: BuildKey, folders: ProjectFolders, interrupts: Interrupts,
        report: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.plan = plan
        self.treeID = treeID
        self.key = key
        store = SlugStore(cacheFolder: folders.cache)
        self.folders = folders
        self.interrupts = interrupts
        self.report = report
    }

    /// How often a run looks whether another one has built.
    private static let period = Duration.milliseconds(50)

    /// Whether the build is carried out, or there is nothing to carry out and the source tree is the app.
    private var isBuilding: Bool { !plan.build.hasWork || plan.buildsApp }

    /// Finds a build of the tree, or gets the right to make one; waits for another run that makes it.
    ///
    /// Throws ``Runner/Stop`` for a signal meanwhile.
    func begin() throws -> BuildStart {
        // On the host a slug is copied, and a copy gains nothing where nothing is built.
        guard plan.buildReuse != .never, plan.build.hasWork || !plan.engine.isHost else { return .build(nil) }
        if plan.buildReuse == .reuse, let slug = find(tellsOfDamage: true) { return .reuse(slug) }
        guard isBuilding else { return .build(nil) }
        var isTold = false
        do {
            while true {
                if let build = try store.beginBuild(of: key) {
                    // Whoever built meanwhile has done it for this run too.
                    if plan.buildReuse == .reuse, let slug = find(tellsOfDamage: false) { return .reuse(slug) }
                    return .build(build)
                }
                if !isTold { report(.waiting("another run builds the same tree; waiting for it")) }
                isTold = true
                _ = Readiness.wait(reading: [interrupts.descriptor], for: Self.period)
                if let signal = interrupts.next() { throw Runner.Stop(cancellation: .signal(signal)) }
            }
        } catch let error as FileError {
            report(.warning("this build is not kept for other runs: \(error)"))
            return .build(nil)
        }
    }

    private func find(tellsOfDamage: Bool) -> Slug? {
        switch store.find(key) {
        case .slug(let slug): return slug
        case .none: return nil
        case .damaged:
            if tellsOfDamage { report(.warning("an earlier build of this tree is damaged and not used")) }
            return nil
        }
    }

    /// The app folder that a slug is used at: its own where an engine can make it read-only for the task, else a copy.
    func open(_ slug: Slug) throws -> String {
        guard plan.engine.isHost || plan.keepsWorkspace else { return slug.app }
        let app = plan.site.workspace.app
        try TreeCopy.copy(slug.app, to: app, isCancelled: { [interrupts] in interrupts.isPending })
        return app
    }

    /// Stores the app with its mount points; `nil` if it can not be, which is only a warning.
    func store(_ app: String, overlaps: [MountOverlap], in build: SlugBuild) -> Slug? {
        var facts = facts
        facts.overlaps = overlaps
        do {
            guard plan.keepsWorkspace else { return try build.move(app, facts: facts) }
            let outcome = try build.copy(app, facts: facts, unlessHolding: nil, isCancelled: isCancelled)
            if case .stored(let slug) = outcome { return slug }
        } catch {
            warn(error)
        }
        return nil
    }

    /// Stores a copy of an app of the host engine, which has no mount points yet.
    func copy(_ app: String, into build: SlugBuild) {
        do {
            let outcome = try build.copy(
                app, facts: facts, unlessHolding: plan.site.workspace.root, isCancelled: isCancelled)
            guard case .bound(let path) = outcome else { return }
            report(
                .warning(
                    "the build can not be used again by the host engine: \"\(path)\" holds the path of this run's app folder, "
                        + "which the next run does not have; bubblewrap, where it is always /app, has no such limit"))
        } catch {
            warn(error)
        }
    }

    /// A cancelled copy is told of by the signal that waits to be taken.
    private func warn(_ error: any Error) {
        if case SnapshotError.cancelled = error { return }
        report(.warning("this build is not kept for other runs: \(error)"))
    }

    private var isCancelled: () -> Bool { { [interrupts] in interrupts.isPending } }

    private var facts: SlugFacts {
        SlugFacts(
            key: key, treeID: treeID, task: plan.definition.name.description,
            project: folders.identity, repository: plan.site.repository, engine: plan.engine.name,
            runID: plan.site.runID, createdAt: SlugStore.now)
    }
}

extension RunPlan {
    /// Whether anything of the build is carried out.
    var buildsApp: Bool { phase(.build).map { !$0.steps.isEmpty } ?? false }
}
