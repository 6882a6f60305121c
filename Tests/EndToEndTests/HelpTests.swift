import Foundation
import TestSupport
import Testing

/// What the program says of itself, however it is asked.
@Suite struct HelpTests {
    @Test func version() throws {
        try Scene.with(.host) { scene in
            let version = try scene.taskbox("--version")
            #expect(version.end == .exited(0))
            #expect(version.outputText.wholeMatch(of: /taskbox [0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
        }
    }

    @Test(arguments: [["run", "--help"], ["run", "-h"], ["help", "run"], ["--help", "run"], ["run", "x", "-qh"]])
    func ofRun(_ words: [String]) throws {
        try expectHelp(
            words, begins: "Run a task as the platform would: build hook, deploy hook, run.command\n\nUsage: ")
    }

    @Test(arguments: [["--help"], ["-h"], ["help"]])
    func ofTheProgram(_ words: [String]) throws {
        try expectHelp(words, begins: "taskbox: run an Upsun task on your own machine as the platform would\n\nUsage: ")
    }

    private func expectHelp(_ words: [String], begins begin: String) throws {
        try Scene.with(.host) { scene in
            let help = try scene.start(words: words).finish()
            #expect(help.end == .exited(0))
            #expect(help.outputText.hasPrefix(begin), "\(help.outputText)")
            #expect(help.errorText == "")
        }
    }

    @Test func withoutAnyWord() throws {
        try Scene.with(.host) { scene in
            let none = try scene.taskbox()
            #expect(none.end == .exited(64))
            #expect(none.outputText == "")
            let help = try scene.taskbox("--help").outputText
            #expect(none.errorText == "taskbox: error: a command is missing\n" + help)
        }
    }

    @Test func columnsDecideTheWidth() throws {
        try Scene.with(.host) { scene in
            func longest(_ columns: String) throws -> Int? {
                let help = try scene.start(words: ["help"], environment: ["COLUMNS": columns]).finish()
                return help.outputText.split(separator: "\n").map(\.count).max()
            }
            #expect(try longest("60") ?? 0 <= 60)
            let usual = try longest("80")
            #expect(try longest("nonsense") == usual)
            #expect(try longest("0") == usual)
        }
    }

    @Test(.enabled(if: MachineProgram.python3.path != nil, "python3, which holds the terminal, is missing"))
    func aTerminalDecidesTheWidth() throws {
        try Scene.with(.host) { scene in
            let script = """
                import fcntl, os, pty, struct, sys, termios
                pid, terminal = pty.fork()
                if pid == 0:
                    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 44, 0, 0))
                    os.execv(sys.argv[1], [sys.argv[1], "help"])
                try:
                    while data := os.read(terminal, 65536):
                        os.write(1, data.replace(b"\\r", b""))
                except OSError:
                    pass
                os.waitpid(pid, 0)
                """
            let run = try TaskboxRun(
                try #require(MachineProgram.python3.path), ["-c", script, BuiltProducts.taskbox],
                environment: scene.environment,
                folder: scene.project, outputs: scene.scratch.at("runs/terminal"))
            let onTerminal = run.finish()
            let asked = try scene.start(words: ["help"], environment: ["COLUMNS": "44"]).finish()
            #expect(onTerminal.end == .exited(0), "\(onTerminal.errorText)")
            #expect(onTerminal.outputText == asked.outputText)
        }
    }

    /// Messages name the word and what to do, and the status is that of `EX_USAGE`.
    @Test(arguments: [
        (["rnu"], #"unknown command "rnu"; did you mean run?"#, "taskbox --help shows the commands"),
        (["help", "rnu"], #"unknown command "rnu"; did you mean run?"#, "taskbox --help shows the commands"),
        (
            ["run", "t", "--timout", "3"], "unknown option --timout; did you mean --timeout?",
            "taskbox run --help shows what there is"
        ),
        (
            ["run", "t", "--timeout"], "--timeout needs a value: --timeout DURATION",
            "taskbox run --help shows what there is"
        ),
        (
            ["run", "t", "--no-record=x"], #"--no-record takes no value, but got "x""#,
            "taskbox run --help shows what there is"
        ),
        (["run", "t", "-qk"], "unknown option -k", "taskbox run --help shows what there is"),
    ])
    func mistakes(_ words: [String], _ message: String, _ hint: String) throws {
        try Scene.with(.host) { scene in
            let result = try scene.start(words: words).finish()
            #expect(result.end == .exited(64))
            #expect(result.outputText == "")
            #expect(result.errorText == "taskbox: error: \(message)\ntaskbox: hint: \(hint)\n")
        }
    }

    @Test func twoDashesEndTheOptions() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo done", file: "project/--task.json")
            let result = try scene.taskbox("run", "--engine", "host", "-q", "--", "--task.json")
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "done\n")
        }
    }
}
