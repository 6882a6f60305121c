import Documents
import TaskModel

/// The configuration of a project, read from all files of its `.upsun` folder; its tasks are decoded when they are asked
/// for.
///
/// Only what tasks refer to is looked at in the other sections.
package struct Project: Sendable {
    package let folder: ProjectFolder
    let sections: [ProjectSection.Name: ProjectSection]
    /// Whether every file could be read; what is missing from a project that could not is no mistake.
    let isComplete: Bool
    /// What is wrong with the project as a whole.
    private let problems: [Diagnostic]
    /// Where the configuration begins; `nil` where there is none.
    private let start: SourceLocation?
    /// Whether the folder is known to be the root of the repository.
    private let isRepository: Bool
    /// What the readers warn of, anywhere in the files.
    private let warnings: [Diagnostic]
    private let includes: IncludeResolver
    private let timeZones: TimeZoneCatalog

    /// Reads the configuration files of a project, from the disk or from a tree that stands in for it.
    package init(
        _ folder: ProjectFolder, tree: (any ProjectTree)? = nil, timeZones: TimeZoneCatalog = MachineTimeZones.catalog,
        readers: DocumentReaders = DocumentReaders()
    ) {
        let reading = ProjectReading(folder, tree: tree ?? DiskTree(root: folder.root), readers: readers)
        self.init(folder, reading, timeZones, isRepository: true)
    }

    private init(
        _ folder: ProjectFolder, _ reading: ProjectReading, _ timeZones: TimeZoneCatalog, isRepository: Bool
    ) {
        self.folder = folder
        self.isRepository = isRepository
        self.timeZones = timeZones
        sections = reading.sections
        isComplete = reading.isComplete
        includes = reading.includes
        start = reading.start
        problems = reading.diagnostics.filter { $0.severity == .error }
        warnings = reading.diagnostics.filter { $0.severity != .error }
    }

    /// The configuration that a file is: with all its neighbours if it lies in a project's configuration folder, else by
    /// itself, if it is YAML and has `applications`; `nil` for every other file.
    package init?(
        configuration file: SourceFile, from source: DefinitionSource,
        timeZones: TimeZoneCatalog = MachineTimeZones.catalog, readers: DocumentReaders = DocumentReaders()
    ) {
        if let folder = source.project, ProjectFolder.isConfiguration(source.fileName) {
            self.init(folder, timeZones: timeZones, readers: readers)
            return
        }
        guard DocumentFormat(of: file) == .yaml, let root = source.realFolder,
            readers.yaml(file).0?.value(ofKey: ProjectSection.Name.applications.rawValue) != nil
        else { return nil }
        let folder = ProjectFolder(root: root, prefix: source.folder == "." ? "" : source.folder + "/")
        let reading = ProjectReading(
            file, path: source.fileName, files: ProjectFiles(tree: DiskTree(root: root), prefix: folder.prefix),
            readers: readers)
        self.init(folder, reading, timeZones, isRepository: false)
    }

    /// The names of the tasks, in the order of the files.
    package var taskNames: [String] { section(.tasks).names }

    /// The task of a name, or the only one.
    ///
    /// A mistake in the structure of any file fails it, as it would fail on the platform; what is wrong with other tasks
    /// is not looked at.
    package func load(_ name: String?) -> LoadResult {
        guard problems.isEmpty else { return .failed(problems) }
        switch choose(name) {
        case .failure(let error): return .failed([error.diagnostic])
        case .success(let candidate):
            var includes = includes
            let (task, found) = resolved(candidate, &includes)
            let result = decoder(of: candidate).decode(task, also: found + references(&includes).problems(of: task))
            return result.adding(warnings(about: [task]))
        }
    }

    /// Every task, or the one of a name, with all that is wrong.
    package func loadAll(only name: String? = nil) -> LoadedDocument {
        var chosen = candidates
        if let name {
            switch choose(name) {
            case .failure(let error): return LoadedDocument(diagnostics: problems + [error.diagnostic], tasks: [])
            case .success(let candidate): chosen = [candidate]
            }
        }
        var includes = includes
        var tasks: [LoadedTask] = []
        for candidate in chosen {
            let (task, found) = resolved(candidate, &includes)
            let decoder = decoder(of: candidate)
            let others = found + references(&includes).problems(of: task) + sourceRootProblems(of: task)
            tasks.append(LoadedTask(task: task, result: decoder.check(task, also: others)))
        }
        // The platform takes a project without tasks.
        let note = Diagnostic(.note, at: nil, "the project \(folder.root.quoted(limit: 200)) has no tasks")
        let whole =
            (candidates.isEmpty && problems.isEmpty ? [note] : problems) + warnings(about: tasks.map(\.task))
            + missingApplications + neighbourProblems(&includes)
        return LoadedDocument(diagnostics: whole.inOrderOfText, tasks: tasks)
    }

    /// Every task as it is written, with everything included; what is wrong is not looked at.
    ///
    /// A failure if nothing can be read.
    package func listing() -> Result<[FoundTask], LoadFailure> {
        guard problems.isEmpty || !candidates.isEmpty else { return .failure(LoadFailure(diagnostics: problems)) }
        var includes = includes
        return .success(candidates.map { resolved($0, &includes).task })
    }

    // MARK: Steps

    func section(_ name: ProjectSection.Name) -> ProjectSection { sections[name] ?? ProjectSection(name) }

    private var candidates: [DefinitionSelection.Candidate] {
        section(.tasks).entries.map { entry in
            let name = entry.key.keyText
            return .init(name: name, node: entry.value, path: FieldPath("tasks").appending(name), key: entry.key)
        }
    }

    /// The platform takes no project without the section (contract 1.3); nothing that runs here needs it.
    private var missingApplications: [Diagnostic] {
        guard isComplete, let start, sections[.applications] == nil else { return [] }
        return [
            Diagnostic(
                .error, at: start, path: ProjectSection.Name.applications.rawValue,
                "the project has no section \"applications\", which the platform requires",
                hint: "write \"applications: {}\" if there are none")
        ]
    }

    private func neighbourProblems(_ includes: inout IncludeResolver) -> [Diagnostic] {
        guard isComplete else { return [] }
        return ProjectNeighbours(self, includes: includes).problems
    }

    private func choose(_ name: String?) -> Result<DefinitionSelection.Candidate, DefinitionSourceError> {
        let owner = "the project \(folder.root.quoted(limit: 200))"
        guard !candidates.isEmpty else {
            return .failure(
                DefinitionSourceError(
                    name.map { "\(owner) has no task named \($0.quoted()), and no other either" }
                        ?? "\(owner) has no tasks",
                    hint:
                        "write the section \"tasks\" into \(folder.shown(ProjectFolder.configurationName + "/config.yaml")), "
                        + "with \"type\" and \"run\" below the name of each"))
        }
        return DefinitionSelection(candidates, owner: owner).choose(name)
    }

    private func resolved(
        _ candidate: DefinitionSelection.Candidate, _ includes: inout IncludeResolver
    ) -> (task: FoundTask, problems: [Diagnostic]) {
        let root = candidate.node.value(ofKey: "source")?.value(ofKey: "root")?.stringValue.flatMap(RelativePath.init)
        let node = includes.resolve(candidate.node, candidate.path, secondFolder: root ?? .root)
        let task = FoundTask(
            name: candidate.name, node: node, path: candidate.path, key: candidate.key, replaced: includes.replaced)
        return (task, includes.takeProblems())
    }

    /// What is wrong with the folder that `source.root` names.
    private func sourceRootProblems(of task: FoundTask) -> [Diagnostic] {
        guard isRepository, let root = task.node.value(ofKey: "source")?.value(ofKey: "root"),
            let path = root.stringValue.flatMap(RelativePath.init), !path.isRoot
        else { return [] }
        let reason: String
        switch includes.files.isFolder(path.description) {
        case .success(true): return []
        case .success(false): reason = "is not a folder"
        case .failure(let failure): reason = failure.words
        }
        return [
            Diagnostic(
                .warning, at: root.location, path: task.path.appending("source").appending("root").description,
                "the folder \(folder.shown(path.description).quoted(limit: 200)) \(reason)",
                hint: "the path is relative to the root of the repository")
        ]
    }

    private func decoder(of candidate: DefinitionSelection.Candidate) -> TaskDecoding {
        TaskDecoding(
            strictness: .yaml, timeZones: timeZones,
            source: "\(candidate.key?.location.file.name ?? "") (\(candidate.path))",
            folder: folder.root, repository: folder.root, neighbours: neighbours)
    }

    /// What tasks may have relationships with.
    private var neighbours: [String: String] {
        var includes = includes
        return references(&includes).types
    }

    private func references(_ includes: inout IncludeResolver) -> ProjectReferences {
        ProjectReferences(self, includes: includes)
    }

    /// The readers' warnings about tasks; the rest of the project is not ours to judge.
    private func warnings(about tasks: [FoundTask]) -> [Diagnostic] {
        if warnings.isEmpty { return [] }
        var places: Set<Place> = []
        for task in tasks {
            if let key = task.key { places.insert(Place(key.location)) }
            Place.collect(of: task.node, into: &places)
        }
        return warnings.filter { $0.location.map { places.contains(Place($0)) } ?? false }
    }
}

/// A place as a member of a set.
private struct Place: Hashable {
    let file: ObjectIdentifier
    let line: Int
    let column: Int

    init(_ location: SourceLocation) {
        file = ObjectIdentifier(location.file)
        line = location.line
        column = location.column
    }

    static func collect(of node: Node, into places: inout Set<Place>) {
        places.insert(Place(node.location))
        switch node.content {
        case .scalar: break
        case .sequence(let items): for item in items { collect(of: item, into: &places) }
        case .mapping(let entries):
            for entry in entries {
                collect(of: entry.key, into: &places)
                collect(of: entry.value, into: &places)
            }
        }
    }
}
