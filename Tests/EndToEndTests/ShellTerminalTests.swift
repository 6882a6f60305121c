import Foundation
import TestSupport
import Testing

/// `taskbox shell` in a terminal: somebody types, and the shell behaves as in any terminal.
@Suite(.enabled(if: TerminalRun.isPossible, TerminalRun.skipReason), .serialized)
struct ShellTerminalTests {
    private func shell(_ scene: Scene, _ words: String..., columns: UInt16 = 80) throws -> TerminalRun {
        try TerminalRun(
            scene, ["shell", "task.json", "--engine", scene.engine.rawValue, "--quiet"] + words, columns: columns)
    }

    @Test(arguments: EngineUnderTest.usable)
    func standsWhereTheCommandWould(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", "FROM=file\nread LINE\n")
            try scene.define("exit 99", build: "echo made > made", deploy: "echo deployed", name: "nightly")
            let terminal = try shell(scene, columns: 40)
            terminal.wait(for: "(nightly run) app $ ")
            #expect(terminal.shown.contains("deployed\r\n"))
            terminal.type("echo \"$FROM $TERM $(cat made) $MARKER\"; stty size; tty\n")
            let shown = terminal.wait(for: "(nightly run) app $ ", count: 2)
            #expect(shown.contains("file xterm made \(scene.marker)\r\n24 40\r\n/dev/pts/"))
            terminal.type("touch inside 2>&1 | tail -c 22; exit 7\n")
            let (end, _) = terminal.finish()
            #expect(end == .exited(7))
            if engine == .bubblewrap { #expect(terminal.shown.contains("Read-only file system\r\n")) }
            #expect(scene.records == [])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func standsInThePlaceOfTheBuildHook(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.environment", "FROM=file\n")
            try scene.define("true", build: "echo never")
            let terminal = try shell(scene, "--phase", "build")
            terminal.wait(for: "(t build) app $ ")
            terminal.type("touch x && echo \"wrote ${FROM-nothing} $CI\"; exit\n")
            let (end, shown) = terminal.finish()
            #expect(end == .exited(0))
            #expect(shown.contains("\nwrote nothing 1\n"))
            #expect(!shown.contains("never"))
        }
    }

    /// Keys that make signals are for the job in the shell's foreground, not for taskbox.
    @Test(arguments: EngineUnderTest.usable)
    func keysAndJobs(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let terminal = try shell(scene)
            terminal.wait(for: "$ ")
            terminal.type("sh -c 'echo first; exec sleep 300'\n")
            terminal.wait(for: "first\r\n")
            terminal.type("\u{3}")
            terminal.wait(for: "$ ", count: 2)
            terminal.type("echo \"interrupted $?\"; sh -c 'echo second; exec sleep 301'\n")
            #expect(terminal.wait(for: "second\r\n").contains("interrupted 130\r\n"))
            terminal.type("\u{1A}")
            terminal.wait(for: "Stopped")
            terminal.type("fg\n")
            terminal.wait(for: "exec sleep 301\"\r\n", count: 2)
            terminal.type("\u{3}")
            terminal.wait(for: "$ ", count: 4)
            terminal.type("\u{4}")
            #expect(terminal.finish().end == .exited(130))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func sizeFollowsTheWindow(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let terminal = try shell(
                scene, "--", "/bin/sh", "-c", "trap 'stty size; exit 3' WINCH; echo ready; while :; do sleep 0.1; done")
            terminal.wait(for: "ready")
            terminal.resize(columns: 100, rows: 30)
            let (end, shown) = terminal.finish()
            #expect(end == .exited(3))
            #expect(shown == "ready\n30 100\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func bytesPassAsTheyAre(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let terminal = try shell(
                scene, "--", "sh", "-c", "stty raw -echo; echo go; head -c 6 | od -An -tx1; stty sane")
            terminal.wait(for: "go")
            terminal.type("\u{3}\u{4}\u{1A}\u{11}\r\u{7F}")
            let (end, shown) = terminal.finish()
            #expect(end == .exited(0))
            #expect(shown.contains(" 03 04 1a 11 0d 7f"))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func whatIsLeftRunningIsEndedAndNamed(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let terminal = try TerminalRun(scene, ["shell", "task.json", "--engine", engine.rawValue], columns: 400)
            terminal.wait(for: "(t run) app $ ")
            terminal.type("sleep 303 & setsid sleep 304 & sleep 0.2; exit\n")
            let (end, shown) = terminal.finish()
            #expect(end == .exited(0))
            #expect(shown.contains("2 processes were left running in run"))
            #expect(shown.contains("sleep 303 (") && shown.contains("sleep 304 ("))
        }
    }

    /// Signals to taskbox end everything, at once although shells do not act on SIGTERM, and the terminal is as before.
    @Test(arguments: EngineUnderTest.usable, [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func signalsToTaskbox(_ engine: EngineUnderTest, _ signal: Int32) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let terminal = try shell(scene)
            terminal.wait(for: "$ ")
            terminal.type("sleep 305 & sleep 306\n")
            #expect(TaskboxRun.wait { RunningProcesses.holding(scene.marker).count >= 3 })
            let start = ContinuousClock.now
            terminal.send(signal, to: scene)
            let (end, shown) = terminal.finish()
            #expect(start.duration(to: .now) < .seconds(5))
            #expect(end == (signal == SIGQUIT ? TerminalRun.died(of: signal) : .exited(128 + signal)))
            if signal == SIGQUIT {
                // What died at once could not tidy up; the next run does.
                try scene.define("true")
                #expect(try scene.run("--quiet", "--no-record").end == .exited(0))
            } else {
                let name = [SIGTERM: "SIGTERM", SIGHUP: "SIGHUP", SIGINT: "SIGINT"][signal] ?? ""
                #expect(shown.hasSuffix("\ntaskbox: error: the shell was ended by \(name)\n"))
            }
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func nothingSurvivesTaskbox(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let terminal = try shell(scene)
            terminal.wait(for: "$ ")
            terminal.type("trap '' HUP TERM; setsid sleep 307 & sleep 308\n")
            #expect(TaskboxRun.wait { RunningProcesses.holding(scene.marker).count >= 3 })
            terminal.send(SIGKILL, to: scene)
            #expect(terminal.finish(hasModesRestored: false).end == TerminalRun.died(of: SIGKILL))
            scene.expectNoProcess()
            #expect(try scene.run("--quiet", "--no-record").end == .exited(0))
        }
    }

    @Test(.enabled(if: MachineProgram.bash.path != nil, "bash is not installed"), arguments: EngineUnderTest.usable)
    func anotherShell(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true")
            let terminal = try shell(scene, "--shell", "bash")
            terminal.wait(for: "(t run) app $ ")
            terminal.type("echo \"${BASH_VERSION:+it is} bash\"; exit 2\n")
            let (end, shown) = terminal.finish()
            #expect(end == .exited(2))
            #expect(shown.contains("it is bash\n"))
        }
    }

    @Test(arguments: EngineUnderTest.usable, ["build", "deploy", "run"])
    func afterAFailure(_ engine: EngineUnderTest, _ phase: String) throws {
        try Scene.with(engine) { scene in
            let failing = "echo broken > $TMPDIR/state 2> /dev/null || echo broken > /tmp/state; exit 9"
            try scene.define(
                phase == "run" ? failing : "true", build: phase == "build" ? failing : "true",
                deploy: phase == "deploy" ? failing : "true")
            let terminal = try TerminalRun(
                scene, ["run", "task.json", "--engine", engine.rawValue, "--shell-on-failure"], columns: 400)
            let shown = terminal.wait(for: "(t \(phase)) app $ ")
            #expect(shown.contains("\(phase): exit status 9 after "))
            terminal.type("cat ${TMPDIR:-/tmp}/state; exit 3\n")
            let (end, all) = terminal.finish()
            #expect(end == .exited(9))
            #expect(all.contains("\nbroken\n"))
            let script = phase == "run" ? "run.command" : "hooks.\(phase)"
            #expect(all.hasSuffix("taskbox: error: \(script) exited with status 9\n"))
            try scene.expectRecord("exited", status: 9)
        }
    }

    /// A run that succeeds, or is cancelled, opens none.
    @Test func noShellWithoutAFailure() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo fine")
            let terminal = try TerminalRun(
                scene, ["run", "task.json", "--engine", "host", "--shell-on-failure", "--quiet"])
            let (end, shown) = terminal.finish()
            #expect(end == .exited(0))
            #expect(shown == "fine\n")
        }
    }
}
