import Foundation
import TaskModel
import TestSupport
import Testing
import Workspaces

@Suite struct SourceFolderTests {
    @Test func takesTheContentsOfTheRoot() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/agent/src/run.py", "run")
            try sandbox.scratch.write("project/other", "other")
            try sandbox.scratch.link("project/alias", to: "agent/src")
            #expect(
                try sandbox.scratch.tree(sandbox.take("project", root: "/agent").app) == [
                    "d755 src", "-644 src/run.py: run",
                ])
            #expect(try sandbox.scratch.tree(sandbox.take("project", root: "alias").app) == ["-644 run.py: run"])
        }
    }

    @Test func namesTheNearestFoldersIfTheRootIsMissing() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/agents/coder/x")
            try sandbox.scratch.folder("project/agents/tester")
            try sandbox.scratch.folder("bare")
            let project = sandbox.scratch.at("project")
            #expect(
                sandbox.refusal("project", root: "agents/codr/src") == [
                    "source.root: the folder \"/agents/codr/src\" does not exist in \"\(project)\"",
                    "folders in \"\(project)/agents\": \"coder\", \"tester\"",
                ]
            )
            let bare = sandbox.scratch.at("bare")
            #expect(
                sandbox.refusal("bare", root: "x") == [
                    "source.root: the folder \"/x\" does not exist in \"\(bare)\"",
                    "there are no folders in \"\(bare)\"",
                ]
            )
        }
    }

    @Test func refusesRootsThatAreNoFolderOfTheRepository() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("project/file")
            try sandbox.scratch.link("project/out", to: "../home")
            let project = sandbox.scratch.at("project")
            #expect(
                sandbox.refusal("project", root: "file") == [
                    "source.root: \"/file\" in \"\(project)\" is a file, not a folder",
                    "name the folder that holds the task's files",
                ]
            )
            #expect(
                sandbox.refusal("project", root: "out") == [
                    "source.root: \"/out\" leads to \"\(sandbox.scratch.at("home"))\", which is outside of \"\(project)\"",
                    "the platform sees the repository only: put the files into it",
                ]
            )
            #expect(
                sandbox.refusal("gone") == [
                    "the source folder \"\(sandbox.scratch.at("gone"))\" does not exist or is not a folder",
                    "name a folder with --source DIR",
                ]
            )
        }
    }

    @Test func refusesToCopyAHomeFolderThatNobodyNamed() throws {
        try GitSandbox.with { sandbox in
            try sandbox.scratch.write("home/a", "a")
            let home = sandbox.scratch.at("home")
            #expect(
                sandbox.refusal("home") == [
                    "\"\(home)\" is your home folder: taskbox does not copy all of it as the source of a task",
                    "name the project's folder with --source DIR",
                ]
            )
            let request = SourceSnapshot.Request(
                repository: home,
                isExplicit: true,
                scratch: try sandbox.scratch.folder("work"),
                home: home
            )
            #expect(try SourceSnapshot.prepare(request, git: nil).fileCount == 1)
        }
    }

    @Test func refusesTheRootOfTheFileSystem() throws {
        try ScratchFolder.with { scratch in
            let request = SourceSnapshot.Request(repository: "/", isExplicit: true, scratch: scratch.path, home: nil)
            let error = #expect(throws: SnapshotError.self) { _ = try SourceSnapshot.prepare(request, git: nil) }
            #expect(
                error?.description
                    == "\"/\" is the root of the file system: taskbox does not copy all of it as the source of a task"
            )
        }
    }

    @Test func refusesARevisionOutsideOfGit() throws {
        try GitSandbox.with { sandbox in
            let project = try sandbox.scratch.folder("project")
            #expect(
                sandbox.refusal("project", revision: "main") == [
                    "the revision \"main\" can not be taken: \"\(project)\" is not in a Git repository",
                    "leave --ref out to take the files as they are",
                ]
            )
        }
    }
}
