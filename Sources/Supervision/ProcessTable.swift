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
            contents("/proc/\(pid)/task/\(thread)/children").split(separator: UInt8(ascii: " ")).compactMap {
                Int32(String(decoding: $0, as: UTF8.self))
            }
        }
    }

    private static func threads(of pid: Int32) -> [String] {
        var facts = stat()
        guard stat("/proc/\(pid)/task", &facts) == 0 else { return [] }
        // Two links and one for each thread: most processes have one, and need no listing.
        return facts.st_nlink == 3 ? ["\(pid)"] : PathFacts.names(in: "/proc/\(pid)/task")
    }

    private static func sighting(of pid: Int32) -> ProcessSighting? {
        let stat = contents("/proc/\(pid)/stat")
        // The name may hold spaces and brackets; what follows its last bracket is made of plain fields.
        guard let open = stat.firstIndex(of: UInt8(ascii: "(")), let close = stat.lastIndex(of: UInt8(ascii: ")")),
            open < close
        else { return nil }
        let name = String(decoding: stat[(open + 1)..<close], as: UTF8.self)
        let fields = stat[(close + 1)...].split(separator: UInt8(ascii: " ")).map {
            String(decoding: $0, as: UTF8.self)
        }
        // Counted from the state, which proc(5) calls field 3.
        guard fields.count > 19, let state = fields[0].first, let parent = Int32(fields[1]),
            let user = Int64(fields[11]), let system = Int64(fields[12]), let started = Int64(fields[19])
        else { return nil }
        let ticks = Int64(sysconf(Int32(_SC_CLK_TCK)))
        let waits = String(decoding: contents("/proc/\(pid)/wchan"), as: UTF8.self)
        return ProcessSighting(
            pid: pid, parent: parent, command: commandLine(of: pid) ?? "[\(name)]",
            age: max(.zero, sinceBoot() - .milliseconds(started * 1000 / ticks)),
            processorTime: .milliseconds((user + system) * 1000 / ticks), state: state,
            waitsIn: waits.isEmpty || waits == "0" ? nil : waits
        )
    }

    private static func commandLine(of pid: Int32) -> String? {
        var bytes = contents("/proc/\(pid)/cmdline")
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

    /// Empty if the file is not there or not readable: the process may have ended between two looks.
    private static func contents(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { Descriptor.close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        var count = 0
        while true {
            let position = count
            let more = bytes.withUnsafeMutableBytes { buffer in
                // Reading of a process that just ended fails with ESRCH, which is no news here.
                (try? Descriptor.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[position...]), from: descriptor))
                    ?? 0
            }
            guard more > 0 else { break }
            count += more
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
        }
        return Array(bytes[..<count])
    }
}
