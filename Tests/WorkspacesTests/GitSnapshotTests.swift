import Foundation
import TaskModel
import TestSupport
import Testing
import Workspaces

@Suite(.enabled(if: GitSandbox.isInstalled, "git is not installed"))
struct GitSnapshotTests {
    @Test func takesWhatACommitOfTheWorkingCopyWouldHold() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            try scratch.write("project/kept", "kept")
            try scratch.write("project/changed", "before")
            try scratch.write("project/deleted", "deleted")
            try scratch.write("project/log.txt", "tracked although ignored")
            try sandbox.commitAll("project")
            try scratch.write("project/.gitignore", "*.txt\nnode_modules/\n")
            try scratch.write("project/changed", "after")
            try FileManager.default.removeItem(atPath: scratch.at("project/deleted"))
            try scratch.write("project/new/run.sh", "run", permissions: 0o755)
            try scratch.write("project/ignored.txt", "ignored")
            try scratch.write("project/node_modules/x/y", "ignored")
            try scratch.write("project/staged", "staged")
            try sandbox.run("add", "staged", in: "project")
            try scratch.folder("project/empty")
            try scratch.link("project/dangling", to: "nowhere")
            try scratch.link("project/out", to: "/etc/passwd")
            let taken = try sandbox.take("project")
            #expect(
                try scratch.tree(taken.app) == [
                    "-644 .gitignore: *.txt\nnode_modules/\n", "-644 changed: after", "l dangling -> nowhere",
                    "-644 kept: kept", "-644 log.txt: tracked although ignored", "d755 new", "-755 new/run.sh: run",
                    "l out -> /etc/passwd", "-644 staged: staged",
                ]
            )
            #expect(try taken.snapshot.treeID == sandbox.expectedTree("project"))
            #expect(taken.snapshot.fileCount == 8)
            #expect(taken.snapshot.warnings == [])
        }
    }

    @Test func leavesTheCheckoutAsItIs() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            try scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            try sandbox.run("config", "core.splitIndex", "true", in: "project")
            try sandbox.run("update-index", "--split-index", in: "project")
            try sandbox.run("config", "core.hooksPath", scratch.at("hooks"), in: "project")
            try sandbox.run("config", "core.fsmonitor", scratch.at("hooks/monitor"), in: "project")
            for hook in ["post-index-change", "monitor"] {
                try scratch.write("hooks/\(hook)", "#!/bin/sh\n: > \"\(scratch.at("hook-ran"))\"\n", permissions: 0o755)
            }
            try scratch.write("project/a", "changed")
            try scratch.write("project/b", "new")
            let before = try scratch.tree("project/.git")
            _ = try sandbox.take("project")
            #expect(try scratch.tree("project/.git") == before)
            #expect(access(scratch.at("hook-ran"), F_OK) != 0)
        }
    }

    @Test func seesAChangeRightAfterTheIndexWasWritten() throws {
        try GitSandbox.with { sandbox in
            let file = try sandbox.scratch.write("project/a", "first ")
            try sandbox.commitAll("project")
            // A clock so coarse that the file, its change and the index have the same time: only the index's own time tells
            // Git that it cannot trust what it knows about the file.
            try sandbox.run("config", "core.trustctime", "false", in: "project")
            func setTime(_ path: String) {
                let times = [timespec(tv_sec: 1_500_000_000, tv_nsec: 0), timespec(tv_sec: 1_500_000_000, tv_nsec: 0)]
                #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
            }
            setTime(file)
            try sandbox.run("add", "a", in: "project")
            let descriptor = open(file, O_WRONLY)
            #expect(write(descriptor, "second", 6) == 6)
            close(descriptor)
            setTime(file)
            setTime(sandbox.scratch.at("project/.git/index"))
            let taken = try sandbox.take("project")
            #expect(try sandbox.scratch.tree(taken.app) == ["-644 a: second"])
        }
    }

    @Test func writesTheLineEndingsOfTheCommit() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "one\r\ntwo\r\n")
            try sandbox.run("init", "-q", in: "project")
            try sandbox.run("config", "core.autocrlf", "true", in: "project")
            let taken = try sandbox.take("project")
            #expect(try sandbox.scratch.tree(taken.app) == ["-644 a: one\ntwo\n"])
        }
    }

    @Test func takesARepositoryWithLongNames() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.scratch.folder("project/none")
            try sandbox.run("init", "-q", "--object-format=sha256", in: "project")
            let taken = try sandbox.take("project")
            #expect(try sandbox.scratch.tree(taken.app) == ["-644 a: a"])
            #expect(try taken.snapshot.treeID == sandbox.expectedTree("project"))
            #expect(try sandbox.take("project", root: "none").snapshot.treeID.count == 64)
        }
    }

    @Test func ignoresTheVariablesOfACallingGit() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            let git = GitProgram.find(
                environment: [
                    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": sandbox.scratch.at("home"),
                    "GIT_CONFIG_NOSYSTEM": "1", "GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere",
                    "GIT_INDEX_FILE": "/nowhere", "GIT_CONFIG_PARAMETERS": "'core.bare'='true'",
                ]
            )
            #expect(try sandbox.scratch.tree(sandbox.take("project", git: git).app) == ["-644 a: a"])
        }
    }

    @Test func stopsWhenCancelled() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            // A filter that never ends.
            try sandbox.run("config", "filter.slow.clean", "sleep 60", in: "project")
            try sandbox.scratch.write("project/.gitattributes", "b filter=slow\n")
            try sandbox.scratch.write("project/b", "b")
            let request = SourceSnapshot.Request(
                repository: sandbox.scratch.at("project"),
                isExplicit: true,
                scratch: try sandbox.scratch.folder("work"),
                home: nil
            )
            let start = ContinuousClock.now
            #expect(throws: SnapshotError.cancelled) {
                _ = try SourceSnapshot.prepare(request, git: sandbox.git) {
                    ContinuousClock.now - start > .milliseconds(300)
                }
            }
        }
    }

    @Test func laysOutIntoEmptyFoldersOnly() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            let request = SourceSnapshot.Request(
                repository: sandbox.scratch.at("project"),
                isExplicit: true,
                scratch: try sandbox.scratch.folder("work"),
                home: nil
            )
            let snapshot = try SourceSnapshot.prepare(request, git: sandbox.git)
            try sandbox.scratch.write("app/a", "other")
            let app = sandbox.scratch.at("app")
            #expect(throws: SnapshotError.files(FileError(.createFolder, app, code: ENOTEMPTY))) {
                try snapshot.layOut(into: app)
            }
            try snapshot.layOut(into: sandbox.scratch.folder("empty"))
            #expect(try sandbox.scratch.tree("empty") == ["-644 a: a"])
        }
    }

    @Test func keepsEveryFileName() throws {
        try GitSandbox.with { sandbox in
            let names = [
                "-leading", "q\"uo'te", "new\nline", "tab\tbed", " space ", "é", "日本", "back\\slash", ":colon", "*",
                "#x",
            ]
            for name in names {
                try sandbox.scratch.write("project/root/\(name)", name)
                try sandbox.scratch.write("project/root/folder \(name)/in", name)
            }
            try sandbox.run("init", "-q", in: "project")
            let whole = try sandbox.take("project")
            #expect(
                try ScratchFolder.entries(sandbox.scratch.at(whole.app + "/root"))
                    == ScratchFolder.entries(sandbox.scratch.at("project/root"))
            )
            let part = try sandbox.take("project", root: "root")
            #expect(
                try ScratchFolder.entries(sandbox.scratch.at(part.app))
                    == ScratchFolder.entries(sandbox.scratch.at("project/root"))
            )
            #expect(try part.snapshot.treeID == sandbox.expectedTree("project", prefix: "root/"))
        }
    }

    @Test func takesAFolderOfTheRepository() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            try scratch.write("project/.gitattributes", "*.crlf text eol=crlf\n")
            try scratch.write("project/a/b/run", "run", permissions: 0o755)
            try scratch.write("project/a/b/x.crlf", "one\ntwo\n")
            try scratch.write("project/c", "c")
            try sandbox.commitAll("project")
            try scratch.folder("project/none")
            let taken = try sandbox.take("project", root: "a/b")
            // What is above the folder still says how its lines end.
            #expect(try scratch.tree(taken.app) == ["-755 run: run", "-644 x.crlf: one\r\ntwo\r\n"])
            #expect(try taken.snapshot.treeID == sandbox.expectedTree("project", prefix: "a/b/"))
            // The same folder, named as a repository inside a checkout.
            #expect(try sandbox.take("project/a/b").snapshot.treeID == taken.snapshot.treeID)
            let empty = try sandbox.take("project", root: "none")
            #expect(try scratch.tree(empty.app) == [])
            #expect(empty.snapshot.treeID == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
        }
    }

    @Test func takesARevision() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            try scratch.write("project/a", "first")
            try scratch.write("project/sub/b", "first")
            try sandbox.commitAll("project")
            try sandbox.run("tag", "v1", in: "project")
            try FileManager.default.removeItem(atPath: scratch.at("project/sub"))
            try scratch.write("project/a", "second")
            try sandbox.run("commit", "-qam", "Second", in: "project")
            try scratch.write("project/a", "on disk")
            let tagged = try sandbox.take("project", revision: "v1")
            #expect(try scratch.tree(tagged.app) == ["-644 a: first", "d755 sub", "-644 sub/b: first"])
            #expect(try tagged.snapshot.treeID == sandbox.run("rev-parse", "v1^{tree}", in: "project"))
            let part = try sandbox.take("project", root: "sub", revision: "HEAD~1")
            #expect(try scratch.tree(part.app) == ["-644 b: first"])
            #expect(try scratch.tree(sandbox.take("project", revision: "main").app) == ["-644 a: second"])
            let project = scratch.at("project")
            #expect(
                sandbox.refusal("project", revision: "v2") == [
                    "the revision \"v2\" does not exist in the Git repository \"\(project)\"",
                    "list what there is with git log --all --oneline, or fetch it first",
                ]
            )
            #expect(
                sandbox.refusal("project", revision: "--all").first
                    == "the revision \"--all\" does not exist in the Git repository \"\(project)\"")
            #expect(
                sandbox.refusal("project", root: "sub", revision: "HEAD") == [
                    "source.root: the folder \"/sub\" does not exist in the revision \"HEAD\"",
                    "take another revision, or correct source.root",
                ]
            )
            #expect(
                sandbox.refusal("project", root: "a", revision: "HEAD").first
                    == "source.root: \"/a\" in \"\(project)\" is a file, not a folder"
            )
        }
    }

    @Test func takesARepositoryWithoutCommits() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.run("init", "-q", in: "project")
            let taken = try sandbox.take("project")
            #expect(try sandbox.scratch.tree(taken.app) == ["-644 a: a"])
            #expect(try taken.snapshot.treeID == sandbox.expectedTree("project"))
            #expect(SourceLocator.branch(ofRepository: sandbox.scratch.at("project")) == "main")
        }
    }

    @Test func takesConflictsAsTheyAreOnDisk() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            try scratch.write("project/a/x", "base\n")
            try scratch.write("project/b/y", "y\n")
            try sandbox.commitAll("project")
            try sandbox.run("checkout", "-qb", "other", in: "project")
            try scratch.write("project/a/x", "theirs\n")
            try sandbox.run("commit", "-qam", "Theirs", in: "project")
            try sandbox.run("checkout", "-q", "main", in: "project")
            try scratch.write("project/a/x", "ours\n")
            try sandbox.run("commit", "-qam", "Ours", in: "project")
            #expect(throws: GitSandbox.Failure.self) { try sandbox.run("merge", "other", in: "project") }
            let taken = try sandbox.take("project")
            #expect(try scratch.read("\(taken.app)/a/x") == scratch.read("project/a/x"))
            #expect(
                taken.snapshot.warnings == [
                    "merge conflicts are not resolved in \"a/x\": the files are taken as they are on disk"
                ]
            )
            let part = try sandbox.take("project", root: "b")
            #expect(try scratch.tree(part.app) == ["-644 y: y\n"])
            #expect(part.snapshot.warnings == [])
        }
    }

    @Test func takesALinkedWorktree() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            try sandbox.run("worktree", "add", "-q", "-b", "side", sandbox.scratch.at("side:tree"), in: "project")
            try sandbox.scratch.write("side:tree/b", "b")
            let taken = try sandbox.take("side:tree")
            #expect(try sandbox.scratch.tree(taken.app) == ["-644 a: a", "-644 b: b"])
            #expect(SourceLocator.branch(ofRepository: sandbox.scratch.at("side:tree")) == "side")
        }
    }

    @Test func findsObjectsInPathsThatNeedQuotes() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("pro:j\"ect/a", "a")
            try sandbox.commitAll("pro:j\"ect")
            #expect(try sandbox.scratch.tree(sandbox.take("pro:j\"ect").app) == ["-644 a: a"])
            try sandbox.run("clone", "-q", "--shared", "pro:j\"ect", "borrowing", in: "")
            #expect(try sandbox.scratch.tree(sandbox.take("borrowing", revision: "HEAD").app) == ["-644 a: a"])
        }
    }

    @Test func takesFilesThatASparseCheckoutLeavesOut() throws {
        try GitSandbox.with { sandbox in
            let scratch = sandbox.scratch
            try scratch.write("project/in/a", "a")
            try scratch.write("project/out/b", "b")
            try sandbox.commitAll("project")
            let id = try sandbox.run("rev-parse", "HEAD^{tree}", in: "project")
            try sandbox.run("sparse-checkout", "set", "--cone", "--sparse-index", "in", in: "project")
            #expect(access(scratch.at("project/out"), F_OK) != 0)
            let taken = try sandbox.take("project")
            #expect(try scratch.tree(taken.app) == ["d755 in", "-644 in/a: a", "d755 out", "-644 out/b: b"])
            #expect(taken.snapshot.treeID == id)
            #expect(try scratch.tree(sandbox.take("project", root: "out").app) == ["-644 b: b"])
            #expect(
                sandbox.refusal("project", root: "nowhere") == [
                    "source.root: the folder \"/nowhere\" does not exist in \"\(scratch.at("project"))\"",
                    "folders in \"\(scratch.at("project"))\": \"in\"",
                ]
            )
        }
    }

    @Test func copiesWhatGitDoesNotKnow() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/.gitignore", "build\n")
            try sandbox.scratch.write("project/build/out/a", "a")
            try sandbox.commitAll("project")
            let ignored = try sandbox.take("project/build/out")
            #expect(try sandbox.scratch.tree(ignored.app) == ["-644 a: a"])
            #expect(
                ignored.snapshot.warnings == [
                    "\"\(sandbox.scratch.at("project/build/out"))\" is ignored by Git: "
                        + "all files are copied, also those that Git would ignore"
                ]
            )
            try sandbox.scratch.folder("broken/.git")
            try sandbox.scratch.write("broken/b", "b")
            let broken = try sandbox.take("broken")
            #expect(try sandbox.scratch.tree(broken.app) == ["-644 b: b"])
            #expect(
                broken.snapshot.warnings == [
                    "\"\(sandbox.scratch.at("broken"))/.git\" is not a Git repository: "
                        + "all files are copied, also those that Git would ignore"
                ]
            )
        }
    }

    @Test func leavesTheScratchFolderOut() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.run("init", "-q", in: "project")
            let area = try sandbox.scratch.folder("project/runs")
            try sandbox.scratch.write("project/runs/one/lock")
            let request = SourceSnapshot.Request(
                repository: sandbox.scratch.at("project"),
                isExplicit: true,
                scratch: try sandbox.scratch.folder("project/runs/one/snapshot"),
                leftOut: [area],
                home: nil
            )
            let snapshot = try SourceSnapshot.prepare(request, git: sandbox.git)
            try snapshot.layOut(into: sandbox.scratch.at("project/runs/one/app"))
            #expect(try sandbox.scratch.tree("project/runs/one/app") == ["-644 a: a"])
        }
    }

    @Test(arguments: ["cache", "cache/runs", "other"])
    func leavesOutWhatGitIgnores(_ area: String) throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.scratch.write("project/.gitignore", "cache/\n")
            try sandbox.commitAll("project")
            try sandbox.scratch.write("project/cache/runs/b", "b")
            try sandbox.scratch.write("project/other/c", "c")
            let leftOut = [sandbox.scratch.at("project/\(area)"), sandbox.scratch.at("project/other")]
            let taken = try sandbox.take("project", leftOut: leftOut)
            #expect(try sandbox.scratch.tree(taken.app) == ["-644 .gitignore: cache/\n", "-644 a: a"])
            #expect(taken.snapshot.warnings == [])
        }
    }

    @Test func laysOutWhatWasPrepared() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            try sandbox.scratch.write("project/a", "prepared")
            let request = SourceSnapshot.Request(
                repository: sandbox.scratch.at("project"),
                isExplicit: true,
                scratch: try sandbox.scratch.folder("work"),
                home: nil
            )
            let snapshot = try SourceSnapshot.prepare(request, git: sandbox.git)
            try sandbox.scratch.write("project/a", "later")
            try sandbox.scratch.write("project/b", "later")
            try snapshot.layOut(into: sandbox.scratch.at("app"))
            #expect(try sandbox.scratch.tree("app") == ["-644 a: prepared"])
        }
    }
}
