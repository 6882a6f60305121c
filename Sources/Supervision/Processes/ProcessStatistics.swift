#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One process or thread as the kernel counts it: the fields of `/proc/PID/stat` (proc(5)).
struct ProcessStatistics: Equatable {
    /// The name of its program, cut by the kernel to 15 bytes.
    let name: String
    /// The letter of `ps`: `R`, `S`, `D`, `T`, `Z`.
    let state: Character
    let parent: Int32
    /// Of the process itself.
    let userTime: Duration
    let systemTime: Duration
    /// Of the children that it has waited for.
    let childrenUserTime: Duration
    let childrenSystemTime: Duration
    /// From the start of the machine.
    let startedAt: Duration
    /// In bytes.
    let residentMemory: Int

    /// `nil` for what is no such line: the process ended between two looks.
    init?(_ line: [UInt8]) {
        // The name may hold spaces and brackets; what follows its last bracket is made of plain fields.
        guard let open = line.firstIndex(of: UInt8(ascii: "(")), let close = line.lastIndex(of: UInt8(ascii: ")")),
            open < close
        else { return nil }
        name = String(decoding: line[(open + 1)..<close], as: UTF8.self)
        let fields = line[(close + 1)...].split(separator: UInt8(ascii: " ")).map {
            String(decoding: $0, as: UTF8.self)
        }
        // Counted from the state, which proc(5) calls field 3.
        guard fields.count > 21, let state = fields[0].first, let parent = Int32(fields[1]) else { return nil }
        let times = [11, 12, 13, 14, 19].compactMap { Int64(fields[$0]).map(Self.duration(ofTicks:)) }
        guard times.count == 5 else { return nil }
        self.state = state
        self.parent = parent
        userTime = times[0]
        systemTime = times[1]
        childrenUserTime = times[2]
        childrenSystemTime = times[3]
        startedAt = times[4]
        residentMemory = (Int(fields[21]) ?? 0) * Self.pageSize
    }

    /// Reads the statistics of a process now.
    static func of(_ pid: Int32) -> ProcessStatistics? {
        ProcessStatistics(KernelFile.bytes("/proc/\(pid)/stat", limit: 1024))
    }

    private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    private static let ticks = Int64(sysconf(Int32(_SC_CLK_TCK)))

    private static func duration(ofTicks count: Int64) -> Duration { .milliseconds(count * 1000 / ticks) }
}
