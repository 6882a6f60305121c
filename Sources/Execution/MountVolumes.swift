import Planning
import ProcessSupport
import TaskModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folders that hold the files of mounts.
enum MountVolumes {
    /// Makes a folder of a volume, and refuses one that a task has replaced by a link: the sandbox would follow it on this
    /// machine, out of the volume.
    ///
    /// To be asked for before each phase, because a phase can change what is inside a volume.
    static func make(_ plan: MountPlan) throws(ExecutionFault) {
        do throws(SystemError) {
            try PlainFile.makeFolders(plan.volume)
            var path = plan.volume
            for name in plan.mount.sourcePath.components {
                path += "/\(name)"
                if mkdir(path, 0o755) != 0, errno != EEXIST { throw SystemError.last }
                if PathFacts(path)?.kind != .folder { throw SystemError(ENOTDIR) }
            }
        } catch {
            guard error == SystemError(ENOTDIR) else {
                throw ExecutionFault("the folder \"\(plan.realPath)\" of a mount could not be made: \(error)")
            }
            throw ExecutionFault(
                "the mount \"\(plan.taskPath)\" can not be attached: something in the way to \"\(plan.realPath)\" is a link "
                    + "or a file", hint: "remove it; a task that uses the volume has put it there")
        }
    }
}
