import DefinitionSources
import Documents
import ProcessSupport

/// Where the tasks of a command come from, if not from the platform: a file, or a project.
enum TaskSource {
    case file(DefinitionSource)
    case project(Project)

    /// Finds what a command is about; an error says where was looked.
    ///
    /// What the platform has is asked for elsewhere, see ``APITasks``.
    static func find(_ task: LocalTask) -> Result<TaskSource, LoadFailure> {
        switch task {
        case .path(let path, _):
            if path != "-", PathFacts.isFolder(path), let folder = ProjectFolder.at(path) {
                return .success(.project(Project(folder)))
            }
            return .success(.file(DefinitionSource(path: path)))
        case .project(let name):
            switch ProjectFolder.find() {
            case .success(let folder): return .success(.project(Project(folder)))
            case .failure(let error): return .failure(LoadFailure(diagnostics: [error.mentioningFile(name).diagnostic]))
            }
        }
    }

    /// The task that a command is about, decoded.
    static func load(_ task: LocalTask) -> LoadResult {
        switch find(task) {
        case .failure(let failure): .failed(failure.diagnostics)
        case .success(.file(let source)): DefinitionLoader().load(source, task: task.name)
        case .success(.project(let project)): project.load(task.name)
        }
    }

    /// How a person names the source.
    var name: String {
        switch self {
        case .file(let source): source.name
        case .project(let project): project.folder.root
        }
    }
}

extension DefinitionSourceError {
    /// With a word about a file of the name that was taken for a task's.
    fileprivate func mentioningFile(_ name: String?) -> DefinitionSourceError {
        guard let name, PathFacts.isFile(name) else { return self }
        return DefinitionSourceError(
            diagnostic.message, hint: "write \("./\(name)".quoted()) for the file; a word without / is a task's name")
    }
}
