import Documents
import TaskModel

/// Which runtime a task gets, and how (contract 1.4, 5.5).
package struct RuntimePlan: Sendable, Equatable {
    package let type: RuntimeType
    /// `nil` where the task gets what `PATH` finds.
    package let installation: RuntimeInstallation?
    /// Settings for PHP, by the phases that have any; texts of ini files.
    package let settings: [Phase: String]
    /// What the machine has where it lacks the wanted version; `PATH` finds one of these.
    package let others: [FoundVersion]

    package init(
        type: RuntimeType, installation: RuntimeInstallation?, settings: [Phase: String] = [:],
        others: [FoundVersion] = []
    ) {
        self.type = type
        self.installation = installation
        self.settings = settings
        self.others = others
    }

    /// Below the workspace's configuration folder: programs under their plain names.
    package static let linkFolder = "runtime/bin"

    /// Below the workspace's configuration folder: the ini files of a phase.
    package static func settingsFolder(of phase: Phase) -> String { "runtime/php-\(phase.rawValue)" }

    /// Tells PHP of folders with ini files.
    static let settingsVariable = "PHP_INI_SCAN_DIR"

    /// What the task has in front of everything else on `PATH`, with the place where it sees the configuration folder.
    func searchPath(configuration: String) -> [String] {
        guard let installation else { return [] }
        let links = installation.links.isEmpty ? [] : ["\(configuration)/\(RuntimePlan.linkFolder)"]
        return links + (installation.toolchain.hasOwnFolder ? [installation.toolchain.folder] : [])
            + installation.companions
    }

    /// What it is, for people: `Python 3.14.2 (pyenv)`.
    package var words: String? {
        guard let installation, let runtime = Runtime(type) else { return nil }
        let version = installation.toolchain.version.map { " \($0)" } ?? ""
        return "\(runtime.title)\(version) (\(installation.toolchain.source))"
    }

    var json: JSONValue {
        [
            "type": .string(type.description), "wanted": .string(type.version),
            "found": .optional(installation?.toolchain.version?.description),
            "program": .optional(installation?.toolchain.program),
            "source": .optional(installation?.toolchain.source),
        ]
    }
}
