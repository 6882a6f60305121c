import Foundation
import TestSupport
import Testing

/// File systems of a few kilobytes, mounted where nobody else sees them.
enum SmallFileSystem {
    static let canMount: Bool = {
        guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: "/usr/bin/unshare") else { return false }
        do {
            return try ScratchFolder.with { scratch in
                let run = try TaskboxRun(
                    "/usr/bin/unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", scratch.path],
                    environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"], folder: "/", outputs: scratch.at("probe"))
                return run.finish().end == .exited(0)
            }
        } catch {
            return false
        }
    }()
}
