import Documents
import Foundation
import TestSupport
import Testing

/// `taskbox env`: what is shown is what the script finds.
@Suite struct EnvironmentCommandTests {
    private static let noBuild =
        "taskbox: the build hook was not run, so nothing that it makes is seen here; --build runs it"

    private func env(_ scene: Scene, _ words: String...) throws -> TaskboxRun.Result {
        try scene.start(words: ["env", "task.json", "--engine", scene.engine.rawValue] + words).finish()
    }

    /// Bytes that shells, and readers of files such as `.env`, stumble over.
    private static let awkward = "it's \"x\" $HOME `id` \\ # !a\n\ttwo\n"

    /// The entries of a block that NUL bytes separate, sorted; on the host without those that name the run's own folder.
    private func entries(_ bytes: some Sequence<UInt8>, _ engine: EngineUnderTest) -> [[UInt8]] {
        let ofTheRun = ["PLATFORM_APP_DIR=", "HOME=", "PWD=", "PATH=", "TMPDIR=", "TASKBOX_HOSTS_FILE="]
        return Array(bytes).split(separator: 0).map(Array.init).filter { entry in
            engine == .bubblewrap || !ofTheRun.contains { entry.starts(with: $0.utf8) }
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    @Test(arguments: EngineUnderTest.usable, ["shell", "dotenv"])
    func sourcedItIsTheEnvironmentOfTheScript(_ engine: EngineUnderTest, _ format: String) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write(
                "project/.environment",
                #"A=file; export RAW=$(printf '\377\201\210x\n\n y\047'); unset GONE"# + "\n"
                    + "echo noise; echo error >&2; read LINE\n")
            try scene.define(
                "env -0",
                variables: [
                    .init("A", "definition"), .init("GONE", "x"), .init("AWKWARD", .string(Self.awkward)),
                    .init("EMPTY", ""),
                ])
            let run = try scene.run("--quiet")
            #expect(run.end == .exited(0))
            let shown = try env(scene, "--format", format, "--reveal", "--quiet")
            #expect(shown.end == .exited(0))
            #expect(shown.errorText == "noise\nerror\n")
            let file = scene.scratch.at("env.sh")
            try Data(shown.output).write(to: URL(fileURLWithPath: file))
            let sourced = try TaskboxRun(
                "/usr/bin/env", ["-i", "/bin/sh", "-c", "set -a; . \"$0\"; exec /usr/bin/env -0", file],
                environment: [:],
                folder: "/", outputs: scene.scratch.at("sourced")
            ).finish()
            // What the file prints comes before what the script does.
            let expected = entries(run.output.dropFirst("noise\n".utf8.count), engine)
            #expect(entries(sourced.output, engine) == expected)
            #expect(expected.contains(Array("AWKWARD=\(Self.awkward)".utf8)))
            #expect(expected.contains(Array("RAW=".utf8) + [0xFF, 0x81, 0x88] + Array("x\n\n y'".utf8)))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func originsOfAFew(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", "# ours\nexport MODE=\"$MODE, file\"\nunset GONE\n")
            try scene.define(
                "true", build: "true",
                variables: [.init("GONE", "x"), .init("MODE", "slow"), .init("API_TOKEN", "hunter2hunter2")])
            let shown = try env(scene, "MODE", "GONE", "API_TOKEN", "CI", "--variable", "env:MODE=fast")
            #expect(shown.end == .exited(0))
            #expect(
                shown.outputText == """
                    API_TOKEN=********
                        from variables.env.API_TOKEN (task.json:13:7)
                    GONE (unset)
                        from .environment:3
                        replaces variables.env.GONE (task.json:11:7): x
                    MODE=fast, file
                        from .environment:2
                        replaces --variable: fast
                        replaces variables.env.MODE (task.json:12:7): slow

                    """)
            #expect(shown.errorLines == [Self.noBuild])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func treeIsThatOfARun(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            func tree() throws -> String {
                try env(scene, "PLATFORM_TREE_ID", "--format", "plain", "--columns", "value", "--no-header").outputText
            }
            try scene.define("printenv PLATFORM_TREE_ID")
            let withoutFile = try tree()
            #expect(try scene.run("--quiet", "--no-record").outputText == withoutFile)
            try scene.scratch.write("project/.environment", "A=1\n")
            let withFile = try tree()
            #expect(try scene.run("--quiet", "--no-record").outputText == withFile)
            #expect(withFile != withoutFile)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func buildMakesTheFile(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true", build: "echo building; echo more >&2; echo MADE=yes > .environment")
            let without = try env(scene, "MADE")
            #expect(without.end == .exited(1))
            #expect(without.errorLines == [Self.noBuild, "taskbox: error: no variable of run is called \"MADE\""])
            let with = try env(scene, "MADE", "--build", "--quiet")
            #expect(with.outputText == "MADE=yes\n    from .environment:1\n")
            #expect(with.errorLines.sorted() == ["building", "more"])
            try scene.define("true", build: "exit 7")
            let failed = try env(scene, "MADE", "--build", "--quiet")
            #expect(failed.end == .exited(7))
            #expect(failed.outputText == "")
            #expect(failed.errorLines == ["taskbox: error: hooks.build exited with status 7"])
        }
    }

    @Test(
        arguments: EngineUnderTest.usable,
        [
            (
                "while :; do :; done", Int32(124),
                [
                    "taskbox: error: .environment did not end within 0.5 s",
                    "taskbox: hint: a run would wait for it until its own limit; --timeout gives it more time here",
                ]
            ),
            (
                "exec true", 125,
                [
                    "taskbox: error: run.command would not begin: .environment put another program in the place of the "
                        + "shell, which exited with status 0"
                ]
            ),
            (
                "kill -9 $$", 125,
                ["taskbox: error: run.command would not begin: .environment ended the shell by SIGKILL"]
            ),
        ])
    func fileThatDoesNotLetTheScriptBegin(
        _ engine: EngineUnderTest, _ file: (text: String, status: Int32, errors: [String])
    ) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", file.text + "\n")
            try scene.define("true")
            let shown = try env(scene, "--timeout", "500ms", "--quiet")
            #expect(shown.end == .exited(file.status))
            #expect(shown.outputText == "")
            #expect(shown.errorLines == file.errors)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func fileThatEndsEarlyAndLeavesSomething(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", "PATH=/nowhere\n/bin/sleep 60 &\nA=1\nexit 3\nA=2\n")
            try scene.define("true")
            let shown = try env(scene, "A", "--format", "plain", "--columns", "name,value", "--no-header")
            #expect(shown.end == .exited(0))
            #expect(shown.outputText == "A\t1\n")
            let errors = NormalisedText.of(shown.errorText, scratch: scene.scratch.path).split(separator: "\n")
            #expect(errors.first.map(String.init) == EnvironmentFileTests.early)
            #expect(
                errors.last?.hasPrefix(
                    "taskbox: warning: 1 process was left running in run and ended as the platform's container would do: "
                )
                    == true)
            #expect(errors.count == 2)
        }
    }

    @Test(.enabled(if: MachineProgram.git.path != nil, "git is not installed"))
    func onlyAFileThatIsPartOfTheSourceCounts() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            try scene.scratch.write("project/.environment", "A=1\n")
            try scene.scratch.write("project/.gitignore", ".environment\n")
            let git = try TaskboxRun(
                try #require(MachineProgram.git.path), ["init", "--quiet"], environment: scene.environment,
                folder: scene.project, outputs: scene.scratch.at("runs/git"))
            #expect(git.finish().end == .exited(0))
            let shown = try env(scene, "A")
            #expect(shown.end == .exited(1))
            #expect(
                shown.errorLines == [
                    "taskbox: warning: the .environment in the source folder is not part of the source tree: Git ignores it",
                    "taskbox: error: no variable of run is called \"A\"",
                ])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func differencesOfTwoPhases(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", "A=file\n")
            try scene.define("true", variables: [.init("A", "definition"), .init("B", "same")])
            let shown = try env(scene, "--diff", "build", "run", "A", "B", "CI", "TZ")
            #expect(shown.end == .exited(0))
            #expect(
                shown.outputText == """
                    A
                        build: definition  (variables.env.A (task.json:11:7))
                        run: file  (.environment:1)
                    CI
                        build: 1  (platform)
                        run: (not set)
                    TZ
                        build: (not set)
                        run: UTC  (container)

                    """)
            let same = try env(scene, "--diff", "deploy", "run", "--format", "json")
            #expect(same.outputText == "[]\n")
        }
    }

    @Test func jsonForPrograms() throws {
        try Scene.with(.host) { scene in
            try scene.define("true", with: [.init("timezone", "Europe/Paris")])
            let shown = try env(scene, "PLATFORM_ROUTES", "TZ", "--format", "json", "--decode")
            let json = try scene.json(try scene.scratch.write("env.json", shown.outputText))
            #expect(
                json == [
                    [
                        "name": "PLATFORM_ROUTES", "value": "e30=", "origin": ["kind": "platform"], "overrides": [],
                        "state": "set", "secret": false, "base64": nil, "decoded": [:],
                    ],
                    [
                        "name": "TZ", "value": "Europe/Paris",
                        "origin": [
                            "kind": "definition", "field": "timezone", "file": "task.json", "line": 16, "column": 15,
                        ], "overrides": [], "state": "set", "secret": false, "base64": nil, "decoded": nil,
                    ],
                ])
        }
    }

    @Test func variableOfAnotherPhase() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            let shown = try env(scene, "CI")
            #expect(shown.end == .exited(1))
            #expect(
                shown.errorLines == [
                    "taskbox: error: no variable of run is called \"CI\"",
                    "taskbox: hint: there is one in build: --phase shows it",
                ])
        }
    }

    @Test func narrowTerminal() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            func shown(_ columns: String) throws -> String {
                try scene.start(words: ["env", "task.json", "--engine", "host"], environment: ["COLUMNS": columns])
                    .finish().outputText
            }
            let wide = try shown("80")
            #expect(wide.split(separator: "\n").allSatisfy { $0.count <= 80 })
            #expect(wide.hasPrefix("NAME "))
            #expect(try shown("40").hasPrefix("HOME=\(scene.workspaces)/"))
        }
    }

    @Test func sourceThatIsMissing() throws {
        try Scene.with(.host) { scene in
            try scene.define("true", with: [.init("source", ["root": "/nowhere"])])
            let shown = try env(scene, "PLATFORM_TREE_ID", "USER")
            #expect(shown.end == .exited(0))
            #expect(
                shown.outputText
                    == "PLATFORM_TREE_ID (the Git tree of the source)\n    from platform\nUSER=web\n    from container\n"
            )
            let beginning = "taskbox: warning: PLATFORM_TREE_ID is not known, because "
            #expect(shown.errorLines.first?.hasPrefix(beginning) == true)
        }
    }
}
