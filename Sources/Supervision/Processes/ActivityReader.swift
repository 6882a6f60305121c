import ProcessSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds out what processes are doing: running, or waiting for what.
///
/// Reads only `/proc`. What the kernel does not show (another user's process, a hardened machine) stays unknown.
struct ActivityReader {
    /// The processes of the task, which pipes and locks connect.
    private let processes: [ProcessSighting]
    /// The inodes of the pipes that carry the phase's own output to taskbox.
    private let outputs: [UInt64: TaskStream]
    private var sockets: [String: SocketTable] = [:]
    private var pipeEnds: [UInt64: [PipeEnd]]?
    private var locks: FileLocks?

    /// One of the descriptors that hold a pipe open.
    private struct PipeEnd {
        let pid: Int32
        let writes: Bool
    }

    /// The most threads of a process that are looked at.
    private static let mostThreads = 16
    /// The most descriptors of one wait that are named.
    private static let mostNames = 3

    init(processes: [ProcessSighting], outputs: [UInt64: TaskStream]) {
        self.processes = processes
        self.outputs = outputs
    }

    /// The processes with their activities; those that nothing waits for first, because they tell most.
    ///
    /// Once the time is over, the rest stays unknown.
    mutating func described(until end: SuspendingClock.Instant) -> [ProcessSighting] {
        let clock = SuspendingClock()
        let parents = Set(processes.map(\.parent))
        var described = processes
        let leavesFirst =
            processes.indices.filter { !parents.contains(processes[$0].pid) }
            + processes.indices.filter { parents.contains(processes[$0].pid) }
        for index in leavesFirst {
            guard clock.now < end else { break }
            described[index].activity = activity(of: processes[index])
        }
        return described
    }

    private mutating func activity(of process: ProcessSighting) -> ProcessActivity? {
        switch process.state {
        case "Z", "X": return ProcessActivity(.ended)
        case "T", "t": return ProcessActivity(.stopped)
        default: break
        }
        let threads = ProcessTable.threads(of: process.pid)
        let main = activity(ofThread: "\(process.pid)", of: process, state: process.state)
        guard threads.count > 1, main.map({ $0.rank >= 5 }) ?? true else { return main }
        var best = main
        for thread in threads.prefix(Self.mostThreads) where thread != "\(process.pid)" {
            guard let state = ProcessTable.state(ofThread: thread, of: process.pid),
                let other = activity(ofThread: thread, of: process, state: state), other.rank < best?.rank ?? 9
            else {
                continue
            }
            best = ProcessActivity(other.kind, other.object, threads: threads.count)
        }
        return best
    }

    private mutating func activity(
        ofThread thread: String, of process: ProcessSighting, state: Character
    ) -> ProcessActivity? {
        if state == "R" { return ProcessActivity(.runs) }
        let folder = "/proc/\(process.pid)/task/\(thread)"
        let line = KernelFile.text("\(folder)/syscall", limit: 512)
        guard let wait = KernelWait(line) else {
            if line.hasPrefix("running") { return ProcessActivity(.runs) }
            if state == "D" { return ProcessActivity(.waitsForDevice) }
            return KernelWait.activity(waitingIn: KernelFile.text("\(folder)/wchan", limit: 128))
        }
        let pid = process.pid
        switch wait.call {
        case .read(let descriptor): return reading(descriptor, of: pid)
        case .write(let descriptor): return writing(descriptor, of: pid)
        case .connect(let descriptor): return ProcessActivity(.connects, name(of: descriptor, of: pid))
        case .accept(let descriptor): return ProcessActivity(.accepts, name(of: descriptor, of: pid))
        case .lock(let descriptor): return ProcessActivity(.waitsForLock, lock(on: descriptor, of: pid))
        case .epoll(let descriptor): return events(epollDescriptors(descriptor, of: pid), of: pid)
        case .poll(let address, let count): return polling(address, count, of: pid)
        case .select(let count, let reading, let writing): return selecting(count, reading, writing, of: pid)
        case .open(let path):
            guard state != "D" else { return ProcessActivity(.waitsForDevice) }
            return ProcessActivity(.opens, pathText(at: path, of: pid).map { "the named pipe \($0)" })
        case .sleep: return ProcessActivity(.sleeps)
        case .child: return ProcessActivity(.waitsForChild, childText(of: pid))
        case .thread: return ProcessActivity(.waitsForThread)
        case .signal: return ProcessActivity(.waitsForSignal)
        case .other:
            if state == "D" { return ProcessActivity(.waitsForDevice) }
            return process.waitsIn.flatMap(KernelWait.activity(waitingIn:))
        }
    }
}

extension ActivityReader {
    /// What a descriptor leads to.
    private enum Target {
        case pipe(UInt64)
        case socket(UInt64)
        case path(String)
    }

    private func target(of descriptor: Int32, of pid: Int32) -> Target? {
        guard let link = KernelFile.target("/proc/\(pid)/fd/\(descriptor)") else { return nil }
        func inode(_ prefix: String) -> UInt64? {
            link.hasPrefix(prefix) ? UInt64(link.dropFirst(prefix.count).dropLast()) : nil
        }
        if let inode = inode("pipe:[") { return .pipe(inode) }
        if let inode = inode("socket:[") { return .socket(inode) }
        return .path(link)
    }

    private mutating func name(of descriptor: Int32, of pid: Int32) -> String? {
        switch target(of: descriptor, of: pid) {
        case .pipe(let inode): outputs[inode].map { "its \($0.rawValue)" } ?? "a pipe"
        case .socket(let inode): socketName(inode, of: pid)
        case .path(let path): path.hasPrefix("/dev/pts/") || path == "/dev/tty" ? "the terminal \(path)" : path
        case nil: nil
        }
    }

    private mutating func socketName(_ inode: UInt64, of pid: Int32) -> String {
        // Processes of one network share its tables.
        let network = KernelFile.target("/proc/\(pid)/ns/net") ?? "\(pid)"
        if let table = sockets[network] { return table.names[inode] ?? "a socket" }
        var table = SocketTable()
        for (file, protocolName) in [("tcp", "TCP"), ("tcp6", "TCP"), ("udp", "UDP"), ("udp6", "UDP")] {
            table.add(internet: KernelFile.text("/proc/\(pid)/net/\(file)", limit: 1 << 18), protocolName: protocolName)
        }
        table.add(unix: KernelFile.text("/proc/\(pid)/net/unix", limit: 1 << 18))
        sockets[network] = table
        return table.names[inode] ?? "a socket"
    }

    private mutating func reading(_ descriptor: Int32, of pid: Int32) -> ProcessActivity {
        guard case .pipe(let inode)? = target(of: descriptor, of: pid) else {
            return ProcessActivity(.reads, name(of: descriptor, of: pid))
        }
        let writers = ends(of: inode, writing: true, notOf: pid)
        return ProcessActivity(
            .reads,
            "a pipe\(list(writers, before: " that ", after: "writes", none: " that no other process of the task writes"))"
        )
    }

    private mutating func writing(_ descriptor: Int32, of pid: Int32) -> ProcessActivity {
        guard case .pipe(let inode)? = target(of: descriptor, of: pid) else {
            return ProcessActivity(.writes, name(of: descriptor, of: pid))
        }
        if let stream = outputs[inode] {
            return ProcessActivity(.writes, "its \(stream.rawValue), because what reads taskbox's output is too slow")
        }
        let readers = ends(of: inode, writing: false, notOf: pid)
        return ProcessActivity(
            .writes,
            "a full pipe\(list(readers, before: " that ", after: "does not read", none: " that no other process of the task reads"))"
        )
    }

    /// The processes that hold an end of a pipe.
    private mutating func ends(of inode: UInt64, writing: Bool, notOf pid: Int32) -> [Int32] {
        if pipeEnds == nil { pipeEnds = lookForPipes() }
        let pids = (pipeEnds?[inode] ?? []).filter { $0.writes == writing && $0.pid != pid }.map(\.pid)
        return Set(pids).sorted()
    }

    private func lookForPipes() -> [UInt64: [PipeEnd]] {
        var ends: [UInt64: [PipeEnd]] = [:]
        for process in processes.prefix(64) {
            for name in PathFacts.names(in: "/proc/\(process.pid)/fd").prefix(64) {
                guard let descriptor = Int32(name), case .pipe(let inode)? = target(of: descriptor, of: process.pid),
                    let facts = PathFacts("/proc/\(process.pid)/fd/\(name)")
                else { continue }
                // The link of a descriptor has the permissions that it was opened with.
                ends[inode, default: []].append(PipeEnd(pid: process.pid, writes: facts.permissions & 0o200 != 0))
            }
        }
        return ends
    }

    private func list(_ pids: [Int32], before: String, after: String, none: String) -> String {
        guard let first = pids.first else { return none }
        let more = pids.count > 1 ? " or one of \(pids.count - 1) others" : ""
        return "\(before)\(label(of: first))\(more) \(after)"
    }

    private func label(of pid: Int32) -> String {
        guard let process = processes.first(where: { $0.pid == pid }) else { return "process \(pid)" }
        return "process \(pid) (\(process.shortName))"
    }

    private mutating func lock(on descriptor: Int32, of pid: Int32) -> String? {
        let file = name(of: descriptor, of: pid)
        if locks == nil { locks = FileLocks(KernelFile.text("/proc/locks", limit: 1 << 18)) }
        guard let holder = locks?.holder(blocking: pid) else { return file }
        let isOfTask = processes.contains { $0.pid == holder }
        return "\(file ?? "a file"), which \(label(of: holder)) holds\(isOfTask ? "" : ", none of the task's")"
    }

    private func childText(of pid: Int32) -> String {
        let children = processes.filter { $0.parent == pid }
        guard let child = children.first else { return "a child" }
        return children.count == 1 ? "its child \(child.pid) (\(child.shortName))" : "its \(children.count) children"
    }

    private func pathText(at address: UInt64, of pid: Int32) -> String? {
        // A path may lie at the very end of what can be read, so the pieces are short.
        var path: [UInt8] = []
        while path.count < 4096 {
            guard let piece = KernelFile.memory(of: pid, at: address + UInt64(path.count), count: 16) else {
                return nil
            }
            if let end = piece.firstIndex(of: 0) { return String(decoding: path + piece[..<end], as: UTF8.self) }
            path += piece
        }
        return nil
    }
}

extension ActivityReader {
    private mutating func polling(_ address: UInt64, _ count: Int, of pid: Int32) -> ProcessActivity {
        guard count > 0 else { return ProcessActivity(.sleeps) }
        let size = MemoryLayout<pollfd>.size
        let number = min(count, 64)
        guard let bytes = KernelFile.memory(of: pid, at: address, count: number * size) else {
            return ProcessActivity(.waitsForEvents)
        }
        let entries = (0..<number).map { index in
            bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index * size, as: pollfd.self) }
        }
        return events(entries.map { ($0.fd, writes: Int32($0.events) & Int32(POLLOUT) != 0) }, of: pid)
    }

    private mutating func selecting(
        _ count: Int, _ reading: UInt64, _ writing: UInt64, of pid: Int32
    ) -> ProcessActivity {
        guard count > 0 else { return ProcessActivity(.sleeps) }
        let size = (min(count, 1024) + 63) / 64 * 8
        func members(_ address: UInt64) -> [Int32] {
            guard address != 0, let bytes = KernelFile.memory(of: pid, at: address, count: size) else { return [] }
            return (0..<Int32(size * 8)).filter { bytes[Int($0) / 8] & (1 << UInt8($0 % 8)) != 0 }
        }
        let entries = members(reading).map { ($0, writes: false) } + members(writing).map { ($0, writes: true) }
        return entries.isEmpty ? ProcessActivity(.sleeps) : events(entries, of: pid)
    }

    private func epollDescriptors(_ descriptor: Int32, of pid: Int32) -> [(Int32, writes: Bool)] {
        KernelFile.text("/proc/\(pid)/fdinfo/\(descriptor)").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 3, fields[0] == "tfd:", let number = Int32(fields[1]) else { return nil }
            let events = UInt32(fields[3], radix: 16) ?? 0
            return (number, writes: events & 0x4 != 0 && events & 0x1 == 0)
        }
    }

    /// One wait for several descriptors.
    ///
    /// Where there is a socket, the pipes and files beside it are mostly the program's own means to wake itself.
    private mutating func events(_ entries: [(Int32, writes: Bool)], of pid: Int32) -> ProcessActivity {
        let entries = entries.filter { $0.0 >= 0 }
        let sockets = entries.filter { entry in
            if case .socket? = target(of: entry.0, of: pid) { true } else { false }
        }
        let telling = sockets.isEmpty ? entries : sockets
        if telling.count == 1 {
            if case .pipe? = target(of: telling[0].0, of: pid) {
                return telling[0].writes ? writing(telling[0].0, of: pid) : reading(telling[0].0, of: pid)
            }
            let name = name(of: telling[0].0, of: pid)
            if let name, name.hasPrefix("port ") { return ProcessActivity(.accepts, name) }
            return ProcessActivity(telling[0].writes ? .writes : .reads, name)
        }
        let names = telling.prefix(Self.mostNames).compactMap { name(of: $0.0, of: pid) }
        guard !names.isEmpty else { return ProcessActivity(.waitsForEvents) }
        let more = telling.count - names.count
        return ProcessActivity(
            .waitsForEvents, names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
    }
}
