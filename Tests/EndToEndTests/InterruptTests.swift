import Documents
import Foundation
import TestSupport
import Testing

/// Signals to taskbox end the run and give their own status.
@Suite struct InterruptTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let signal: Int32
        let name: String
        let status: Int32
        var testDescription: String { name }
        static let all = [
            Case(signal: SIGINT, name: "SIGINT", status: 130), Case(signal: SIGTERM, name: "SIGTERM", status: 143),
            Case(signal: SIGHUP, name: "SIGHUP", status: 129),
        ]
    }

    @Test(arguments: EngineUnderTest.usable, Case.all)
    func duringTheCommand(_ engine: EngineUnderTest, _ interrupt: Case) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo ready; exec sleep 300")
            let run = try scene.start()
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            run.send(interrupt.signal)
            let result = run.finish()
            #expect(result.end == .exited(interrupt.status))
            #expect(
                result.errorLines.last
                    == "taskbox: error: run.command was cancelled by \(interrupt.name): SIGTERM; 1 process was still running"
            )
            try scene.expectRecord("cancelled", status: Int(interrupt.status), state: "cancelled")
        }
    }

    @Test(arguments: EngineUnderTest.usable, Case.all)
    func duringTheBuild(_ engine: EngineUnderTest, _ interrupt: Case) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo never", build: "echo ready; exec sleep 300", deploy: "echo never")
            let run = try scene.start(["--on-deploy-failure", "continue"])
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            run.send(interrupt.signal)
            let result = run.finish()
            #expect(result.end == .exited(interrupt.status))
            #expect(result.outputText == "ready\n")
            #expect(
                result.errorLines.last
                    == "taskbox: error: hooks.build was cancelled by \(interrupt.name): SIGTERM; 1 process was still running"
            )
            try scene.expectRecord("cancelled", status: Int(interrupt.status), state: "cancelled")
        }
    }

    /// No script runs yet while the source is copied.
    @Test(arguments: EngineUnderTest.usable)
    func duringTheSnapshot(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo never")
            // Sparse where it lies, and long to read.
            let file = open(scene.project + "/big", O_WRONLY | O_CREAT, 0o644)
            #expect(ftruncate(file, 600_000_000) == 0)
            close(file)
            let run = try scene.start()
            #expect(TaskboxRun.wait { !scene.workspaceNames.isEmpty })
            run.send(SIGTERM)
            let result = run.finish()
            #expect(result.end == .exited(143))
            #expect(result.outputText == "")
            #expect(
                result.errorLines.last
                    == "taskbox: error: the run was cancelled by SIGTERM before the next script began")
            try scene.expectRecord("cancelled", status: 143, state: "cancelled")
        }
    }

    /// The command's own traps run, and what they write is passed on.
    @Test(arguments: EngineUnderTest.usable)
    func theCommandMayTidyUp(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("trap 'echo tidied; exit 3' TERM; echo ready; while :; do sleep 0.05; done")
            let run = try scene.start()
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            run.send(SIGINT)
            let result = run.finish()
            #expect(result.end == .exited(130))
            #expect(result.outputText == "ready\ntidied\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func secondInterruptKillsAtOnce(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("trap '' TERM; echo ready; sleep 300")
            let run = try scene.start(["--grace", "60"])
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            run.send(SIGINT)
            usleep(300_000)
            let before = ContinuousClock.now
            run.send(SIGINT)
            let result = run.finish()
            #expect(result.end == .exited(130))
            #expect(before.duration(to: .now) < .seconds(5))
            #expect(result.errorLines.last?.contains("cancelled by SIGINT: SIGTERM, then SIGKILL") == true)
            try scene.expectRecord("cancelled", status: 130, state: "cancelled")
        }
    }

    /// A signal that was ignored when taskbox started, as `nohup` and `&` of a script do, stays ignored.
    @Test(arguments: EngineUnderTest.usable)
    func ignoredSignalsStayIgnored(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo ready; sleep 0.6; echo done")
            let run = try scene.startShell("trap '' INT HUP; exec \"$@\"", ["--quiet"])
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            run.send(SIGINT)
            run.send(SIGHUP)
            let result = run.finish()
            #expect(result.end == .exited(0))
            #expect(result.outputText == "ready\ndone\n")
        }
    }

    /// The task's own signals are not those of whoever started taskbox.
    @Test(arguments: EngineUnderTest.usable)
    func theTaskIgnoresNoSignal(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("grep -E '^Sig(Ign|Blk)' /proc/self/status")
            let run = try scene.startShell("trap '' INT HUP QUIT PIPE; exec \"$@\"", ["--quiet"])
            let result = run.finish()
            #expect(result.end == .exited(0))
            // Signals 32 and 33 belong to the C library, which lets nobody set them.
            #expect(
                result.outputText.replacing("0000000180000000", with: "0000000000000000")
                    == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n")
        }
    }

    /// The command is over, but a signal that comes while its leftovers are ended still ends the run.
    @Test(arguments: EngineUnderTest.usable)
    func whileLeftoversEnd(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "echo never",
                deploy: "sh -c 'trap \"\" TERM; touch \"${TMPDIR:-/tmp}/set\"; sleep 300 & wait' & "
                    + "while [ ! -e \"${TMPDIR:-/tmp}/set\" ]; do sleep 0.01; done; echo ready")
            let run = try scene.start(["--quiet"])
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            usleep(150_000)
            run.send(SIGTERM)
            let result = run.finish()
            #expect(result.end == .exited(143))
            #expect(result.outputText == "ready\n")
        }
    }

    /// Outside of a run there is nothing to tidy up, and a signal does what it always does.
    @Test func whileADefinitionIsRead() throws {
        try Scene.with(.host) { scene in
            let run = try scene.startShell("mkfifo slow.json; exec \"$1\" validate ./slow.json")
            usleep(300_000)
            run.send(SIGTERM)
            #expect(run.finish().end == .signalled(SIGTERM))
        }
    }
}
