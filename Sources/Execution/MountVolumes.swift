import Engines
import Foundation
import Planning
import ProcessSupport
import TaskModel
import Workspaces

/// The folders that hold the files of mounts.
enum MountVolumes {
    /// Makes the folder of a mount, and refuses one that a task has replaced by a link: the sandbox would follow it on this
    /// machine, out of the volume.
    ///
    /// To be asked for before each phase, because a phase can change what is inside a volume. A task of another run can do
    /// so between this look and the moment at which bubblewrap mounts; therefore the answer is what the folder is, and the
    /// launcher compares that with what it finds mounted before it starts anything. Nothing of that is needed above the
    /// volume, which no task in a sandbox sees from outside; a task of the host engine can do to it what its user can.
    static func make(_ plan: MountPlan) throws(ExecutionFault) -> MountedFolder {
        do throws(SystemError) {
            let folder = try LastingVolumes.makeFolder(of: plan.mount.sourcePath, in: plan.volume)
            return MountedFolder(taskPath: plan.taskPath, device: folder.device, inode: folder.inode)
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
