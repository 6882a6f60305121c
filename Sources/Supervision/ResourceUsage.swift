/// What the processes of a phase used up, as the kernel counted it.
package struct ResourceUsage: Sendable, Equatable {
    /// CPU time outside the kernel.
    package let userTime: Duration
    /// CPU time inside the kernel.
    package let systemTime: Duration
    /// Of the largest process, in bytes.
    package let peakMemory: Int
    /// From disks, in bytes: what the system still held in memory does not count.
    package let bytesRead: Int
    /// To disks, in bytes.
    package let bytesWritten: Int

    package init(userTime: Duration, systemTime: Duration, peakMemory: Int, bytesRead: Int = 0, bytesWritten: Int = 0) {
        self.userTime = userTime
        self.systemTime = systemTime
        self.peakMemory = peakMemory
        self.bytesRead = bytesRead
        self.bytesWritten = bytesWritten
    }

    /// The account of nothing.
    package static let none = ResourceUsage(userTime: .zero, systemTime: .zero, peakMemory: 0)

    /// The account of both: times and bytes together, memory of the larger.
    package static func + (left: ResourceUsage, right: ResourceUsage) -> ResourceUsage {
        ResourceUsage(
            userTime: left.userTime + right.userTime, systemTime: left.systemTime + right.systemTime,
            peakMemory: max(left.peakMemory, right.peakMemory), bytesRead: left.bytesRead + right.bytesRead,
            bytesWritten: left.bytesWritten + right.bytesWritten)
    }
}
