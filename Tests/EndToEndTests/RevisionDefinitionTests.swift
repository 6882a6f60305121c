import Foundation
import TestSupport
import Testing

/// `--ref`: definition and files come from one commit.
@Suite(.enabled(if: MachineProgram.git.path != nil, "git is not installed"))
struct RevisionDefinitionTests {
    private func git(_ arguments: String..., in scene: Scene) throws {
        let identity = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=trunk"]
        let run = try TaskboxRun(
            try #require(MachineProgram.git.path), identity + arguments, environment: scene.environment,
            folder: scene.project, outputs: scene.scratch.at("runs/git-\(UUID().uuidString)"))
        let result = run.finish()
        #expect(result.end == .exited(0), "\(result.errorText)")
    }

    private static let config = """
        applications: {}
        services: { db: { type: "redis:7" } }
        tasks:
          job:
            type: python:3.12
            hooks: { build: !include { type: string, path: build.sh } }
            run: { command: "cat built; cat file; echo old" }

        """

    /// A repository with one commit, whose working copy has been changed since.
    private func with(_ folder: String = "", _ body: (Scene) throws -> Void) throws {
        try Scene.with(.host) { scene in
            let place = folder.isEmpty ? "project" : "project/\(folder)"
            try scene.scratch.write("\(place)/.upsun/config.yaml", Self.config)
            try scene.scratch.write("\(place)/.upsun/build.sh", "echo built then > built\n")
            try scene.scratch.write("\(place)/file", "file then\n")
            try git("init", "-q", in: scene)
            try git("add", "-A", in: scene)
            try git("commit", "-q", "-m", "one", in: scene)
            try scene.scratch.write("\(place)/.upsun/config.yaml", Self.config.replacing("old", with: "new"))
            try scene.scratch.write("\(place)/.upsun/build.sh", "echo built now > built\n")
            try scene.scratch.write("\(place)/file", "file now\n")
            try body(scene)
        }
    }

    private func run(_ scene: Scene, _ words: String..., in folder: String = "project") throws -> TaskboxRun.Result {
        try scene.start(words: words + ["--engine", "host", "-q"], folder: scene.scratch.at(folder)).finish()
    }

    private func remove(_ scene: Scene, _ path: String) throws {
        try FileManager.default.removeItem(atPath: scene.scratch.at(path))
    }

    @Test func definitionIncludesAndFilesAreThoseOfTheCommit() throws {
        try with { scene in
            #expect(try run(scene, "run", "job").outputText == "built now\nfile now\nnew\n")
            let result = try run(scene, "run", "job", "--ref", "HEAD")
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "built then\nfile then\nold\n")
            #expect(try run(scene, "run", "job", "--ref", ":/one").outputText == result.outputText)
            let plan = try run(scene, "plan", "--ref", "trunk", "--json")
            #expect(
                plan.outputText.contains("\"definition\": \"trunk:.upsun/config.yaml (tasks.job)\""),
                "\(plan.outputText)")
        }
    }

    @Test func aProjectBelowTheRootIsFoundToo() throws {
        try with("sub") { scene in
            let result = try run(scene, "run", "--ref", "HEAD", in: "project/sub")
            #expect(result.outputText == "built then\nfile then\nold\n", "\(result.errorText)")
            // It need not be on the disk any more.
            try remove(scene, "project/sub/.upsun")
            #expect(try run(scene, "run", "--ref", "HEAD", in: "project/sub").outputText == result.outputText)
            let none = try run(scene, "run", "--ref", "HEAD")
            #expect(none.end == .exited(125))
            #expect(
                none.errorText == """
                    taskbox: error: the revision "HEAD" has no project: there is no folder ".upsun" in its root
                      hint: take another revision; without --ref the project of the working copy is taken

                    """)
        }
    }

    @Test func mistakesHaveThePlacesOfTheCommit() throws {
        try with { scene in
            try scene.scratch.write(
                "project/.upsun/config.yaml",
                Self.config.replacing("command", with: "comand").replacing("build.sh", with: "no.sh"))
            try git("commit", "-q", "-a", "-m", "two", in: scene)
            try scene.scratch.write("project/.upsun/config.yaml", Self.config)
            let result = try run(scene, "run", "job", "--ref", "HEAD")
            #expect(result.end == .exited(125))
            #expect(
                result.errorLines.filter { $0.contains("error") } == [
                    "HEAD:.upsun/config.yaml:6:52: error: tasks.job.hooks.build: there is no file \"HEAD:.upsun/no.sh\"",
                    "HEAD:.upsun/config.yaml:7:10: error: tasks.job.run.command: \"command\" is missing",
                    "HEAD:.upsun/config.yaml:7:12: error: tasks.job.run.comand: \"comand\" is not a key of run",
                ])
        }
    }

    @Test func linksAreFollowedInsideTheProjectOnly() throws {
        try with { scene in
            try remove(scene, "project/.upsun/build.sh")
            try scene.scratch.write("project/scripts/build.sh", "echo linked > built\n")
            try scene.scratch.link("project/.upsun/build.sh", to: "../scripts/build.sh")
            try git("add", "-A", in: scene)
            try git("commit", "-q", "-m", "two", in: scene)
            #expect(try run(scene, "run", "job", "--ref", "HEAD").outputText == "linked\nfile now\nnew\n")
            try remove(scene, "project/.upsun/build.sh")
            try scene.scratch.link("project/.upsun/build.sh", to: "../../outside")
            try git("commit", "-q", "-a", "-m", "three", in: scene)
            let result = try run(scene, "run", "job", "--ref", "HEAD")
            #expect(result.end == .exited(125))
            #expect(
                result.errorLines.first
                    == "HEAD:.upsun/config.yaml:6:52: error: tasks.job.hooks.build: \"build.sh\" leads out of the project"
            )
        }
    }

    @Test func whatIsNotOfTheCommitIsSaid() throws {
        try with { scene in
            try scene.define("cat file")
            let file = try scene.start(words: ["run", "task.json", "--ref", "HEAD", "--engine", "host"]).finish()
            #expect(file.outputText == "file then\n")
            #expect(
                file.errorLines.contains(
                    "taskbox: the definition is read as it is now; --ref HEAD is for the source alone"),
                "\(file.errorText)")
            let unknown = try run(scene, "plan", "job", "--ref", "nope")
            #expect(unknown.end == .exited(125))
            #expect(
                unknown.errorLines.first?.hasPrefix(
                    "taskbox: error: the revision \"nope\" does not exist in the Git repository \"") ?? false)
        }
    }

    @Test func withoutGitThereIsNoCommit() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/.upsun/config.yaml", Self.config)
            let result = try run(scene, "plan", "job", "--ref", "HEAD")
            #expect(result.end == .exited(125))
            #expect(
                result.errorLines.first?.hasPrefix("taskbox: error: the revision \"HEAD\" can not be taken: \"")
                    ?? false,
                "\(result.errorText)")
        }
    }
}
