import Foundation
import TestSupport
import Testing

/// `taskbox shell` without a terminal: a command, or a script from standard input.
@Suite struct ShellCommandTests {
    private func shell(_ scene: Scene, _ words: [String], input: String? = nil) throws -> TaskboxRun.Result {
        let file = try input.map { try scene.scratch.write("input", $0) }
        return try scene.start(
            words: ["shell", "task.json", "--engine", scene.engine.rawValue, "--quiet"] + words, input: file
        ).finish()
    }

    @Test(arguments: EngineUnderTest.usable)
    func wordsPassExactly(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", "set -- lost\nFROM=file\n")
            try scene.define("true", build: "echo building", deploy: "echo deploying >&2")
            let words = ["", "a b", "it's", "$HOME `id` \\", "line\nline", "--help", "*", "é"]
            let result = try shell(scene, ["--", "sh", "-c", "printf '<%s>' \"$FROM\" \"$@\"; exit 5", "sh"] + words)
            #expect(result.end == .exited(5))
            #expect(result.outputText == "<file>" + words.map { "<\($0)>" }.joined())
            #expect(result.errorText == "building\ndeploying\n")
            #expect(scene.records == [])
        }
    }

    /// Whatever `.environment` reads, and however it ends, the script is not for it.
    @Test(arguments: EngineUnderTest.usable, ["", "read LINE; cat; A=1", "read LINE; exit 3"])
    func scriptFromStandardInput(_ engine: EngineUnderTest, _ file: String) throws {
        try Scene.with(engine) { scene in
            if !file.isEmpty { try scene.scratch.write("project/.environment", file + "\n") }
            try scene.define("true")
            let result = try shell(
                scene, [],
                input: "echo $PLATFORM_APPLICATION_NAME "
                    + "$(printenv PS1 || echo no prompt) ${TERM-no TERM}\nexit 7\n")
            #expect(result.end == .exited(7))
            #expect(result.outputText == "t no prompt no TERM\n")
            #expect(result.errorText == (file.hasSuffix("exit 3") ? EnvironmentFileTests.early + "\n" : ""))
        }
    }

    /// The command has the very standard input of taskbox, and leaves to others what it does not read.
    @Test(arguments: EngineUnderTest.usable)
    func standardInputIsTaskboxsOwn(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let loop = try scene.startShell(
                "printf 'one\\ntwo\\n' | while read -r line; do \"$@\" -- echo \"$line\"; done; seq 100000 | \"$@\" -- tail -n 1",
                words: ["shell", "task.json", "--engine", engine.rawValue, "--quiet"])
            let result = loop.finish()
            #expect(result.outputText == "one\ntwo\n100000\n")
            #expect(result.end == .exited(0))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func hookThatFails(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true", build: "exit 4")
            let failed = try shell(scene, ["--", "echo", "never"])
            #expect(failed.end == .exited(4))
            #expect(failed.outputText == "")
            #expect(failed.errorLines.last == "taskbox: error: hooks.build exited with status 4")
            let skipped = try shell(scene, ["--skip", "build", "--", "echo", "opened"])
            #expect(skipped.end == .exited(0))
            #expect(skipped.outputText == "opened\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func programThatIsMissing(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let result = try shell(scene, ["--", "no-such-program"])
            #expect(result.end == .exited(127))
            #expect(result.errorText.contains("no-such-program: not found"))
            let other = try shell(scene, ["--shell", "no-such-shell"])
            #expect(other.end == .exited(125))
            #expect(other.errorLines.first == "taskbox: error: the shell \"no-such-shell\" is not installed")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func whatIsLeftRunningIsEnded(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let result = try shell(scene, ["--", "sh", "-c", "sleep 309 & echo done"])
            #expect(result.end == .exited(0))
            #expect(result.outputText == "done\n")
            #expect(result.elapsed < .seconds(10))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func signalCancels(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let run = try scene.start(
                words: [
                    "shell", "task.json", "--engine", engine.rawValue, "--quiet", "--", "sh", "-c",
                    "echo ready; sleep 310",
                ])
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            run.send(SIGTERM)
            let result = run.finish()
            #expect(result.end == .exited(143))
            #expect(result.errorLines == ["taskbox: error: the shell was ended by SIGTERM"])
        }
    }

    @Test func contradictions() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            for (words, message) in [
                (["--skip", "run"], "the shell stands in the place of run, which --skip leaves out"),
                (["--shell", "sh", "--", "ls"], "--shell and COMMAND contradict each other; give one of them"),
                (["--", ""], "the name of the program behind -- is empty"),
            ] {
                let result = try shell(scene, words)
                #expect(result.end == .exited(64))
                #expect(result.errorLines.first == "taskbox: error: \(message)")
            }
        }
    }

    /// Nobody is there who could type.
    @Test func failureWithoutATerminal() throws {
        try Scene.with(.host) { scene in
            try scene.define("exit 6")
            let result = try scene.run("--shell-on-failure")
            #expect(result.end == .exited(6))
            #expect(
                result.errorLines.contains(
                    "taskbox: warning: no shell is opened after the failure, because there is no terminal"))
        }
    }
}
