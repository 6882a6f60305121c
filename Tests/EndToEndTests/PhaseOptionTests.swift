import Documents
import Foundation
import TestSupport
import Testing

/// Which phases run, and with what.
@Suite struct PhaseOptionTests {
    @Test(
        arguments: EngineUnderTest.usable,
        [
            (["--skip", "build"], "deploy\nrun\n"), (["--skip", "build,deploy"], "run\n"),
            (["--only", "deploy"], "deploy\n"),
            (["--only", "build"], "build\n"), (["--until", "deploy"], "build\ndeploy\n"),
            (["--until", "build"], "build\n"),
            (["--until", "deploy", "--skip", "build"], "deploy\n"),
        ])
    func choiceOfPhases(_ engine: EngineUnderTest, _ choice: (options: [String], output: String)) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo run", build: "echo build", deploy: "echo deploy")
            let result = try scene.start(["--quiet"] + choice.options).finish()
            #expect(result.end == .exited(0))
            #expect(result.outputText == choice.output)
        }
    }

    @Test func contradictionsAreUsageErrors() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo run")
            let result = try scene.run("--only", "run", "--skip", "build")
            #expect(result.end == .exited(64))
            #expect(
                result.errorText == """
                    taskbox: error: --only run and --skip contradict each other; give one of them
                    taskbox: hint: taskbox run --help shows what there is

                    """)
        }
    }

    @Test func hostEngineCanNotCloseTheNetwork() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo run")
            let result = try scene.run("--network", "none")
            #expect(result.end == .exited(64))
            #expect(
                result.errorLines.first
                    == "taskbox: error: --network none needs the bubblewrap engine, but --engine host was given")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func keptWorkspace(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "echo $PLATFORM_APP_DIR", build: "mkdir -p out/deep; echo made > out/deep/file; chmod 500 out/deep")
            let result = try scene.run("--keep")
            #expect(result.end == .exited(0))
            let line = try #require(result.errorLines.first { $0.hasPrefix("taskbox: the workspace stays: ") })
            let workspace = String(line.dropFirst("taskbox: the workspace stays: ".count))
            #expect(scene.workspaceNames == [workspace.split(separator: "/").last.map(String.init)])
            #expect(try String(contentsOfFile: "\(workspace)/app/out/deep/file", encoding: .utf8) == "made\n")
            // The next run leaves it alone.
            #expect(try scene.run("--quiet").end == .exited(0))
            #expect(scene.workspaceNames.count == 1)
            let removal = try TaskboxRun(
                "/bin/rm", ["-rf", workspace], environment: [:], folder: "/", outputs: scene.scratch.at("runs/rm"))
            #expect(removal.finish().end == .exited(0))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func variables(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "echo $LEVEL $EMPTY- $PLATFORM_BRANCH ${UPSUN_X-unset} $PASSED ${HIDDEN-unset} ${SECRET_HOME-unset}",
                build: "echo build $LEVEL ${EMPTY-unset}", variables: [.init("LEVEL", "low")])
            let result = try scene.start(
                [
                    "--variable", "env:LEVEL=a=b c", "--variable", "env:EMPTY=", "--variable", "env:UPSUN_X=1",
                    "--variable", "env:PLATFORM_BRANCH=evil", "--branch", "main", "--pass-env", "PASS*", "--pass-env",
                    "NONE",
                ], environment: ["PASSED": "yes", "HIDDEN": "no", "SECRET_HOME": "no"]
            ).finish()
            #expect(result.outputText == "build low unset\na=b c - main unset yes unset unset\n")
            let warnings = scene.errors(of: result).filter { $0.hasPrefix("taskbox: warning: ") }
            #expect(
                warnings == [
                    "taskbox: warning: --variable: \"env:UPSUN_X\" is left out: the platform drops trigger variables that begin "
                        + "with PLATFORM_ or UPSUN_",
                    "taskbox: warning: --variable: \"env:PLATFORM_BRANCH\" is left out: the platform drops trigger variables "
                        + "that begin with PLATFORM_ or UPSUN_",
                    "taskbox: warning: --pass-env: no variable of yours is called \"NONE\"",
                ])
        }
    }

    /// The whole environment of a command, but for values that differ from run to run.
    @Test(arguments: EngineUnderTest.usable)
    func environmentIsClean(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("env | cut -d= -f1 | sort")
            let names = try scene.start(
                ["--quiet"], environment: ["LEAK": "1", "LD_LIBRARY_PATH": "/nonexistent", "PYTHONPATH": "x"]
            ).finish().outputText.split(separator: "\n").map(String.init)
            let expected =
                [
                    "HOME", "LANG", "LOGNAME", "MARKER", "PATH", "PLATFORM_APPLICATION", "PLATFORM_APPLICATION_NAME",
                    "PLATFORM_APP_COMMAND", "PLATFORM_APP_DIR", "PLATFORM_BRANCH", "PLATFORM_ENVIRONMENT",
                    "PLATFORM_ENVIRONMENT_TYPE", "PLATFORM_PROJECT", "PLATFORM_PROJECT_ENTROPY",
                    "PLATFORM_RELATIONSHIPS",
                    "PLATFORM_ROUTES", "PLATFORM_SMTP_HOST", "PLATFORM_TREE_ID", "PLATFORM_VARIABLES", "PWD", "SHELL",
                ] + (engine == .host ? ["TASKBOX_HOSTS_FILE", "TMPDIR"] : []) + ["TZ", "USER"]
            #expect(names == expected)
        }
    }
}
