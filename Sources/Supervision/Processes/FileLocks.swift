/// The file locks of the machine, as `/proc/locks` tells them.
struct FileLocks: Equatable {
    private struct Lock: Equatable {
        let holder: Int32
        var waiting: [Int32] = []
    }

    private var locks: [Lock] = []

    /// Reads lines such as `1: FLOCK  ADVISORY  WRITE 1823 fe:00:16220438 0 EOF`; one that waits has `->` after its
    /// number and follows the lock that it waits for.
    init(_ text: String) {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            let waits = fields.count > 1 && fields[1] == "->"
            let position = waits ? 5 : 4
            guard fields.count > position, let pid = Int32(fields[position]) else { continue }
            if !waits {
                locks.append(Lock(holder: pid))
            } else if !locks.isEmpty {
                locks[locks.count - 1].waiting.append(pid)
            }
        }
    }

    /// Who holds the lock that a process waits for; `nil` where it waits for none, or the kernel does not know.
    func holder(blocking pid: Int32) -> Int32? {
        locks.first { $0.waiting.contains(pid) }.flatMap { $0.holder > 0 ? $0.holder : nil }
    }
}
