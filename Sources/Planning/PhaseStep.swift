/// One of the things that a phase does, each started, watched and told of by itself.
package enum PhaseStep: Sendable, Hashable {
    /// A package manager installs the `dependencies` of a language, before the build hook (contract 2.1).
    case dependencies(language: String, manager: String)
    /// The phase's own script.
    case script

    /// How messages name what runs in the step.
    package func name(in phase: Phase) -> String {
        switch self {
        case .dependencies(_, let manager): manager
        case .script: phase.scriptName
        }
    }

    package var isInstallation: Bool { self != .script }
}
