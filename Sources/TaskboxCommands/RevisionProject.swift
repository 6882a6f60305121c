import DefinitionSources
import Documents
import ProcessSupport
import Workspaces

/// The project of a Git commit: with `--ref`, the definition comes from where the files come from.
struct RevisionProject {
    /// As the user gave it.
    let revision: String
    /// What `--source` says.
    let sourceFolder: String?
    let git: GitProgram?

    /// What the commit has to say about a task.
    enum Answer {
        case project(Project)
        /// The definition is read from the disk, and why; a sentence without a full stop.
        case disk(reason: String)
    }

    /// Finds the project of a task in the commit.
    func find(_ task: LocalTask) throws(DefinitionSourceError) -> Answer {
        guard let start = folder(of: task) else {
            return .disk(
                reason: "the definition is read as it is now; --ref \(revision.printable) is for the source alone")
        }
        guard let real = PathFacts.realPath(start), let top = SourceLocator.repositoryRoot(above: real), let git else {
            let error = SnapshotError.revisionWithoutGit(
                revision: revision, folder: PathFacts.realPath(start) ?? start, isGitInstalled: git != nil)
            throw DefinitionSourceError(error.description, hint: error.hint)
        }
        if let sourceFolder, SourceLocator.repositoryRoot(above: sourceFolder) != top {
            return .disk(
                reason:
                    "the definition is that of the working copy: --ref \(revision.printable) is of the repository that "
                    + "--source names")
        }
        let files: CommitFiles
        do throws(SnapshotError) {
            files = try CommitFiles(revision: revision, repository: top, git: git)
        } catch {
            throw DefinitionSourceError(error.description, hint: error.hint)
        }
        return .project(try project(files, start: real, top: top))
    }
}

extension RevisionProject {
    /// The folder at or above which the project of a task is looked for; `nil` for a file.
    private func folder(of task: LocalTask) -> String? {
        switch task {
        case .project: "."
        case .path("-", _): nil
        case .path(let path, _): PathFacts.isFolder(path) ? path : nil
        }
    }

    /// The nearest project at or above a folder.
    private func project(_ files: CommitFiles, start: String, top: String) throws(DefinitionSourceError) -> Project {
        var folder = start == top ? "" : String(start.dropFirst(top == "/" ? 1 : top.count + 1))
        let first = folder
        while true {
            let configuration =
                folder.isEmpty ? ProjectFolder.configurationName : "\(folder)/\(ProjectFolder.configurationName)"
            if try hasFolder(configuration, files) {
                return Project(
                    ProjectFolder(
                        root: folder.isEmpty ? top : "\(top == "/" ? "" : top)/\(folder)",
                        prefix: "\(revision):\(folder.isEmpty ? "" : folder + "/")"),
                    tree: CommitTree(files: files.below(folder)))
            }
            guard !folder.isEmpty else { break }
            folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
        }
        throw DefinitionSourceError(
            "the revision \(revision.quoted()) has no project: there is no folder \"\(ProjectFolder.configurationName)\" in "
                + (first.isEmpty ? "its root" : "\(first.quoted(limit: 200)) or above it"),
            hint: "take another revision; without --ref the project of the working copy is taken")
    }

    private func hasFolder(_ path: String, _ files: CommitFiles) throws(DefinitionSourceError) -> Bool {
        do throws(CommitFiles.Problem) {
            return try files.isFolder(path)
        } catch {
            // What is not there, or lies outside of the commit, is no project's folder; a failure of Git is something else.
            guard case .other(let words) = error else { return false }
            throw DefinitionSourceError(
                "\(path.quoted(limit: 200)) of the revision \(revision.quoted()) could not be read: \(words)")
        }
    }
}

/// The files of a commit as those of a project.
private struct CommitTree: ProjectTree {
    let files: CommitFiles

    func names(in folder: String) throws(ProjectTreeFailure) -> [String] {
        try reading { () throws(CommitFiles.Problem) in try files.names(in: folder) }
    }

    func isFolder(_ path: String) throws(ProjectTreeFailure) -> Bool {
        try reading { () throws(CommitFiles.Problem) in try files.isFolder(path) }
    }

    func read(_ path: String, limit: Int) throws(ProjectTreeFailure) -> [UInt8] {
        try reading { () throws(CommitFiles.Problem) in try files.contents(of: path, limit: limit) }
    }

    private func reading<Value>(
        _ body: () throws(CommitFiles.Problem) -> Value
    ) throws(ProjectTreeFailure) -> Value {
        do throws(CommitFiles.Problem) {
            return try body()
        } catch {
            switch error {
            case .missing: throw .missing
            case .outside: throw .outside
            case .isFolder: throw .isFolder
            case .tooLarge: throw .tooLarge
            case .other(let words): throw .other(words)
            }
        }
    }
}
