import TaskModel

/// The packages of one language, and the script that installs them into the app's folder `.global` (contract 5.4).
///
/// The script belongs to taskbox, runs in the phase's own shell and engine, and touches nothing of the machine's own
/// packages or of the user's home.
package struct DependencyInstallation: Sendable, Equatable {
    package let language: String
    package let manager: DependencyManager
    /// In the order of the definition; never empty.
    package let packages: [DependencySet.Package]
    package let script: Script
    /// Whether the definition says where packages come from.
    let takesRepositories: Bool

    /// `nil` for a language without packages, or that the platform does not know.
    package init?(_ set: DependencySet) {
        guard let manager = DependencyManager(language: set.language), !set.packages.isEmpty else { return nil }
        let text =
            switch manager {
            case .pip: PipInstallation(packages: set.packages).script
            case .npm: NpmInstallation(packages: set.packages).script
            case .composer: ComposerInstallation(packages: set.packages, repositories: set.repositories).script
            case .bundler: BundlerInstallation(packages: set.packages).script
            }
        guard let script = Script(text) else { return nil }
        language = set.language
        self.manager = manager
        packages = set.packages
        takesRepositories = set.repositories != nil
        self.script = script
    }

    package var step: PhaseStep { .dependencies(language: language, manager: manager.rawValue) }

    /// `black ==23.1, ruff *`, for people.
    package var summary: String { packages.map { "\($0.name) \($0.version)" }.joined(separator: ", ") }

    /// The folder of the app that packages are installed into; its `bin` is first on `PATH` (contract 4.1).
    package static let folderName = ".global"
}
