import Documents
import Foundation
import TestSupport
import Testing

/// The exit status of a run is the task's own.
@Suite struct StatusTests {
    @Test(arguments: EngineUnderTest.usable, [0, 7, 255])
    func exitStatusOfTheCommand(_ engine: EngineUnderTest, _ status: Int) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo out; echo err >&2; exit \(status)")
            let result = try scene.run()
            #expect(result.end == .exited(Int32(status)))
            #expect(result.outputText == "out\n")
            #expect(
                scene.errors(of: result) == scene.openingWithoutHooks() + [
                    "err",
                    "taskbox: run: exit status \(status) after TIME, CPU TIME, peak memory SIZE",
                ]
                    + (status == 0
                        ? [Scene.summary(0)]
                        : [
                            Scene.summary(status, in: "run"),
                            "taskbox: error: run.command exited with status \(status)",
                        ]))
            try scene.expectRecord("exited", status: status)
        }
    }

    @Test(arguments: EngineUnderTest.usable, [("KILL", 137), ("TERM", 143), ("SEGV", 139)])
    func signalToItself(_ engine: EngineUnderTest, _ signal: (name: String, status: Int)) throws {
        try Scene.with(engine) { scene in
            try scene.define("kill -\(signal.name) $$; sleep 100")
            let result = try scene.run()
            #expect(result.end == .exited(Int32(signal.status)))
            #expect(
                scene.errors(of: result) == scene.openingWithoutHooks() + [
                    "taskbox: run: ended by SIG\(signal.name) after TIME, CPU TIME, peak memory SIZE",
                    Scene.summary(signal.status, in: "run"),
                    "taskbox: error: run.command was ended by SIG\(signal.name)",
                ])
            try scene.expectRecord("signalled", status: signal.status)
        }
    }

    /// The command's group is its own: taskbox and its launcher are not in it.
    @Test(arguments: EngineUnderTest.usable)
    func signalToItsGroup(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("sleep 300 & kill -9 0; sleep 100")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(137))
            #expect(result.errorText == "taskbox: error: run.command was ended by SIGKILL\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func notFoundAndNotExecutable(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("no-such-program")
            let missing = try scene.run("--no-record")
            #expect(missing.end == .exited(127))
            #expect(missing.errorLines.contains("/usr/bin/dash: 1: no-such-program: not found"))
            try scene.scratch.write("project/data", "text", permissions: 0o644)
            try scene.define("./data")
            let closed = try scene.run("--no-record")
            #expect(closed.end == .exited(126))
            #expect(closed.errorLines.contains("/usr/bin/dash: 1: ./data: Permission denied"))
            #expect(scene.records == [])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func failedBuildHookEndsTheRun(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo ran", build: "echo built; exit 3", deploy: "echo deployed")
            let result = try scene.run()
            #expect(result.end == .exited(3))
            #expect(result.outputText == "built\n")
            #expect(
                scene.errors(of: result) == scene.opening() + [
                    "taskbox: build: hooks.build starts, at most 3600 s",
                    "taskbox: build: exit status 3 after TIME, CPU TIME, peak memory SIZE",
                    Scene.summary(3, in: "build"),
                    "taskbox: error: hooks.build exited with status 3",
                ])
            try scene.expectRecord("exited", status: 3)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func failedDeployHook(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo ran", deploy: "echo deployed; exit 4")
            let stopped = try scene.run()
            #expect(stopped.end == .exited(4))
            #expect(stopped.outputText == "deployed\n")
            #expect(stopped.errorLines.last == "taskbox: error: hooks.deploy exited with status 4")
            try scene.expectRecord("exited", status: 4)
            let continued = try scene.run("--on-deploy-failure", "continue")
            #expect(continued.end == .exited(0))
            #expect(continued.outputText == "deployed\nran\n")
            #expect(scene.errors(of: continued).last == Scene.summary(0))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func nothingIsAddedToTheScript(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("false; true", build: "false; echo on")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(0))
            #expect(result.outputText == "on\n")
            #expect(result.errorText == "")
        }
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dash"), "dash is not installed"),
        arguments: EngineUnderTest.usable)
    func bashismsFailAsInDash(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo one\na=(1 2)\necho $a")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(2))
            #expect(
                result.errorText == """
                    /usr/bin/dash: 2: Syntax error: "(" unexpected
                    taskbox: error: run.command exited with status 2

                    """)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func scriptThatBeginsWithADash(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("-x 2>/dev/null; echo ran")
            #expect(try scene.run("--quiet").outputText == "ran\n")
        }
    }
}
