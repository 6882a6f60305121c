import Documents
import TaskModel

/// What became of loading one task.
package enum LoadResult: Sendable, Equatable {
    case loaded(LoadedDefinition)
    /// Valid, but built into the platform: there is nothing to run here.
    case builtIn([Diagnostic])
    /// At least one of the diagnostics is an error.
    case failed([Diagnostic])

    package var diagnostics: [Diagnostic] {
        switch self {
        case .loaded(let loaded): loaded.diagnostics
        case .builtIn(let diagnostics), .failed(let diagnostics): diagnostics
        }
    }

    package var definition: TaskDefinition? { loaded?.definition }

    /// What can be planned, if loading succeeded.
    package var loaded: LoadedDefinition? {
        if case .loaded(let loaded) = self { return loaded }
        return nil
    }

    /// With more to say, none of it an error.
    func adding(_ more: [Diagnostic]) -> LoadResult {
        if more.isEmpty { return self }
        switch self {
        case .loaded(let loaded):
            return .loaded(
                LoadedDefinition(
                    definition: loaded.definition, diagnostics: (more + loaded.diagnostics).inOrderOfText,
                    source: loaded.source, folder: loaded.folder, repository: loaded.repository,
                    neighbours: loaded.neighbours))
        case .builtIn(let diagnostics): return .builtIn((more + diagnostics).inOrderOfText)
        case .failed(let diagnostics): return .failed((more + diagnostics).inOrderOfText)
        }
    }
}
