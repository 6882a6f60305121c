import ProcessSupport
import TaskModel

/// A source tree that could not be taken.
package enum SnapshotError: Error, Equatable, CustomStringConvertible {
    /// The folder that should hold the source does not exist or is no folder.
    case noRepository(String)
    /// The root of the file system, or the user's home folder.
    case tooWide(folder: String, isHome: Bool)
    /// `folders` are those that `nearest`, the deepest existing folder on the way, holds.
    case rootMissing(SourceRoot, repository: String, nearest: String, folders: [String])
    case rootIsFile(SourceRoot, repository: String)
    case rootLeadsOut(SourceRoot, target: String, repository: String)
    case unreadable(path: String, reason: String)
    case revisionWithoutGit(revision: String, folder: String, isGitInstalled: Bool)
    case unknownRevision(String, repository: String)
    case rootMissingInRevision(SourceRoot, revision: String)
    /// Git does not trust a repository that belongs to somebody else.
    case foreignRepository(String, words: String)
    case gitFailed(step: String, words: String)
    case files(FileError)
    case program(ProgramRunError)
    case cancelled

    package var description: String {
        switch self {
        case .noRepository(let folder):
            "the source folder \"\(folder)\" does not exist or is not a folder"
        case .tooWide(let folder, let isHome):
            isHome
                ? "\"\(folder)\" is your home folder: taskbox does not copy all of it as the source of a task"
                : "\"\(folder)\" is the root of the file system: taskbox does not copy all of it as the source of a task"
        case .rootMissing(let root, let repository, _, _):
            "source.root: the folder \"\(root)\" does not exist in \"\(repository)\""
        case .rootIsFile(let root, let repository):
            "source.root: \"\(root)\" in \"\(repository)\" is a file, not a folder"
        case .rootLeadsOut(let root, let target, let repository):
            "source.root: \"\(root)\" leads to \"\(target)\", which is outside of \"\(repository)\""
        case .unreadable(let path, let reason):
            "the source file or folder \"\(path)\" could not be read: \(reason)"
        case .revisionWithoutGit(let revision, let folder, let isGitInstalled):
            isGitInstalled
                ? "the revision \"\(revision)\" can not be taken: \"\(folder)\" is not in a Git repository"
                : "the revision \"\(revision)\" can not be taken: there is no git on the PATH"
        case .unknownRevision(let revision, let repository):
            "the revision \"\(revision)\" does not exist in the Git repository \"\(repository)\""
        case .rootMissingInRevision(let root, let revision):
            "source.root: the folder \"\(root)\" does not exist in the revision \"\(revision)\""
        case .foreignRepository(let path, let words):
            "Git refuses to read \"\(path)\", because it belongs to another user: \(words)"
        case .gitFailed(let step, let words):
            "Git could not \(step): \(words)"
        case .files(let error): error.description
        case .program(let error): error.description
        case .cancelled: "the snapshot of the source was cancelled"
        }
    }

    /// What to do about it.
    package var hint: String? {
        switch self {
        case .noRepository: "name a folder with --source DIR"
        case .tooWide: "name the project's folder with --source DIR"
        case .rootMissing(_, _, let nearest, let folders):
            folders.isEmpty
                ? "there are no folders in \"\(nearest)\""
                : "folders in \"\(nearest)\": \(Self.list(folders, limit: 10))"
        case .rootIsFile: "name the folder that holds the task's files"
        case .rootLeadsOut: "the platform sees the repository only: put the files into it"
        case .unreadable: "give your user read access to it, or, in a Git repository, add it to .gitignore"
        case .revisionWithoutGit(_, _, let isGitInstalled):
            isGitInstalled ? "leave --ref out to take the files as they are" : "install git, or leave --ref out"
        case .unknownRevision: "list what there is with git log --all --oneline, or fetch it first"
        case .rootMissingInRevision: "take another revision, or correct source.root"
        case .foreignRepository(let path, _):
            "if you trust it, run: git config --global --add safe.directory \"\(path)\""
        case .gitFailed(_, let words):
            if words.contains("No space left on device") || words.contains("unable to write file") {
                // Of a file that it can not write, Git does not say why.
                "the file system of the workspace is probably full: free some space there, then run again"
            } else if words.contains("Permission denied") {
                "give your user read access to it, or add it to .gitignore"
            } else {
                nil
            }
        case .files(let error): error.hint
        case .program, .cancelled: nil
        }
    }

    /// Some names in quotes, and how many more there are.
    static func list(_ names: [String], limit: Int) -> String {
        let shown = names.prefix(limit).map { "\"\($0)\"" }.joined(separator: ", ")
        return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
    }
}
