/// What the processes of a phase have used up to a moment, all together.
package struct ResourceSample: Sendable, Equatable {
    /// Since the start of the command.
    package let time: Duration
    /// Since the start, also of processes that have ended.
    package let processorTime: Duration
    /// Resident, in bytes; memory that processes share counts for each of them.
    package let memory: Int
    package let processes: Int
    /// From disks, since the start, in bytes; `nil` where the machine does not tell.
    package let bytesRead: Int?
    /// To disks, since the start, in bytes; `nil` where the machine does not tell.
    package let bytesWritten: Int?

    package init(
        time: Duration, processorTime: Duration, memory: Int, processes: Int, bytesRead: Int? = nil,
        bytesWritten: Int? = nil
    ) {
        self.time = time
        self.processorTime = processorTime
        self.memory = memory
        self.processes = processes
        self.bytesRead = bytesRead
        self.bytesWritten = bytesWritten
    }
}
