import Documents
import TaskModel

/// When packages that an earlier run of the project installed can be used again: the same packages, by the same manager and
/// language, with the same settings, at the same place.
///
/// The host engine installs for each run: the app folder is elsewhere each time, and what is installed may hold its path.
package struct DependencyReuse: Sendable {
    private let installations: [DependencyInstallation]
    private let environment: [EnvironmentVariable]
    private let network: Network
    private let source: DependencySource

    /// `nil` where nothing is installed, or it can not be used again.
    package init?(_ plan: RunPlan) {
        guard let build = plan.phase(.build), !build.dependencies.isEmpty, !plan.engine.isHost,
            plan.buildReuse != .never
        else { return nil }
        installations = build.dependencies
        environment = build.environment
        network = plan.network
        source = DependencySource(
            installations: build.dependencies, environment: build.environment, appFolder: plan.appFolder)
    }

    /// Counts up when taskbox itself makes something else of the same packages.
    private static let format = 2

    /// Prints which languages `PATH` finds, exactly: what is installed for one need not work for another.
    package var probe: Script? {
        let lines = installations.map { installation in
            switch installation.manager {
            case .pip:
                "python3 -c '\(PipInstallation.isolation); import platform; "
                    + "print(sys.version, platform.machine(), sys.prefix)'"
            case .npm: "command -v npm; node -p 'process.version + process.arch + process.execPath'"
            case .composer: "command -v composer; php -r 'echo PHP_VERSION, PHP_OS, PHP_EOL;'"
            case .bundler: "command -v bundle || command -v gem; ruby -e 'puts RUBY_DESCRIPTION'"
            }
        }
        return Script("set -e\n" + lines.joined(separator: "\n"))
    }

    /// The name of what is installed, from what the probe printed.
    ///
    /// The tree belongs to it where a package may come from the source itself. The entropy of the project always does: what
    /// a project's builds can write into must not be installed for another one, and the name of a folder tells nothing of
    /// the secrets among the variables.
    package func key(languages: [UInt8], treeID: String) -> BuildKey {
        let counted = environment.filter { !$0.name.hasPrefix("PLATFORM_") || $0.name == "PLATFORM_PROJECT_ENTROPY" }
        let content: JSONValue = [
            "format": .integer(Self.format), "languages": .string(String(decoding: languages, as: UTF8.self)),
            "network": .string(network.rawValue),
            "installations": .array(installations.map { .string($0.script.text) }),
            "tree": source.isElsewhere ? nil : .string(treeID),
            "environment": .object(counted.map { .init($0.name, .string($0.text(treeID: ""))) }),
        ]
        return BuildKey(hex: SHA256.hex(of: Array(JSONWriter.python(content).utf8)))
    }
}
