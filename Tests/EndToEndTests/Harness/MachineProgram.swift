import Foundation

/// A program of this machine that a test needs, and is skipped without.
enum MachineProgram: String, Sendable, CaseIterable {
    case git, python3, bash, zsh, fish, groff, mandoc, docc, curl, openssl, bundle

    /// The absolute path, if `PATH` finds it.
    var path: String? {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return folders.split(separator: ":").map { "\($0)/\(rawValue)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
