import Foundation
import Workspaces

/// What tests need that must not run as root: they run in a process of their own, which becomes `nobody`.
enum OrdinaryUser {
    static var canBecome: Bool { geteuid() == 0 }
    private static let nobody: uid_t = 65_534

    /// Gives a path to the user.
    static func own(_ path: String) { chown(path, nobody, nobody) }

    /// Turns the whole process into the user; there is no way back.
    static func become() {
        guard setgroups(0, nil) == 0, setgid(nobody) == 0, setuid(nobody) == 0 else { exit(3) }
    }

    /// Git with nobody's configuration.
    static var git: GitProgram? {
        GitProgram.find(environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/", "GIT_CONFIG_NOSYSTEM": "1"])
    }
}
