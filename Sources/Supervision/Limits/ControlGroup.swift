import Foundation
import Planning
import ProcessSupport

/// A control group of taskbox's own, made for one phase and removed after it.
package struct ControlGroup: Sendable {
    private let version: LimitMeans.ControlGroupPlace.Version
    /// The group's folders, that of memory first; two in the kernel's first version.
    private let folders: [String]

    /// Every group that taskbox makes is called so, and then by the pid of its taskbox.
    private static let prefix = "taskbox-"
    /// The length of a period that CPU time is dealt out in, in microseconds: the kernel's own.
    private static let period = 100_000

    /// Makes the group and sets its limits; `memory` is in bytes.
    ///
    /// What crashed runs have left at the same place is removed first.
    ///
    /// - Throws: what the kernel says, with the file that it is about.
    package init(
        at place: LimitMeans.ControlGroupPlace, memory: Int, processor: ContainerSize
    ) throws(ControlGroupFailure) {
        version = place.version
        let parents = [place.memory] + (place.processor.map { $0 == place.memory ? [] : [$0] } ?? [])
        parents.forEach(ControlGroup.sweep)
        let name = "\(ControlGroup.prefix)\(getpid())-\(UInt32.random(in: 0 ... .max))"
        folders = parents.map { "\($0)/\(name)" }
        do throws(ControlGroupFailure) {
            for folder in folders where mkdir(folder, 0o755) != 0 { throw ControlGroupFailure(folder, .last) }
            try limitMemory(memory)
            if let parent = place.processor { try limitProcessor("\(parent)/\(name)", processor) }
        } catch {
            remove()
            throw error
        }
    }

    /// The files that take the pids of those that join.
    package var entrances: [String] { folders.map { "\($0)/cgroup.procs" } }

    /// What the kernel has counted so far.
    package func account(limit: Int) -> MemoryAccount {
        switch version {
        case .two: ControlGroup.account(ofUnified: folders[0], limit: limit)
        case .one:
            MemoryAccount(
                limit: limit, peak: ControlGroup.number("\(folders[0])/memory.max_usage_in_bytes"),
                kills: ControlGroup.kills(in: "\(folders[0])/memory.oom_control"))
        }
    }

    /// The same for a group of the second version that somebody else has made.
    package static func account(ofUnified folder: String, limit: Int) -> MemoryAccount {
        MemoryAccount(
            limit: limit, peak: number("\(folder)/memory.peak"), kills: kills(in: "\(folder)/memory.events"))
    }

    /// The folder of the group that a process is in, where the kernel has one hierarchy for everything.
    package static func unifiedFolder(of pid: Int32) -> String? {
        let lines = KernelFile.text("/proc/\(pid)/cgroup").split(separator: "\n")
        return lines.first { $0.hasPrefix("0::/") }.map { "/sys/fs/cgroup\($0.dropFirst("0::".count))" }
    }

    /// Removes the group; false if a process is still in it after a while.
    @discardableResult
    package func remove() -> Bool {
        folders.map { folder in
            for attempt in 0..<50 {
                if rmdir(folder) == 0 || errno == ENOENT { return true }
                // The kernel lets go of what ended a moment later.
                if attempt < 49 { usleep(2_000) }
            }
            return false
        }.allSatisfy(\.self)
    }

    private func limitMemory(_ bytes: Int) throws(ControlGroupFailure) {
        let folder = folders[0]
        switch version {
        case .two:
            try ControlGroup.set("\(folder)/memory.max", bytes)
            try ControlGroup.setWhereItExists("\(folder)/memory.swap.max", 0)
        case .one:
            try ControlGroup.set("\(folder)/memory.limit_in_bytes", bytes)
            // Memory and swap together, so that none of it is swap.
            try ControlGroup.setWhereItExists("\(folder)/memory.memsw.limit_in_bytes", bytes)
        }
    }

    private func limitProcessor(_ folder: String, _ size: ContainerSize) throws(ControlGroupFailure) {
        let quota = size.thousandths * ControlGroup.period / 1000
        switch version {
        case .two: try ControlGroup.write("\(quota) \(ControlGroup.period)", to: "\(folder)/cpu.max")
        case .one:
            try ControlGroup.set("\(folder)/cpu.cfs_period_us", ControlGroup.period)
            try ControlGroup.set("\(folder)/cpu.cfs_quota_us", quota)
        }
    }

    private static func set(_ file: String, _ number: Int) throws(ControlGroupFailure) {
        try write("\(number)", to: file)
    }

    /// Kernels without swap have no file for it.
    private static func setWhereItExists(_ file: String, _ number: Int) throws(ControlGroupFailure) {
        if PathFacts.isFile(file) { try set(file, number) }
    }

    private static func write(_ text: String, to file: String) throws(ControlGroupFailure) {
        let descriptor = open(file, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ControlGroupFailure(file, .last) }
        defer { Descriptor.close(descriptor) }
        let bytes = Array(text.utf8)
        if Foundation.write(descriptor, bytes, bytes.count) != bytes.count { throw ControlGroupFailure(file, .last) }
    }

    private static func number(_ file: String) -> Int? {
        Int(KernelFile.text(file).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private static func kills(in file: String) -> Int {
        let line = KernelFile.text(file).split(separator: "\n").first { $0.hasPrefix("oom_kill ") }
        return line.flatMap { Int($0.dropFirst("oom_kill ".count)) } ?? 0
    }

    /// Removes the groups of taskboxes that are gone; a group with a process in it stays.
    private static func sweep(_ parent: String) {
        for name in PathFacts.names(in: parent) where name.hasPrefix(prefix) {
            let owner = name.dropFirst(prefix.count).prefix { $0.isNumber }
            if let pid = Int32(owner), kill(pid, 0) != 0, errno == ESRCH { rmdir("\(parent)/\(name)") }
        }
    }
}
