/// The three steps of a task, in the order they run.
package enum Phase: String, Sendable, CaseIterable, Comparable {
    case build
    case deploy
    case run

    package static func < (left: Phase, right: Phase) -> Bool {
        allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }

    /// How messages name the script of the phase.
    package var scriptName: String {
        switch self {
        case .build: "hooks.build"
        case .deploy: "hooks.deploy"
        case .run: "run.command"
        }
    }
}
