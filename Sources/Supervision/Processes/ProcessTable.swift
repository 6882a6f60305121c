import ProcessSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The processes of this machine, read from `/proc`.
///
/// On systems without it every answer is empty.
enum ProcessTable {
    /// The descendants of a process, parents before children, at the moment of the call; those that are found before
    /// `budget` is used up.
    static func descendants(of root: Int32, budget: Duration = .seconds(1)) -> [Int32] {
        let clock = SuspendingClock()
        let end = clock.now.advanced(by: budget)
        var found = children(of: root)
        var index = 0
        while index < found.count, clock.now < end {
            found += children(of: found[index])
            index += 1
        }
        return found
    }

    /// Describes processes; those that ended meanwhile are left out.
    ///
    /// Stops when `budget` is used up, because the first signal of a deadline must not wait for the description of a
    /// thousand processes.
    static func sightings(of pids: [Int32], budget: Duration) -> [ProcessSighting] {
        let clock = SuspendingClock()
        let end = clock.now.advanced(by: budget)
        var sightings: [ProcessSighting] = []
        for pid in pids {
            guard clock.now < end else { break }
            if let sighting = sighting(of: pid) { sightings.append(sighting) }
        }
        return sightings
    }

    private static func children(of pid: Int32) -> [Int32] {
        threads(of: pid).flatMap { thread in
            KernelFile.bytes("/proc/\(pid)/task/\(thread)/children").split(separator: UInt8(ascii: " ")).compactMap {
                Int32(String(decoding: $0, as: UTF8.self))
            }
        }
    }

    static func threads(of pid: Int32) -> [String] {
        var facts = stat()
        guard stat("/proc/\(pid)/task", &facts) == 0 else { return [] }
        // Two links and one for each thread: most processes have one, and need no listing.
        return facts.st_nlink == 3 ? ["\(pid)"] : PathFacts.names(in: "/proc/\(pid)/task")
    }

    /// The letter of `ps` for one thread; `nil` for one that is gone.
    static func state(ofThread thread: String, of pid: Int32) -> Character? {
        ProcessStatistics(KernelFile.bytes("/proc/\(pid)/task/\(thread)/stat", limit: 1024))?.state
    }

    /// What processes have used up so far, with the children that they waited for; of those that are reached before
    /// `budget` is used up.
    static func usage(of pids: [Int32], budget: Duration) -> ResourceUsage {
        let clock = SuspendingClock()
        let end = clock.now.advanced(by: budget)
        var usage = ResourceUsage.none
        for pid in pids {
            guard clock.now < end else { break }
            guard let statistics = ProcessStatistics.of(pid) else { continue }
            usage =
                usage
                + ResourceUsage(
                    userTime: statistics.userTime + statistics.childrenUserTime,
                    systemTime: statistics.systemTime + statistics.childrenSystemTime, peakMemory: peakMemory(of: pid))
        }
        return usage
    }

    /// In bytes; 0 where the kernel does not tell.
    private static func peakMemory(of pid: Int32) -> Int {
        let lines = KernelFile.text("/proc/\(pid)/status").split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("VmHWM:") }) else { return 0 }
        return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }

    private static func sighting(of pid: Int32) -> ProcessSighting? {
        guard let statistics = ProcessStatistics.of(pid) else { return nil }
        let waits = KernelFile.text("/proc/\(pid)/wchan", limit: 128)
        return ProcessSighting(
            pid: pid, parent: statistics.parent, command: commandLine(of: pid) ?? "[\(statistics.name)]",
            age: max(.zero, sinceBoot() - statistics.startedAt),
            processorTime: statistics.userTime + statistics.systemTime, state: statistics.state,
            waitsIn: waits.isEmpty || waits == "0" ? nil : waits
        )
    }

    private static func commandLine(of pid: Int32) -> String? {
        var bytes = KernelFile.bytes("/proc/\(pid)/cmdline")
        while bytes.last == 0 { bytes.removeLast() }
        guard !bytes.isEmpty else { return nil }
        return String(decoding: bytes.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }

    private static func sinceBoot() -> Duration {
        #if os(Linux)
            var time = timespec()
            clock_gettime(CLOCK_BOOTTIME, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        #else
            return .zero
        #endif
    }
}
