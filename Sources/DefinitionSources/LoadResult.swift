import Documents
import TaskModel

/// A definition that can be planned, and what there is to say about it.
package struct LoadedDefinition: Sendable, Equatable {
    package let definition: TaskDefinition
    /// Warnings only.
    package let diagnostics: [Diagnostic]
    /// Where it came from, for a person: `export.json` or `.upsun/config.yaml (tasks.export)`.
    package let source: String
    /// The folder that the file lies in; the current folder for standard input.
    package let folder: String
    /// The repository root, where the source itself says it: the folder that holds `.upsun`.
    package let repository: String?
    /// The types of the services and applications beside the task, by name; empty where the source has only tasks.
    package let neighbours: [String: String]
}

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

/// Why nothing could be loaded: at least one of the diagnostics is an error.
package struct LoadFailure: Error, Sendable {
    package let diagnostics: [Diagnostic]

    package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

/// What became of loading every task of a document or a project.
package struct LoadedDocument: Sendable {
    /// What there is to say about the whole, such as a syntax error or two tasks of one name.
    package let diagnostics: [Diagnostic]
    /// In the order of the text; empty if the document can not be used.
    package let tasks: [LoadedTask]

    package init(diagnostics: [Diagnostic], tasks: [LoadedTask]) {
        self.diagnostics = diagnostics
        self.tasks = tasks
    }

    /// Everything there is to say, in the order of the text.
    package var allDiagnostics: [Diagnostic] {
        (diagnostics + tasks.flatMap(\.result.diagnostics)).inOrderOfText
    }
}
