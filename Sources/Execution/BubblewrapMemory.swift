import Engines
import Foundation
import ProcessSupport

/// Remembers that bubblewrap works here, so that not every run has to try it out.
///
/// What is remembered holds for one user, one `bwrap` file, one start of the machine and one state of the kernel's
/// settings; after any change it is tried again. A sandbox that can not be set up makes it forget.
package struct BubblewrapMemory: Sendable {
    private let path: String

    /// Below the cache folder; where that does not exist, nothing is remembered.
    package init(cacheFolder: String) { path = "\(cacheFolder)/bubblewrap-works" }

    func holds(_ state: String) -> Bool { PlainFile.text(of: path) == state }

    /// A memory that can not be kept only costs time.
    func remember(_ state: String) { try? PlainFile.write(state, to: path, permissions: 0o600) }

    package func forget() { unlink(path) }

    /// All that the outcome of a probe depends on; `nil` where it can not be told.
    static func state(ofProgram path: String, settings: BubblewrapProbe.KernelSettings) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0, let boot = PlainFile.text(of: "/proc/sys/kernel/random/boot_id") else {
            return nil
        }
        #if os(Linux)
            let modified = facts.st_mtim
        #else
            let modified = facts.st_mtimespec
        #endif
        // Another container on the same machine may share the cache folder and have other privileges.
        let confinement = ["user", "mnt", "pid"].map { name in
            if case .link(let target)? = PathFacts("/proc/self/ns/\(name)")?.kind { target } else { "?" }
        }
        return
            "\(path) \(confinement) \(facts.st_ino) \(modified.tv_sec).\(modified.tv_nsec) \(geteuid()) \(settings) \(boot)"
    }
}
