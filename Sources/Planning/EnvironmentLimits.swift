import Documents

/// What a process can be given at all.
enum EnvironmentLimits {
    /// Linux passes no single string longer than this, its closing zero included (`MAX_ARG_STRLEN`).
    static let longestEntry = 131_072

    /// Fails with one diagnostic for each variable that is too long, not for each phase.
    static func check(_ phases: [PhasePlan]) throws(PlanFailure) {
        var seen: Set<String> = []
        var diagnostics: [Diagnostic] = []
        for phase in phases {
            guard case .execute = phase.action else { continue }
            for variable in phase.environment {
                let length = variable.name.utf8.count + variable.text(treeID: "").utf8.count + 2
                guard length > longestEntry, seen.insert(variable.name).inserted else { continue }
                var location: SourceLocation?
                if case .definition(_, let place) = variable.origin { location = place }
                diagnostics.append(
                    Diagnostic(
                        .error, at: location, path: "environment of \(phase.phase.rawValue)",
                        "the variable \"\(variable.name)\" takes \(length) bytes, more than the \(longestEntry) that "
                            + "Linux passes to a process",
                        hint: "put the value into a file and let the variable name the file"))
            }
        }
        guard diagnostics.isEmpty else { throw PlanFailure(diagnostics) }
    }
}
