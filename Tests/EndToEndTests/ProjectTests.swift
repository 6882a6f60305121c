import Foundation
import TestSupport
import Testing

/// Tasks of projects: found from any folder, run with the project's root, listed and checked.
@Suite struct ProjectTests {
    private static let config = """
        applications:
          app: { type: "php:8.3" }
        services:
          db: { type: "postgresql:16" }
        tasks:
          export:
            type: python:3.12
            source: { root: /app }
            relationships: { db: }
            hooks:
              build: !include { type: string, path: hooks/build.sh }
            variables: { env: { MODE: fast } }
            run:
              command: |
                # Comments are not telling.
                set -e
                cat built.txt
                echo "$MODE"
              timeout: 60
          import:
            type: python:3.12
            run: { command: "echo \\"in, out\\"" }

        """

    /// A project in a folder of the scene.
    private func with(_ config: String = Self.config, _ body: (Scene) throws -> Void) throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/.upsun/config.yaml", config)
            try scene.scratch.write("project/.upsun/hooks/build.sh", "cat input.txt > built.txt\n")
            try scene.scratch.write("project/app/input.txt", "input\n")
            try scene.scratch.folder("project/app/deep/er")
            try body(scene)
        }
    }

    private func start(_ scene: Scene, _ words: [String], in folder: String = "project") throws -> TaskboxRun.Result {
        try scene.start(words: words, folder: scene.scratch.at(folder)).finish()
    }

    @Test(arguments: ["project", "project/app/deep/er", "project/.upsun"])
    func runsATaskFromAnyFolderOfTheProject(_ folder: String) throws {
        try with { scene in
            let result = try start(scene, ["run", "export", "--engine", "host", "--quiet"], in: folder)
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "input\nfast\n")
        }
    }

    @Test func theFolderAndTheFileOfAProjectMeanTheProject() throws {
        try with { scene in
            for path in ["project/", "project/.upsun", "./project/.upsun/config.yaml"] {
                let result = try start(scene, ["run", path, "export", "--engine", "host", "--quiet"], in: ".")
                #expect(result.end == .exited(0), "\(path): \(result.errorText)")
                #expect(result.outputText == "input\nfast\n")
            }
        }
    }

    @Test func originsAreNamedWithFileAndLine() throws {
        try with { scene in
            let result = try start(scene, ["plan", "export", "--engine", "host"], in: "project/app")
            #expect(result.outputText.contains("MODE=fast  (variables.env.MODE (../.upsun/config.yaml:12:25))"))
            #expect(result.outputText.contains("export (python:3.12) from ../.upsun/config.yaml (tasks.export)\n"))
        }
    }

    @Test func aNameIsNeededAndCheckedAgainstWhatThereIs() throws {
        try with { scene in
            let none = try start(scene, ["run"])
            #expect(none.end == .exited(125))
            #expect(
                none.errorText.replacing(realPath(scene), with: "PROJECT") == """
                    taskbox: error: the project "PROJECT" has 2 tasks; say which one
                      hint: its tasks are export, import

                    """)
            let unknown = try start(scene, ["run", "exprot"])
            #expect(unknown.end == .exited(125))
            #expect(
                unknown.errorText.replacing(realPath(scene), with: "PROJECT") == """
                    taskbox: error: the project "PROJECT" has no task named "exprot"
                      hint: did you mean "export"? its tasks are export, import

                    """)
            let two = try start(scene, ["run", "export", "import"])
            #expect(two.end == .exited(64))
            #expect(
                two.errorText == """
                    taskbox: error: "export" is the name of a task, and "import" follows; a path has a / in it or ends in \
                    .json, .yaml or .yml
                    taskbox: hint: taskbox run --help shows what there is

                    """)
        }
    }

    @Test func outsideOfAProjectItIsSaidWhereWasLooked() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/task", "{}")
            let result = try scene.taskbox("run", "task")
            #expect(result.end == .exited(125))
            #expect(
                result.errorText.replacing(realPath(scene), with: "PROJECT") == """
                    taskbox: error: there is no project here: no folder ".upsun" in "PROJECT" or above it
                      hint: write "./task" for the file; a word without / is a task's name

                    """)
        }
    }

    @Test func listsTasks() throws {
        try with { scene in
            let table = try start(scene, ["list"])
            #expect(table.end == .exited(0))
            #expect(
                table.outputText == """
                    Name    Type         Command          Timeout (s)
                    export  python:3.12  cat built.txt …           60
                    import  python:3.12  echo "in, out"          3600

                    """)
            #expect(table.errorText.replacing(realPath(scene), with: "PROJECT") == "taskbox: PROJECT has 2 tasks\n")
            let csv = try start(scene, ["list", "--format", "csv", "--columns", "name,command,place"])
            #expect(csv.errorText == "")
            #expect(
                csv.outputText == """
                    Name,Command,Place
                    export,"# Comments are not telling.
                    set -e
                    cat built.txt
                    echo ""$MODE""\",.upsun/config.yaml:6:3
                    import,"echo ""in, out""\",.upsun/config.yaml:20:3

                    """)
            let plain = try start(scene, ["list", "--format", "plain", "-c", "name", "--no-header"], in: "project/app")
            #expect(plain.outputText == "export\nimport\n")
        }
    }

    @Test func listsNothingWithoutAnError() throws {
        try with("applications: {}\n") { scene in
            let table = try start(scene, ["list"])
            #expect(table.end == .exited(0))
            #expect(table.outputText == "")
            #expect(table.errorText.replacing(realPath(scene), with: "PROJECT") == "taskbox: PROJECT has no tasks\n")
            #expect(try start(scene, ["list", "--format", "json"]).outputText == "[]\n")
        }
    }

    @Test func validatesAllTasksAtOnce() throws {
        let mistakes = Self.config.replacing("relationships: { db: }", with: "relationships: { dbb: }")
            .replacing("command: \"echo", with: "comand: \"echo")
        try with(mistakes) { scene in
            let result = try start(scene, ["validate"])
            #expect(result.end == .exited(1))
            #expect(
                result.errorText.replacing(realPath(scene), with: "PROJECT") == """
                    .upsun/config.yaml:9:22: error: tasks.export.relationships.dbb: the project has no service and no \
                    application named "dbb"
                        relationships: { dbb: }
                                         ^
                      hint: did you mean "db"?
                    .upsun/config.yaml:22:10: error: tasks.import.run.command: "command" is missing
                        run: { comand: "echo \\"in, out\\"" }
                             ^
                      hint: add the command that the task is to run
                    .upsun/config.yaml:22:12: error: tasks.import.run.comand: "comand" is not a key of run
                        run: { comand: "echo \\"in, out\\"" }
                               ^
                      hint: did you mean "command"?
                    taskbox: PROJECT: 3 errors

                    """)
            #expect(try start(scene, ["validate", "export", "-q"]).errorLines.count == 4)
            // Another task's mistakes do not keep one from running.
            #expect(try start(scene, ["plan", "import"]).end == .exited(125))
        }
    }

    private func realPath(_ scene: Scene) -> String {
        URL(fileURLWithPath: scene.project).resolvingSymlinksInPath().path
    }
}
