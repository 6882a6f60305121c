import Planning

/// What the platform's log says before the output of each phase (contract 3.3 and 6.2).
///
/// Used by a run while it goes on, and by an export of its log: both tell the same.
package struct PhaseNotices: Sendable {
    private var hasContainer = false

    package init() {}

    /// The lines in the place of a build hook that need not run (contract 8).
    package func reused(tree: String) -> [LogNotice] { [.build(tree: tree), .reusedBuild] }

    /// The lines before a phase whose script runs, to be asked for in the order of the phases.
    ///
    /// The container starts once, before the first script in it.
    package mutating func before(_ phase: Phase, tree: String) -> [LogNotice] {
        if phase == .build { return [.build(tree: tree), .buildHook] }
        let container: [LogNotice] = hasContainer ? [] : [.container]
        hasContainer = true
        return container + (phase == .deploy ? [.deployHook] : [])
    }
}
