import Foundation
import TestSupport
import Testing

/// The user `nobody`, as whom root can start taskbox.
enum OrdinaryUser {
    static let nobody = "65534"

    static func start(
        _ scratch: ScratchFolder, _ words: [String], environment: [String: String], folder: String
    ) throws -> TaskboxRun {
        try TaskboxRun(
            "/usr/bin/setpriv",
            ["--reuid", nobody, "--regid", nobody, "--clear-groups", BuiltProducts.taskbox] + words,
            environment: environment, folder: folder, outputs: scratch.at("\(UUID().uuidString)"))
    }

    static let skipReason: Comment =
        "only root can become an ordinary user, by setpriv, and that user has to be able to read the build"

    static let canBecome: Bool = {
        guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") else { return false }
        do {
            return try ScratchFolder.with { scratch in
                try start(scratch, ["--version"], environment: [:], folder: "/").finish().end == .exited(0)
            }
        } catch {
            return false
        }
    }()
}
