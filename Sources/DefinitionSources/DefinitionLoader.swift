import Documents
import TaskModel

/// A definition that can be planned, and what there is to say about it.
package struct LoadedDefinition: Sendable, Equatable {
    package let definition: TaskDefinition
    /// Warnings only.
    package let diagnostics: [Diagnostic]
    /// Where it came from, for a person: `export.json` or `deployment.json (tasks.export)`.
    package let source: String
    /// The folder that the file lies in; the current folder for standard input.
    package let folder: String
}

/// What became of loading one task.
package enum LoadResult: Sendable, Equatable {
    case loaded(LoadedDefinition)
    /// At least one of the diagnostics is an error.
    case failed([Diagnostic])

    package var diagnostics: [Diagnostic] {
        switch self {
        case .loaded(let loaded): loaded.diagnostics
        case .failed(let diagnostics): diagnostics
        }
    }

    package var definition: TaskDefinition? {
        if case .loaded(let loaded) = self { return loaded.definition }
        return nil
    }
}

/// What became of loading every task of a document.
package struct LoadedDocument: Sendable, Equatable {
    /// What there is to say about the document as a whole, such as a syntax error or two tasks of one name.
    package let diagnostics: [Diagnostic]
    /// In the order of the text; empty if the document can not be used.
    package let tasks: [LoadResult]

    /// Everything there is to say, in the order of the text.
    package var allDiagnostics: [Diagnostic] { (diagnostics + tasks.flatMap(\.diagnostics)).inOrderOfText }
}

/// Reads a source, chooses a task and decodes it.
package struct DefinitionLoader: Sendable {
    package let timeZones: TimeZoneCatalog
    package let readers: DocumentReaders

    package init(timeZones: TimeZoneCatalog = MachineTimeZones.catalog, readers: DocumentReaders = DocumentReaders()) {
        self.timeZones = timeZones
        self.readers = readers
    }

    /// The task of a name, or the only one.
    ///
    /// The other tasks of the document are not decoded.
    package func load(_ source: DefinitionSource, task name: String? = nil) -> LoadResult {
        switch source.read() {
        case .failure(let error): .failed([error.diagnostic])
        case .success(let file): load(file, from: source, task: name)
        }
    }

    /// As ``load(_:task:)``, of a text that was read before.
    package func load(_ file: SourceFile, from source: DefinitionSource, task name: String? = nil) -> LoadResult {
        switch open(file, source) {
        case .failure(let refusal): return .failed(refusal.diagnostics)
        case .success(let document):
            switch document.selection.choose(name) {
            case .failure(let error): return .failed(document.diagnostics + [error.diagnostic])
            case .success(let candidate): return decode(candidate, of: document)
            }
        }
    }

    /// Every task of a source.
    package func loadAll(_ source: DefinitionSource) -> LoadedDocument {
        switch source.read() {
        case .failure(let error): LoadedDocument(diagnostics: [error.diagnostic], tasks: [])
        case .success(let file): loadAll(file, from: source)
        }
    }

    /// As ``loadAll(_:)``, of a text that was read before.
    package func loadAll(_ file: SourceFile, from source: DefinitionSource) -> LoadedDocument {
        switch open(file, source, toleratingErrors: true) {
        case .failure(let refusal): return LoadedDocument(diagnostics: refusal.diagnostics, tasks: [])
        case .success(let document):
            let tasks = document.selection.candidates.map { decode($0, of: document.withoutDiagnostics) }
            return LoadedDocument(diagnostics: document.diagnostics, tasks: tasks)
        }
    }

    /// The names of the tasks of a source, decoded or not; none where it can not be read.
    package func names(of source: DefinitionSource) -> [String] {
        guard case .success(let file) = source.read(),
            case .success(let document) = open(file, source, toleratingErrors: true)
        else { return [] }
        return document.selection.names
    }

    // MARK: Steps

    /// A document whose tasks are known.
    private struct Document {
        let selection: DefinitionSelection
        let source: DefinitionSource
        let format: DocumentFormat
        let diagnostics: [Diagnostic]

        var withoutDiagnostics: Document {
            Document(selection: selection, source: source, format: format, diagnostics: [])
        }
    }

    private struct Refusal: Error {
        let diagnostics: [Diagnostic]
    }

    private func open(
        _ file: SourceFile, _ source: DefinitionSource, toleratingErrors: Bool = false
    ) -> Result<Document, Refusal> {
        let format = DocumentFormat(of: file)
        let (node, found) = readers.read(file, as: format)
        guard let node else { return .failure(Refusal(diagnostics: found)) }
        let selection = DefinitionSelection(node, fallbackName: source.stem)
        let problems = selection.problems
        let diagnostics = (found + problems).inOrderOfText
        // A doubled key does not hide what else is wrong with the task; a doubled task leaves nothing to choose.
        guard problems.isEmpty || (toleratingErrors && !selection.candidates.isEmpty) else {
            return .failure(Refusal(diagnostics: diagnostics))
        }
        return .success(Document(selection: selection, source: source, format: format, diagnostics: diagnostics))
    }

    private func decode(_ candidate: DefinitionSelection.Candidate, of document: Document) -> LoadResult {
        let decoder = TaskDecoder(
            // A task that is no member of a map has the shape of the API, whatever it is written in.
            strictness: candidate.key == nil ? .json : document.format.strictness, path: candidate.path,
            fallbackName: candidate.name,
            fallbackLocation: candidate.key?.location, timeZones: timeZones
        )
        let (definition, found) = decoder.decode(candidate.node)
        let diagnostics = (document.diagnostics + found).inOrderOfText
        guard let definition, !diagnostics.contains(where: { $0.severity == .error }) else {
            return .failed(diagnostics)
        }
        let path = candidate.path.description
        let place = path.isEmpty ? "" : " (\(path))"
        return .loaded(
            LoadedDefinition(
                definition: definition, diagnostics: diagnostics, source: document.source.name + place,
                folder: document.source.folder
            )
        )
    }
}
