import Foundation

/// Finds processes of this machine by something only they have in their environment or command line.
package enum RunningProcesses {
    /// The pids of live (not zombie) processes whose command line or environment holds the marker, but for this one.
    package static func holding(_ marker: String) -> [Int32] {
        let needle = Data(marker.utf8)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { pid in
            guard pid != ProcessInfo.processInfo.processIdentifier else { return false }
            return ["cmdline", "environ"].contains { file in
                contents("/proc/\(pid)/\(file)").range(of: needle) != nil
            } && state(of: pid) != "Z"
        }
    }

    /// The same, once it is empty or the time is over: a signal needs a moment to arrive.
    package static func survivors(holding marker: String, after time: Duration = .seconds(1)) -> [Int32] {
        let end = ContinuousClock.now.advanced(by: time)
        var found = holding(marker)
        while !found.isEmpty, ContinuousClock.now < end {
            usleep(20_000)
            found = holding(marker)
        }
        return found
    }

    private static func state(of pid: Int32) -> String {
        let stat = String(decoding: contents("/proc/\(pid)/stat"), as: UTF8.self)
        guard let end = stat.range(of: ") ", options: .backwards) else { return "Z" }
        return String(stat[end.upperBound...].prefix(1))
    }

    private static func contents(_ path: String) -> Data {
        // A process that has ended, or belongs to somebody else, is not one of ours.
        (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data()
    }
}
