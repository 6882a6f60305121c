/// Adds up what `/proc` tells of a phase's processes.
///
/// A process that was waited for has handed its account to its parent, the last of them to the launcher: so the sum over
/// those that live and the launcher's account of its children is the account of all.
struct ResourceReader {
    /// A look at more processes than can be found in this time is cut short.
    private static let budget = Duration.milliseconds(200)

    /// What was seen is never taken back: a process may change hands between two readings.
    private var processorTime = Duration.zero
    private var bytesRead: Int?
    private var bytesWritten: Int?

    /// The sum over a launcher's descendants; `nil` if it has none.
    mutating func sample(ofDescendantsOf launcher: Int32, at time: Duration) -> ResourceSample? {
        let pids = ProcessTable.descendants(of: launcher, budget: Self.budget)
        guard !pids.isEmpty, let own = ProcessStatistics.of(launcher) else { return nil }
        var total = own.childrenUserTime + own.childrenSystemTime
        var memory = 0
        var count = 0
        for pid in pids {
            guard let process = ProcessStatistics.of(pid) else { continue }
            count += 1
            total += process.userTime + process.systemTime + process.childrenUserTime + process.childrenSystemTime
            memory += process.residentMemory
        }
        processorTime = max(processorTime, total)
        let disks = ([launcher] + pids).compactMap(DiskTraffic.init(of:))
        if !disks.isEmpty {
            bytesRead = max(bytesRead ?? 0, disks.reduce(0) { $0 + $1.bytesRead })
            bytesWritten = max(bytesWritten ?? 0, disks.reduce(0) { $0 + $1.bytesWritten })
        }
        return ResourceSample(
            time: time, processorTime: processorTime, memory: memory, processes: count, bytesRead: bytesRead,
            bytesWritten: bytesWritten)
    }
}

/// What a process and the children that it has waited for had from disks and gave to them.
private struct DiskTraffic {
    let bytesRead: Int
    let bytesWritten: Int

    /// `nil` where the kernel does not tell, as for processes of other users.
    init?(of pid: Int32) {
        let lines = KernelFile.text("/proc/\(pid)/io", limit: 1024).split(separator: "\n")
        func value(_ name: String) -> Int? {
            lines.first { $0.hasPrefix(name) }.flatMap { Int($0.dropFirst(name.count)) }
        }
        guard let read = value("read_bytes: "), let written = value("write_bytes: ") else { return nil }
        bytesRead = read
        bytesWritten = written
    }
}
