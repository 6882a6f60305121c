import DefinitionSources
import Execution
import Foundation
import Planning
import ProcessSupport
import Records
import Workspaces

/// Which project's folders a command is about, where it runs nothing.
struct ProjectChoice: Sendable {
    /// The folder that `--source` names.
    let source: String?
    let projectID: String?

    init(_ parsed: ParsedCommand) {
        source = parsed.value(of: .projectFolder)
        projectID = parsed.value(of: .projectOfFolders)
    }

    var isGiven: Bool { source != nil || projectID != nil }

    /// The folders of the project; `nil` after the reason was printed.
    ///
    /// Found as a run finds them: `--source`, else the nearest project, else the working copy of the current folder.
    func folders(_ context: CommandContext, _ console: Console, repository known: String? = nil) -> ProjectFolders? {
        do {
            let repository = try source.map(Self.folder) ?? known ?? Self.repositoryOfCurrentFolder()
            let folders = try ProjectFolders(
                environment: context.environment, repository: repository, projectID: projectID)
            folders.notes.forEach(console.warn)
            return folders
        } catch let error as FolderError {
            console.fail(error.description, hint: "TASKBOX_STATE_HOME and TASKBOX_CACHE_HOME name other folders")
        } catch {
            console.fail("\(error)")
        }
        return nil
    }

    /// The working copy that a folder lies in, else the folder.
    static func repository(above folder: String) -> String? {
        PathFacts.realPath(folder).map { SourceLocator.repositoryRoot(above: $0) ?? $0 }
    }

    private static func folder(_ path: String) throws -> String {
        guard let real = PathFacts.realPath(path), PathFacts.isFolder(real) else {
            throw PastRuns.Failure("\"\(path)\", which --source names, is not a folder")
        }
        return real
    }

    private static func repositoryOfCurrentFolder() throws -> String {
        if case .success(let project) = ProjectFolder.find(), let root = PathFacts.realPath(project.root) {
            return root
        }
        guard let repository = repository(above: ".") else {
            throw PastRuns.Failure("the current folder can not be entered")
        }
        return repository
    }
}
