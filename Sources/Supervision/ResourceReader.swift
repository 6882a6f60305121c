import ProcessSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Adds up what `/proc` tells of a phase's processes.
///
/// A process that was waited for has handed its account to its parent, the last of them to the launcher: so the sum over
/// those that live and the launcher's account of its children is the account of all.
struct ResourceReader {
    /// Ticks of the kernel's clock in a second.
    private static let ticks = Int64(sysconf(Int32(_SC_CLK_TCK)))
    private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    /// A look at more processes than can be found in this time is cut short.
    private static let budget = Duration.milliseconds(200)

    private var buffer = [UInt8](repeating: 0, count: 4096)
    /// What was seen is never taken back: a process may change hands between two readings.
    private var ticksSoFar: Int64 = 0
    private var readSoFar: Int?
    private var writtenSoFar: Int?

    /// The sum over a launcher's descendants; `nil` if it has none.
    mutating func sample(ofDescendantsOf launcher: Int32, at time: Duration) -> ResourceSample? {
        let pids = ProcessTable.descendants(of: launcher, budget: Self.budget)
        guard !pids.isEmpty, let own = stat(of: launcher) else { return nil }
        var ticks = own.childTicks
        var pages = 0
        var count = 0
        var bytes = disk(of: launcher)
        for pid in pids {
            guard let stat = stat(of: pid) else { continue }
            count += 1
            ticks += stat.ticks + stat.childTicks
            pages += stat.pages
            if let own = disk(of: pid) {
                bytes = ((bytes?.read ?? 0) + own.read, (bytes?.written ?? 0) + own.written)
            }
        }
        ticksSoFar = max(ticksSoFar, ticks)
        if let bytes {
            readSoFar = max(readSoFar ?? 0, bytes.read)
            writtenSoFar = max(writtenSoFar ?? 0, bytes.written)
        }
        return ResourceSample(
            time: time, processorTime: .milliseconds(ticksSoFar * 1000 / Self.ticks), memory: pages * Self.pageSize,
            processes: count, bytesRead: readSoFar, bytesWritten: writtenSoFar)
    }

    private mutating func stat(of pid: Int32) -> (ticks: Int64, childTicks: Int64, pages: Int)? {
        let text = read("/proc/\(pid)/stat")
        // The name may hold spaces and brackets; what follows its last bracket is made of plain fields.
        guard let close = text.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = text[(close + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 23).map(Self.number)
        // Counted from the state, which proc(5) calls field 3.
        guard fields.count > 21 else { return nil }
        return (fields[11] + fields[12], fields[13] + fields[14], Int(fields[21]))
    }

    /// Readable for processes of the same user alone.
    private mutating func disk(of pid: Int32) -> (read: Int, written: Int)? {
        let lines = read("/proc/\(pid)/io").split(separator: UInt8(ascii: "\n"))
        func value(_ name: String) -> Int? {
            lines.first { $0.starts(with: name.utf8) }.map { Int(Self.number($0.dropFirst(name.utf8.count))) }
        }
        guard let read = value("read_bytes: "), let written = value("write_bytes: ") else { return nil }
        return (read, written)
    }

    /// Empty if the file is not there or not readable: the process may have ended.
    private mutating func read(_ path: String) -> ArraySlice<UInt8> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { Descriptor.close(descriptor) }
        // A process that just ended can not be read any more, which is no news here.
        let count = buffer.withUnsafeMutableBytes { (try? Descriptor.read(into: $0, from: descriptor)) ?? 0 }
        return buffer[..<count]
    }

    /// The digits at the front of a text; 0 without any.
    private static func number(_ text: ArraySlice<UInt8>) -> Int64 {
        text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            .reduce(0) { $0 &* 10 &+ Int64($1 - UInt8(ascii: "0")) }
    }
}
