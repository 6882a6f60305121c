import Foundation
import ProcessSupport
import TaskModel
import TestSupport
import Testing
import Workspaces

@Suite(.enabled(if: OrdinaryUser.canBecome, "only root can become an ordinary user"))
struct OrdinaryUserTests {
    @Test(.enabled(if: GitSandbox.isInstalled, "git is not installed"))
    func readsACheckoutThatRootOwns() async throws {
        try await ScratchFolder.with { scratch in
            try scratch.folder("home")
            let sandbox = try GitSandbox(scratch)
            try scratch.write("lib/l", "lib")
            try sandbox.commitAll("lib")
            try scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            try sandbox.run("submodule", "add", "-q", scratch.at("lib"), "lib", in: "project")
            try scratch.write("project/a", "changed")
            try scratch.write("project/new", "new")
            let work = try scratch.folder("area")
            OrdinaryUser.own(work)
            let expected = try sandbox.expectedTree("project")
            let path = scratch.path
            await #expect(processExitsWith: .success) { [path = path as String, expected = expected as String] in
                OrdinaryUser.become()
                let git = OrdinaryUser.git
                let request = SourceSnapshot.Request(
                    repository: "\(path)/project",
                    isExplicit: false,
                    scratch: "\(path)/area",
                    home: nil
                )
                let snapshot = try SourceSnapshot.prepare(request, git: git)
                try snapshot.layOut(into: "\(path)/area/app")
                try require(snapshot.treeID == expected, "tree id \(snapshot.treeID)")
                try require(snapshot.warnings == [], "warnings \(snapshot.warnings)")
                try require(FileManager.default.contents(atPath: "\(path)/area/app/new") == Data("new".utf8), "new")
            }
        }
    }

    @Test(.enabled(if: GitSandbox.isInstalled, "git is not installed"))
    func refusesACheckoutOfAnotherUser() async throws {
        try await ScratchFolder.with { scratch in
            try scratch.folder("home")
            let sandbox = try GitSandbox(scratch)
            try scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            #expect(chown(scratch.at("project"), 12_345, 12_345) == 0)
            let work = try scratch.folder("area")
            OrdinaryUser.own(work)
            let path = scratch.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                OrdinaryUser.become()
                let git = OrdinaryUser.git
                let request = SourceSnapshot.Request(
                    repository: "\(path)/project",
                    isExplicit: false,
                    scratch: "\(path)/area",
                    home: nil
                )
                let refusal = refusal { _ = try SourceSnapshot.prepare(request, git: git) }
                try require(
                    refusal.first == "Git refuses to read \"\(path)/project\", because it belongs to another user: "
                        + "fatal: detected dubious ownership in repository at '\(path)/project'",
                    "\(refusal)"
                )
                try require(
                    refusal.last
                        == "if you trust it, run: git config --global --add safe.directory \"\(path)/project\"",
                    "\(refusal)"
                )
            }
        }
    }

    @Test(.enabled(if: GitSandbox.isInstalled, "git is not installed"))
    func namesAFileThatGitCannotRead() async throws {
        try await ScratchFolder.with { scratch in
            try scratch.folder("home")
            let sandbox = try GitSandbox(scratch)
            try scratch.write("project/secret", "x", permissions: 0o600)
            try sandbox.run("init", "-q", in: "project")
            try scratch.write("closed/folder/x", "x")
            try sandbox.run("init", "-q", in: "closed")
            #expect(chmod(scratch.at("closed/folder"), 0o700) == 0)
            for name in ["one", "two"] { OrdinaryUser.own(try scratch.folder(name)) }
            let path = scratch.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                OrdinaryUser.become()
                let git = OrdinaryUser.git
                let file = refusal {
                    let request = SourceSnapshot.Request(
                        repository: "\(path)/project", isExplicit: false, scratch: "\(path)/one", home: nil)
                    _ = try SourceSnapshot.prepare(request, git: git)
                }
                try require(
                    file == [
                        "Git could not read all files: error: open(\"secret\"): Permission denied; "
                            + "error: unable to index file 'secret'; fatal: adding files failed",
                        "give your user read access to it, or add it to .gitignore",
                    ],
                    "\(file)"
                )
                let folder = refusal {
                    let request = SourceSnapshot.Request(
                        repository: "\(path)/closed", isExplicit: false, scratch: "\(path)/two", home: nil)
                    _ = try SourceSnapshot.prepare(request, git: git)
                }
                try require(
                    folder.first
                        == "Git could not read all files: warning: could not open directory 'folder/': Permission denied",
                    "\(folder)"
                )
            }
        }
    }

    @Test func namesAFileThatCannotBeCopied() async throws {
        try await ScratchFolder.with { scratch in
            try scratch.write("file/secret", "x", permissions: 0o600)
            try scratch.write("folder/closed/x", "x")
            #expect(chmod(scratch.at("folder/closed"), 0o700) == 0)
            for name in ["one", "two"] { OrdinaryUser.own(try scratch.folder(name)) }
            let path = scratch.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                OrdinaryUser.become()
                for (source, name, work) in [("file", "secret", "one"), ("folder", "closed", "two")] {
                    let request = SourceSnapshot.Request(
                        repository: "\(path)/\(source)", isExplicit: false, scratch: "\(path)/\(work)", home: nil)
                    let refusal = refusal { _ = try SourceSnapshot.prepare(request, git: nil) }
                    try require(
                        refusal.first
                            == "the source file or folder \"\(path)/\(source)/\(name)\" could not be read: Permission denied",
                        "\(refusal)"
                    )
                }
            }
        }
    }

    @Test func removesItsOwnTreeWhateverThePermissions() async throws {
        try await ScratchFolder.with { scratch in
            OrdinaryUser.own(try scratch.folder("area"))
            let path = scratch.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                OrdinaryUser.become()
                let tree = "\(path)/area/tree"
                for folder in ["", "/closed", "/closed/deeper", "/readonly"] { mkdir(tree + folder, 0o755) }
                for file in ["/closed/deeper/a", "/readonly/b"] { close(creat(tree + file, 0o400)) }
                chmod("\(tree)/closed/deeper", 0o000)
                chmod("\(tree)/closed", 0o000)
                chmod("\(tree)/readonly", 0o555)
                chmod(tree, 0o000)
                let left = TreeRemoval.remove(tree)
                try require(left == [], "\(left)")
                try require(access(tree, F_OK) != 0, "still there")
            }
        }
    }

    @Test func saysWhatItCouldNotRemove() async throws {
        try await ScratchFolder.with { scratch in
            OrdinaryUser.own(try scratch.folder("area"))
            try scratch.write("area/theirs/file", "x")
            try scratch.write("area/other", "x")
            let path = scratch.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                OrdinaryUser.become()
                let left = TreeRemoval.remove("\(path)/area").map(\.description)
                try require(left == ["\(path)/area/theirs/file: Permission denied"], "\(left)")
                try require(access("\(path)/area/other", F_OK) != 0, "the other file is still there")
            }
        }
    }

    @Test func cannotWriteToAFrozenTree() async throws {
        try await ScratchFolder.with { scratch in
            OrdinaryUser.own(try scratch.folder("app"))
            let path = scratch.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                OrdinaryUser.become()
                let app = "\(path)/app"
                mkdir("\(app)/data", 0o755)
                close(creat("\(app)/file", 0o644))
                guard let data = RelativePath("data") else { exit(4) }
                try FrozenTree.freeze(app, except: [data])
                try require(open("\(app)/file", O_WRONLY) < 0, "the file is writable")
                try require(mkdir("\(app)/new", 0o755) != 0, "the folder is writable")
                try require(mkdir("\(app)/data/new", 0o755) == 0, "the mount is not writable")
                // Mount points can still be made.
                guard let late = RelativePath("late") else { exit(4) }
                _ = try MountPoints.prepare(
                    app: app, mounts: [MountPoint(path: late, target: path, style: .link)],
                    aside: "\(path)/aside")
                try require(mkdir("\(app)/new", 0o755) != 0, "the folder became writable")
                try FrozenTree.thaw(app)
                try require(mkdir("\(app)/new", 0o755) == 0, "the folder stayed frozen")
            }
        }
    }

    @Test func saysWhyAWorkspaceCannotBeMade() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path
            await #expect(processExitsWith: .success) { [path = path as String] in
                OrdinaryUser.become()
                do {
                    _ = try Workspace.create(in: "\(path)/runs", runID: "one")
                    exit(5)
                } catch let error as FileError {
                    try require(
                        error.description == "could not create the folder \"\(path)/runs\": Permission denied",
                        "\(error)"
                    )
                    try require(
                        error.hint == "give your user access to that path, or choose another folder",
                        error.hint ?? ""
                    )
                }
            }
        }
    }
}

/// Ends a child process of a test with a message; expectations work in the test's own process only.
private func require(_ condition: Bool, _ message: String) throws {
    if !condition { throw Unmet(message: message) }
}

private struct Unmet: Error { let message: String }

private func refusal(_ body: () throws -> Void) -> [String?] {
    do {
        try body()
        return ["no error"]
    } catch let error as SnapshotError {
        return [error.description, error.hint]
    } catch {
        return ["\(error)"]
    }
}
