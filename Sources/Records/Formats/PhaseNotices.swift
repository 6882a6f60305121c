import Documents
import Planning
import TaskModel

/// What the platform's log says before the output of each step (contract 3.3 and 6.2).
///
/// Used by a run while it goes on, and by an export of its log: both tell the same.
package struct PhaseNotices: Sendable {
    /// The names of the packages of each language in `dependencies`.
    private let packages: [String: [String]]
    private var hasBuild = false
    private var hasContainer = false

    package init(packages: [String: [String]] = [:]) { self.packages = packages }

    package init(_ plan: RunPlan) {
        let all = plan.phases.flatMap(\.dependencies).map { ($0.language, $0.packages.map(\.name)) }
        self.init(packages: Dictionary(all) { first, _ in first })
    }

    /// The lines in the place of a build that need not run (contract 8).
    package func reused(tree: String) -> [LogNotice] { [.build(tree: tree), .reusedBuild] }

    /// The lines before a step, to be asked for in the order of the steps.
    ///
    /// The build begins once, and the container starts once, before the first script in it.
    package mutating func before(_ phase: Phase, _ step: PhaseStep = .script, tree: String) -> [LogNotice] {
        if phase == .build {
            let build: [LogNotice] = hasBuild ? [] : [.build(tree: tree)]
            hasBuild = true
            switch step {
            case .dependencies(let language, _):
                return build + [.dependencies(language: language, names: packages[language] ?? [])]
            case .script: return build + [.buildHook]
            }
        }
        let container: [LogNotice] = hasContainer ? [] : [.container]
        hasContainer = true
        return container + (phase == .deploy ? [.deployHook] : [])
    }
}

extension PhaseNotices {
    /// Of a plan as a record keeps it.
    package init(recordedPlan plan: JSONValue?) {
        let installations = (plan?["phases"]?.elements ?? []).flatMap { $0["dependencies"]?.elements ?? [] }
        let all = installations.compactMap { installation in
            installation["language"]?.text.map { ($0, installation["packages"]?.members.map(\.key) ?? []) }
        }
        self.init(packages: Dictionary(all) { first, _ in first })
    }

    /// The phases in which such a plan installs something.
    package static func phasesWithInstallations(recordedPlan plan: JSONValue?) -> Set<Phase> {
        let phases = (plan?["phases"]?.elements ?? []).filter { !($0["dependencies"]?.elements ?? []).isEmpty }
        return Set(phases.compactMap { $0["phase"]?.text.flatMap(Phase.init(rawValue:)) })
    }
}
