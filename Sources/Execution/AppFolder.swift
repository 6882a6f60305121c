import Planning
import TaskModel
import Workspaces

/// The app folder on its way through a run: writable for the build, then frozen and given its mount points.
struct AppFolder {
    let plan: RunPlan
    let report: @Sendable (RunEvent) -> Void
    private var isFrozen = false
    private var audit: WriteAudit?

    init(plan: RunPlan, report: @escaping @Sendable (RunEvent) -> Void) {
        self.plan = plan
        self.report = report
    }

    /// After the build the app is what the platform calls a slug: read-only but for the mounts (contract 2.1, 2.4).
    mutating func prepare(for phase: Phase) throws {
        guard phase != .build else { return }
        for mount in plan.mounts { try MountVolumes.make(mount) }
        guard !isFrozen else { return }
        isFrozen = true
        let app = plan.site.workspace.app
        let style: MountPoint.Style = plan.engine.isHost ? .link : .folder
        let points = plan.mounts.map { MountPoint(path: $0.mount.path, target: $0.realPath, style: style) }
        try MountPoints.prepare(app: app, mounts: points).forEach { report(.warning($0)) }
        guard plan.engine.isHost else { return }
        let mounts = plan.mounts.map(\.mount.path)
        try FrozenTree.freeze(app, except: mounts)
        audit = try WriteAudit(app: app, except: mounts)
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
            audit = try WriteAudit(app: plan.site.workspace.app, except: plan.mounts.map(\.mount.path))
        } catch {
            report(.warning("\(phase.scriptName) changed the app folder so that it can not be read any more: \(error)"))
            audit = nil
        }
    }
}
