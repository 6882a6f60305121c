/// The identity of a folder that a mount is to show, by which the launcher knows it again inside a sandbox.
package struct MountedFolder: Sendable, Equatable {
    /// Where the task sees it.
    package let taskPath: String
    package let device: UInt64
    package let inode: UInt64

    package init(taskPath: String, device: UInt64, inode: UInt64) {
        self.taskPath = taskPath
        self.device = device
        self.inode = inode
    }
}
