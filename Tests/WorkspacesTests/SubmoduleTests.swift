import Foundation
import TestSupport
import Testing
import Workspaces

@Suite(.enabled(if: GitSandbox.isInstalled, "git is not installed"))
struct SubmoduleTests {
    /// `project` with the submodule `lib`, which has the submodule `deep/core`.
    private func withProject(_ body: (GitSandbox) throws -> Void) throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("core/c", "core")
            try sandbox.commitAll("core")
            try sandbox.scratch.write("lib/l", "lib")
            try sandbox.commitAll("lib")
            try sandbox.run("submodule", "add", "-q", sandbox.scratch.at("core"), "deep/core", in: "lib")
            try sandbox.run("commit", "-qm", "Core", in: "lib")
            try sandbox.scratch.write("project/p", "project")
            try sandbox.commitAll("project")
            try sandbox.run("submodule", "add", "-q", sandbox.scratch.at("lib"), "sub/lib", in: "project")
            try sandbox.run("submodule", "update", "-q", "--init", "--recursive", in: "project")
            try sandbox.run("commit", "-qm", "Lib", in: "project")
            try body(sandbox)
        }
    }

    private func files(_ sandbox: GitSandbox, _ app: String) throws -> [String] {
        try sandbox.scratch.tree(app).filter { !$0.hasPrefix("d") && !$0.contains(".gitmodules") }
    }

    @Test func takesSubmodulesOfSubmodules() throws {
        try withProject { sandbox in
            let taken = try sandbox.take("project")
            #expect(
                try files(sandbox, taken.app) == [
                    "-644 p: project", "-644 sub/lib/deep/core/c: core", "-644 sub/lib/l: lib",
                ]
            )
            #expect(try taken.snapshot.treeID == sandbox.run("rev-parse", "HEAD^{tree}", in: "project"))
            #expect(taken.snapshot.warnings == [])
            #expect(taken.snapshot.fileCount == 5)
            let part = try sandbox.take("project", root: "sub")
            #expect(try files(sandbox, part.app) == ["-644 lib/deep/core/c: core", "-644 lib/l: lib"])
            let inner = try sandbox.take("project", root: "sub/lib/deep")
            #expect(try files(sandbox, inner.app) == ["-644 core/c: core"])
        }
    }

    @Test func takesChangedSubmodulesAsTheyAreOnDisk() throws {
        try withProject { sandbox in
            let clean = try sandbox.take("project").snapshot.treeID
            try sandbox.scratch.write("project/sub/lib/deep/core/c", "changed")
            try sandbox.scratch.write("project/sub/lib/deep/core/new", "new")
            let before = try sandbox.scratch.tree("project/.git")
            let taken = try sandbox.take("project")
            #expect(
                try files(sandbox, taken.app) == [
                    "-644 p: project", "-644 sub/lib/deep/core/c: changed", "-644 sub/lib/deep/core/new: new",
                    "-644 sub/lib/l: lib",
                ]
            )
            #expect(try sandbox.scratch.tree("project/.git") == before)
            #expect(taken.snapshot.treeID != clean)
            #expect(try sandbox.take("project").snapshot.treeID == taken.snapshot.treeID)
            try sandbox.scratch.write("project/sub/lib/deep/core/c", "changed again")
            #expect(try sandbox.take("project").snapshot.treeID != taken.snapshot.treeID)
        }
    }

    /// A submodule that stays empty has the same tree id as one with files.
    @Test func tellsWhetherASubmoduleIsMissing() throws {
        try withProject { sandbox in
            let whole = try sandbox.take("project")
            #expect(whole.snapshot.isWhole)
            #expect(try sandbox.take("project", revision: "HEAD").snapshot.isWhole)
            try sandbox.run("submodule", "deinit", "-q", "--force", "deep/core", in: "project/sub/lib")
            for revision in [nil, "HEAD"] {
                let part = try sandbox.take("project", revision: revision)
                #expect(!part.snapshot.isWhole)
                #expect(part.snapshot.treeID == whole.snapshot.treeID)
            }
        }
    }

    @Test func takesTheSubmodulesOfARevision() throws {
        try withProject { sandbox in
            try sandbox.scratch.write("project/sub/lib/l", "changed")
            let taken = try sandbox.take("project", revision: "HEAD")
            #expect(
                try files(sandbox, taken.app) == [
                    "-644 p: project", "-644 sub/lib/deep/core/c: core", "-644 sub/lib/l: lib",
                ]
            )
            let inner = try sandbox.take("project", root: "sub/lib", revision: "HEAD")
            #expect(try files(sandbox, inner.app) == ["-644 deep/core/c: core", "-644 l: lib"])
        }
    }

    @Test func saysThatASubmoduleIsNotCheckedOut() throws {
        try withProject { sandbox in
            try sandbox.run("clone", "-q", "project", "clone", in: "")
            let taken = try sandbox.take("clone")
            #expect(try sandbox.scratch.tree(taken.app).contains("d755 sub/lib"))
            let warning =
                "the submodule \"sub/lib\" is not checked out, so it stays empty: run git submodule update --init"
            #expect(taken.snapshot.warnings == [warning])
            for revision in [nil, "HEAD"] {
                let root = try sandbox.take("clone", root: "sub/lib", revision: revision)
                #expect(try sandbox.scratch.tree(root.app) == [])
                #expect(root.snapshot.warnings == [warning])
            }
        }
    }

    @Test func leavesRepositoriesEmptyThatAreNoSubmodules() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/a", "a")
            try sandbox.commitAll("project")
            try sandbox.scratch.write("project/nested one/x", "x")
            try sandbox.commitAll("project/nested one")
            try sandbox.scratch.write("project/unborn/y", "y")
            try sandbox.run("init", "-q", in: "project/unborn")
            let taken = try sandbox.take("project")
            #expect(try sandbox.scratch.tree(taken.app) == ["-644 a: a", "d755 nested one", "d755 unborn"])
            #expect(
                taken.snapshot.warnings.sorted() == [
                    "\"nested one\" is a repository of its own and no submodule: a commit would not hold its files, "
                        + "so it stays empty",
                    "\"unborn\" is a repository of its own and no submodule: a commit would not hold its files, "
                        + "so it stays empty",
                ]
            )
        }
    }
}
