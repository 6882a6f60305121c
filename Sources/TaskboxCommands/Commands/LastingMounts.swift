import DefinitionSources
import Documents
import Execution
import Planning
import ProcessSupport
import TaskModel
import Workspaces

/// A mount of a task whose files outlive its runs.
struct LastingMount {
    let task: String
    /// In the app, without a slash before it.
    let path: String
    let volume: LastingVolumes.Volume
    let sourcePath: RelativePath

    /// The folder that holds its files, whether it exists or not.
    var folder: String { sourcePath.isRoot ? volume.folder : "\(volume.folder)/\(sourcePath)" }
}

/// The lasting mounts of a project, of all its tasks or of those of a file.
struct LastingMounts {
    let volumes: LastingVolumes
    let mounts: [LastingMount]

    /// Reads the definitions; `nil` after the reason was printed.
    ///
    /// `file` is a path with definitions or a project's folder; without one it is the nearest project, and a folder without
    /// a project has only what is on the disk.
    static func read(
        file: String?, _ project: ProjectChoice, _ context: CommandContext, _ console: Console
    ) -> LastingMounts? {
        let document: LoadedDocument
        var repository: String?
        switch TaskSource.find(file.map { .path($0, name: nil) } ?? .project(name: nil)) {
        case .success(.project(let found)):
            document = found.loadAll()
            repository = PathFacts.realPath(found.folder.root)
        case .success(.file(let source)): document = DefinitionLoader().loadAll(source)
        case .failure(let failure):
            guard file == nil else {
                console.show(failure.diagnostics)
                return nil
            }
            document = LoadedDocument(diagnostics: [], tasks: [])
        }
        console.show(document.allDiagnostics.filter { $0.severity == .error })
        let definitions = document.tasks.compactMap { task -> LoadedDefinition? in
            if case .loaded(let definition) = task.result { definition } else { nil }
        }
        if file != nil, definitions.isEmpty { return nil }
        repository = repository ?? definitions.first.flatMap { ProjectChoice.repository(above: $0.folder) }
        guard let folders = project.folders(context, console, repository: repository) else { return nil }
        let volumes = LastingVolumes(folder: folders.lastingMounts)
        let mounts = definitions.flatMap { loaded in
            loaded.definition.mounts.compactMap { mount in
                volumes.volume(of: mount).map {
                    LastingMount(
                        task: loaded.definition.name.description, path: mount.path.description, volume: $0,
                        sourcePath: mount.sourcePath)
                }
            }
        }
        return LastingMounts(volumes: volumes, mounts: mounts)
    }

    /// Volumes on the disk that no task of the definitions names.
    var others: [LastingVolumes.Volume] {
        volumes.all.filter { volume in !mounts.contains { $0.volume.folder == volume.folder } }
    }

    /// The mount that one or two words mean: a task and a path, or either of them where there is no other.
    func find(_ words: [String]) -> Result<LastingMount, UnclearMount> {
        let wanted = words.map { RelativePath($0)?.description ?? $0 }
        let candidates = mounts.filter { mount in
            switch wanted.count {
            case 0: true
            case 1: mount.task == words[0] || mount.path == wanted[0]
            default: mount.task == words[0] && mount.path == wanted[1]
            }
        }
        // Of two tasks that share a folder it does not matter which one is meant.
        guard let first = candidates.first, candidates.allSatisfy({ $0.folder == first.folder }) else {
            return .failure(
                UnclearMount(
                    words: words, candidates: candidates.isEmpty ? mounts : candidates, isNone: candidates.isEmpty))
        }
        return .success(first)
    }
}

/// Why it is not clear which mount is meant.
struct UnclearMount: Error {
    let words: [String]
    let candidates: [LastingMount]
    let isNone: Bool

    /// A sentence without a full stop.
    var message: String {
        let name = words.map { quoted($0) }.joined(separator: " ")
        if candidates.isEmpty { return "no task here has a lasting mount; those of storage and service are" }
        if words.isEmpty { return "there are several lasting mounts, and none of them is named" }
        return isNone ? "there is no lasting mount \(name)" : "\(name) can be several lasting mounts"
    }

    /// What to write, without a full stop.
    var hint: String? {
        guard !candidates.isEmpty else { return nil }
        return "name one of: " + candidates.prefix(10).map { "\($0.task) \($0.path)" }.joined(separator: ", ")
    }
}
