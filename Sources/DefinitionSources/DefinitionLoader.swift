import Documents
import TaskModel

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
        case .success(var document):
            switch document.selection.choose(name) {
            case .failure(let error): return .failed(document.diagnostics + [error.diagnostic])
            case .success(let candidate):
                let (task, found) = document.resolved(candidate)
                return decoding(of: task, in: document).decode(task, also: document.diagnostics + found)
            }
        }
    }

    /// Every task of a source, or the one of a name, with all that is wrong.
    package func loadAll(_ source: DefinitionSource, only name: String? = nil) -> LoadedDocument {
        switch source.read() {
        case .failure(let error): LoadedDocument(diagnostics: [error.diagnostic], tasks: [])
        case .success(let file): loadAll(file, from: source, only: name)
        }
    }

    /// As ``loadAll(_:only:)``, of a text that was read before.
    package func loadAll(
        _ file: SourceFile, from source: DefinitionSource, only name: String? = nil
    ) -> LoadedDocument {
        switch open(file, source, toleratingErrors: true) {
        case .failure(let refusal): return LoadedDocument(diagnostics: refusal.diagnostics, tasks: [])
        case .success(var document):
            var candidates = document.selection.candidates
            if name != nil {
                switch document.selection.choose(name) {
                case .failure(let error):
                    return LoadedDocument(diagnostics: document.diagnostics + [error.diagnostic], tasks: [])
                case .success(let candidate): candidates = [candidate]
                }
            }
            let tasks = candidates.map { candidate in
                let (task, found) = document.resolved(candidate)
                return LoadedTask(task: task, result: decoding(of: task, in: document).check(task, also: found))
            }
            return LoadedDocument(diagnostics: document.diagnostics, tasks: tasks)
        }
    }

    /// Every task as it is written, with everything included; what is wrong with them is not looked at.
    package func listing(_ source: DefinitionSource) -> Result<[FoundTask], LoadFailure> {
        switch source.read().mapError({ LoadFailure(diagnostics: [$0.diagnostic]) }) {
        case .failure(let failure): return .failure(failure)
        case .success(let file):
            return open(file, source).map { document in
                var document = document
                return document.selection.candidates.map { document.resolved($0).task }
            }
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
        var includes: IncludeResolver

        /// A task with its includes in place, and what was wrong with them.
        mutating func resolved(
            _ candidate: DefinitionSelection.Candidate
        ) -> (task: FoundTask, problems: [Diagnostic]) {
            let node = includes.resolve(candidate.node, candidate.path)
            let task = FoundTask(
                name: candidate.name, node: node, path: candidate.path, key: candidate.key, replaced: includes.replaced)
            return (task, includes.takeProblems())
        }
    }

    private func open(
        _ file: SourceFile, _ source: DefinitionSource, toleratingErrors: Bool = false
    ) -> Result<Document, LoadFailure> {
        let format = DocumentFormat(of: file)
        let (node, found) = readers.read(file, as: format)
        guard let node else { return .failure(LoadFailure(diagnostics: found)) }
        let selection = DefinitionSelection(node, fallbackName: source.stem)
        let problems = selection.problems
        let diagnostics = (found + problems).inOrderOfText
        // A doubled key does not hide what else is wrong with the task; a doubled task leaves nothing to choose.
        guard problems.isEmpty || (toleratingErrors && !selection.candidates.isEmpty) else {
            return .failure(LoadFailure(diagnostics: diagnostics))
        }
        return .success(
            Document(
                selection: selection, source: source, format: format, diagnostics: diagnostics,
                includes: includes(of: file, source)))
    }

    /// What a file may include lies in its project, if it is a part of one, else in its own folder.
    private func includes(of file: SourceFile, _ source: DefinitionSource) -> IncludeResolver {
        let project = source.project
        let folder = project?.root ?? source.realFolder ?? source.folder
        let name = source.fileName
        let path = project == nil ? name : "\(ProjectFolder.configurationName)/\(name)"
        let prefix = project?.prefix ?? (source.folder == "." ? "" : source.folder + "/")
        return IncludeResolver(
            files: ProjectFiles(tree: DiskTree(root: folder), prefix: prefix), readers: readers,
            sources: [(file, path)])
    }

    private func decoding(of task: FoundTask, in document: Document) -> TaskDecoding {
        let path = task.path.description
        return TaskDecoding(
            // A task that is no member of a map has the shape of the API, whatever it is written in.
            strictness: task.key == nil ? .json : document.format.strictness, timeZones: timeZones,
            source: document.source.name + (path.isEmpty ? "" : " (\(path))"), folder: document.source.folder,
            repository: document.source.project?.root)
    }
}
