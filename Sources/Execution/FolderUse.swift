import Planning
import ProcessSupport
import Supervision
import Workspaces

/// Folders that outlive a run, in use by it: nobody removes what is in them as long as this value lives.
struct FolderUse {
    private let locks: [FileLock]

    /// The project's lasting volumes that the task has mounted; waits while somebody empties one of them.
    ///
    /// Throws ``Runner/Stop`` for a signal meanwhile, and ``FileError``.
    static func volumes(_ runner: Runner) throws -> FolderUse {
        let plan = runner.plan
        let volumes = LastingVolumes(folder: plan.site.lastingMounts)
        var wanted: [LastingVolumes.Volume] = []
        for mount in plan.mounts {
            if let volume = volumes.volume(of: mount.mount), !wanted.contains(volume) { wanted.append(volume) }
        }
        return FolderUse(
            locks: try wanted.map { volume in
                try runner.wait(for: "the volume of \(volume.owner) is being emptied; waiting for that") {
                    try volumes.lock(volume, .shared)
                }
            })
    }

    /// The build cache of the project; waits while somebody empties it.
    ///
    /// Throws as the other one does.
    static func buildCache(_ runner: Runner) throws -> FolderUse {
        let store = CacheStore(folder: runner.folders.cache)
        let lock = try runner.wait(for: "the build cache of the project is being emptied; waiting for that") {
            try store.lockBuildCache(of: runner.folders.identity, .shared)
        }
        lock.touch()
        return FolderUse(locks: [lock])
    }
}

extension Runner {
    private static let period = Duration.milliseconds(50)

    /// Waits until something is there, and says once what it waits for.
    ///
    /// Throws ``Stop`` for a signal meanwhile.
    func wait<Wanted>(for reason: String, _ take: () throws -> Wanted?) throws -> Wanted {
        var isTold = false
        while true {
            if let wanted = try take() { return wanted }
            if !isTold { report(.waiting(reason)) }
            isTold = true
            _ = Readiness.wait(reading: [interrupts.descriptor], for: Self.period)
            try checkInterrupts()
        }
    }
}
