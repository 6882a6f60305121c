import Engines
import Planning
import TaskModel
import Workspaces

/// The app folder on its way through a run: writable for the build, then a slug, which is read-only and has mount points.
struct AppFolder {
    private let plan: RunPlan
    private let cache: BuildCache?
    private let report: @Sendable (RunEvent) -> Void
    /// On this machine: the folder of the workspace, or a slug.
    private(set) var path: String
    /// What has to be mounted in the phase that comes next.
    private(set) var mounts: [MountedFolder] = []
    private var start = BuildStart.build(nil)
    private var isFrozen = false
    private var audit: WriteAudit?

    /// Without a cache, nothing of other runs is used and nothing is left for them.
    init(plan: RunPlan, cache: BuildCache?, report: @escaping @Sendable (RunEvent) -> Void) {
        self.plan = plan
        self.cache = cache
        self.report = report
        path = plan.site.workspace.app
    }

    /// Takes the app from an earlier build; answers with what that was, and `nil` if the source tree has to be laid out.
    mutating func begin() throws -> SlugFacts? {
        start = try cache?.begin() ?? .build(nil)
        guard case .reuse(let slug) = start, let cache else { return nil }
        path = try cache.open(slug)
        return slug.facts
    }

    /// After the build the app is what the platform calls a slug: read-only but for the mounts (contract 2.1, 2.4).
    mutating func prepare(for phase: Phase) throws {
        guard phase != .build else { return }
        var folders: [MountedFolder] = []
        for mount in plan.mounts { folders.append(try MountVolumes.make(mount)) }
        mounts = folders
        guard !isFrozen else { return }
        isFrozen = true
        let build: SlugBuild? = if case .build(let build) = start { build } else { nil }
        // Whoever waits for the build need not wait for the rest of this run.
        defer { build?.release() }
        if plan.engine.isHost {
            if let build { cache?.copy(path, into: build) }
            try makeMountPoints(.link).forEach { report(.warning($0.description)) }
            let mounts = plan.mounts.map(\.mount.path)
            try FrozenTree.freeze(path, except: mounts)
            audit = try WriteAudit(app: path, except: mounts)
            return
        }
        var overlaps: [MountOverlap]
        switch start {
        case .reuse(let slug): overlaps = slug.facts.overlaps
        case .build:
            overlaps = try makeMountPoints(.folder)
            if let build, let slug = cache?.store(path, overlaps: overlaps, in: build) {
                start = .reuse(slug)
                if !plan.keepsWorkspace { path = slug.app }
            }
        }
        overlaps.forEach { report(.warning($0.description)) }
    }

    private func makeMountPoints(_ style: MountPoint.Style) throws -> [MountOverlap] {
        let points = plan.mounts.map { MountPoint(path: $0.mount.path, target: $0.realPath, style: style) }
        return try MountPoints.prepare(app: path, mounts: points, aside: plan.site.workspace.hidden)
    }

    /// Names what a phase wrote in spite of the freeze; only the host engine can not prevent it.
    ///
    /// A task can make its app folder unreadable, or remove it: that is worth a warning and changes nothing of its status.
    mutating func audit(after phase: Phase) {
        guard let before = audit else { return }
        do {
            let changes = try before.changes()
            guard !changes.isEmpty else { return }
            report(.wroteToApp(phase, changes.map(\.description)))
            audit = try WriteAudit(app: path, except: plan.mounts.map(\.mount.path))
        } catch {
            report(.warning("\(phase.scriptName) changed the app folder so that it can not be read any more: \(error)"))
            audit = nil
        }
    }
}
