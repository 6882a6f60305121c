import Documents
import Foundation
import TestSupport
import Testing

/// The task runs in a snapshot of the source tree, and the checkout stays as it is.
@Suite struct SourceTests {
    private static let list = "find . -type f -o -type l | sort"

    @Test(arguments: EngineUnderTest.usable)
    func pathsWithSurprises(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let name = "it's \"quoted\" $HOME\nétude 日本"
            try scene.define("cat 'a b'; cat \"q'uote\"", file: "project/\(name)/task.json")
            try scene.scratch.write("project/\(name)/a b", "space\n")
            try scene.scratch.write("project/\(name)/q'uote", "quote\n")
            let words = scene.runWords(["--quiet"])
            let result = try scene.start(words: words, folder: scene.project + "/" + name).finish()
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "space\nquote\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func folderWithoutGit(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.list + "; ./tool; cat link", with: [.init("source", ["root": "/app/part"])])
            try scene.scratch.write("project/outside", "no")
            try scene.scratch.write("project/app/part/tool", "#!/bin/sh\necho tool\n", permissions: 0o755)
            try scene.scratch.write("project/app/part/text", "text\n")
            try scene.scratch.link("project/app/part/link", to: "text")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(0))
            #expect(result.outputText == "./link\n./text\n./tool\ntool\ntext\n")
        }
    }

    @Test func missingRootAndMissingSource() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo never", with: [.init("source", ["root": "/none"])])
            let root = try scene.run("--quiet")
            #expect(root.end == .exited(125))
            #expect(root.outputText == "")
            #expect(
                root.errorText.replacing(scene.scratch.path, with: "SCRATCH").hasPrefix(
                    "taskbox: error: source.root: the folder \"/none\" does not exist in \"SCRATCH/project\"\n"),
                "\(root.errorText)")
            try scene.expectRecord("fault", status: 125)
            let source = try scene.run("--source", "/nonexistent")
            #expect(source.end == .exited(125))
            #expect(
                source.errorText
                    == """
                    taskbox: error: "/nonexistent", which --source names, is not a folder
                      hint: --source names the root of the repository that source.root is looked for in

                    """.replacing("  hint:", with: "taskbox: hint:"))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func sourceFolderFromTheCommandLine(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("cat file")
            try scene.scratch.write("elsewhere/file", "elsewhere\n")
            let result = try scene.run("--quiet", "--source", "../elsewhere")
            #expect(result.outputText == "elsewhere\n")
        }
    }

    private static let gitProgram = ["/usr/bin/git", "/usr/local/bin/git"].first(
        where: FileManager.default.isExecutableFile)

    /// Runs Git in the project and gives what it printed.
    private func git(
        _ arguments: String..., in scene: Scene, _ sourceLocation: Testing.SourceLocation = #_sourceLocation
    )
        throws -> String
    {
        let identity = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=trunk"]
        let run = try TaskboxRun(
            try #require(Self.gitProgram), identity + arguments, environment: scene.environment, folder: scene.project,
            outputs: scene.scratch.at("runs/git-\(UUID().uuidString)"))
        let result = run.finish()
        #expect(result.end == .exited(0), "\(result.errorText)", sourceLocation: sourceLocation)
        return result.outputText
    }

    @Test(.enabled(if: gitProgram != nil, "git is not installed"), arguments: EngineUnderTest.usable)
    func gitRepository(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.list + "; cat tracked; ./tool; cat link; echo $PLATFORM_BRANCH $PLATFORM_TREE_ID")
            try scene.scratch.write("project/.gitignore", "ignored\nbuild/\n")
            try scene.scratch.write("project/tracked", "committed\n")
            try scene.scratch.write("project/tool", "#!/bin/sh\necho tool\n", permissions: 0o755)
            try scene.scratch.link("project/link", to: "tracked")
            _ = try git("init", "-q", in: scene)
            _ = try git("add", "-A", in: scene)
            _ = try git("commit", "-q", "-m", "one", in: scene)
            try scene.scratch.write("project/tracked", "changed\n")
            try scene.scratch.write("project/untracked", "new")
            try scene.scratch.write("project/ignored", "no")
            try scene.scratch.write("project/build/output", "no")
            let before = try state(of: scene)

            let result = try scene.run("--quiet")
            #expect(result.end == .exited(0), "\(result.errorText)")
            let lines = result.outputText.split(separator: "\n").map(String.init)
            #expect(
                lines.dropLast() == [
                    "./.gitignore", "./link", "./task.json", "./tool", "./tracked", "./untracked", "changed", "tool",
                    "changed",
                ])
            #expect(try state(of: scene) == before)

            let ref = try scene.run("--quiet", "--ref", "HEAD")
            let committed = ref.outputText.split(separator: "\n").map(String.init)
            let tree = try git("rev-parse", "HEAD^{tree}", in: scene).trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(
                committed == [
                    "./.gitignore", "./link", "./task.json", "./tool", "./tracked", "committed", "tool", "committed",
                    "trunk \(tree)",
                ])
            #expect(try state(of: scene) == before)
            let unknown = try scene.run("--quiet", "--ref", "nope")
            #expect(unknown.end == .exited(125))

            // The tree of the working copy is what a commit of it would have.
            _ = try git("add", "-A", in: scene)
            let written = try git("write-tree", in: scene).trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(lines.last == "trunk \(written)")
        }
    }

    /// The status of the checkout and its number of objects.
    private func state(of scene: Scene) throws -> String {
        try git("status", "--porcelain", "--ignored", in: scene) + git("count-objects", "-v", in: scene)
    }
}
