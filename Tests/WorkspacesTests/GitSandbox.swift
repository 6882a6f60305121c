import Foundation
import ProcessSupport
import TaskModel
import TestSupport
import Workspaces

/// A Git whose behaviour does not depend on anybody's configuration, and a place for repositories and snapshots.
struct GitSandbox {
    let scratch: ScratchFolder
    let git: GitProgram
    private let executable: String
    private let environment: [String: String]

    static let isInstalled = ExecutableSearch.find("git", in: folders) != nil
    private static let folders = ["/usr/local/bin", "/usr/bin", "/bin"]

    /// Runs a test's body; call it only where ``isInstalled`` says yes.
    static func with<Value>(_ body: (GitSandbox) throws -> Value) throws -> Value {
        try ScratchFolder.with { scratch in
            try scratch.folder("home")
            return try body(GitSandbox(scratch))
        }
    }

    init(_ scratch: ScratchFolder) throws {
        self.scratch = scratch
        executable = ExecutableSearch.find("git", in: Self.folders) ?? ""
        environment = [
            "PATH": Self.folders.joined(separator: ":"), "HOME": scratch.at("home"), "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C",
        ]
        git = GitProgram(executable: executable, environment: environment)
    }

    /// Runs Git in a folder below the sandbox and returns what it wrote, without the last line break.
    @discardableResult
    func run(_ arguments: String..., in folder: String) throws -> String {
        let settings = [
            "user.name=Somebody", "user.email=somebody@example.com", "init.defaultBranch=main",
            "protocol.file.allow=always", "commit.gpgSign=false", "advice.detachedHead=false",
        ]
        let result = try ProgramRun(
            executable: executable,
            arguments: settings.flatMap { ["-c", $0] } + arguments,
            environment: environment,
            workingFolder: scratch.at(folder)
        ).result()
        guard result.succeeded else {
            throw Failure(words: String(decoding: result.errorOutput + result.output, as: UTF8.self))
        }
        return String(decoding: result.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    struct Failure: Error { let words: String }

    /// A new repository with one commit of the files that are in the folder.
    func commitAll(_ folder: String) throws {
        try run("init", "-q", in: folder)
        try run("add", "-A", in: folder)
        try run("commit", "-qm", "Start", in: folder)
    }

    /// The id that a commit of the working copy would have, made by Git in a copy of the folder.
    func expectedTree(_ folder: String, prefix: String? = nil) throws -> String {
        let copy = "copy-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: scratch.at(folder), toPath: scratch.at(copy))
        try run("add", "-A", in: copy)
        guard let prefix else { return try run("write-tree", in: copy) }
        return try run("write-tree", "--prefix=\(prefix)", in: copy)
    }

    struct Taken {
        let snapshot: PreparedSnapshot
        /// Below the sandbox.
        let app: String
    }

    /// Prepares and lays out a snapshot of a folder.
    func take(
        _ folder: String, root: String = "", revision: String? = nil, git: GitProgram?? = nil, leftOut: [String] = []
    ) throws -> Taken {
        let name = "taken-\(UUID().uuidString)"
        try scratch.folder(name)
        guard let path = RelativePath(root) else { throw Failure(words: "bad root") }
        let request = SourceSnapshot.Request(
            repository: scratch.at(folder),
            isExplicit: false,
            root: SourceRoot(path),
            revision: revision,
            scratch: scratch.at(name),
            leftOut: leftOut,
            home: scratch.at("home")
        )
        let snapshot = try SourceSnapshot.prepare(request, git: git ?? self.git)
        try snapshot.layOut(into: scratch.at("\(name)/app"))
        return Taken(snapshot: snapshot, app: "\(name)/app")
    }

    /// The sentence and hint of the error that taking a snapshot throws.
    func refusal(_ folder: String, root: String = "", revision: String? = nil) -> [String?] {
        do {
            _ = try take(folder, root: root, revision: revision)
            return ["no error"]
        } catch let error as SnapshotError {
            return [error.description, error.hint]
        } catch {
            return ["\(error)"]
        }
    }
}
