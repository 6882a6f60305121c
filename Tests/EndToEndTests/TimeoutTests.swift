import Documents
import Foundation
import TestSupport
import Testing

/// At the deadline the whole tree ends, whatever it does against it.
@Suite struct TimeoutTests {
    /// Fifty children: in the background, in sessions of their own, and orphans of a double fork; all ignore SIGTERM.
    private static let fifty = """
        trap '' TERM
        i=0
        while [ $i -lt 50 ]; do
            case $((i % 3)) in
            0) sleep 300 & ;;
            1) setsid sleep 301 & ;;
            2) (setsid sleep 302 &) ;;
            esac
            i=$((i + 1))
        done
        echo ready
        sleep 303
        """

    @Test(arguments: EngineUnderTest.usable)
    func fiftyStubbornChildren(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.fifty, timeout: 1)
            let result = try scene.run("--grace", "1")
            #expect(result.end == .exited(124))
            #expect(result.outputText == "ready\n")
            // On a machine that does nothing else this takes 2.2 s.
            #expect(result.elapsed > .seconds(2) && result.elapsed < .seconds(6), "took \(result.elapsed)")
            let errors = scene.errors(of: result)
            #expect(
                errors.last == "taskbox: error: run.command timed out after 1 s: SIGTERM, then SIGKILL after 1 s; 52 "
                    + "processes were still running")
            #expect(errors.contains("taskbox: 52 processes running at that moment:"))
            let orphans = errors.firstIndex { $0.hasSuffix(" sleep 301") }.map { errors[$0 + 1] }
            // A busy machine has no time to look at all of them before the first signal.
            let alike = #/taskbox:       sleeps; NUMBERS; ended by SIGKILL and [0-9]+ others? like it/#
            #expect(orphans?.wholeMatch(of: alike) != nil, "\(errors)")
            try scene.expectRecord("timed_out", status: 124)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func reportOfATimeout(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo first; echo last; echo oops >&2; exec sleep 300", timeout: 1)
            let result = try scene.run("--grace", "1")
            #expect(result.end == .exited(124))
            #expect(
                scene.errors(of: result) == scene.openingWithoutHooks(limit: 1) + [
                    "oops",
                    "taskbox: 1 process running at that moment:",
                    "taskbox:   PID sleep 300",
                    "taskbox:     sleeps; NUMBERS; ended by SIGTERM",
                    "taskbox: last lines of stdout, TIME before:",
                    "taskbox:   | first",
                    "taskbox:   | last",
                    "taskbox: last lines of stderr, TIME before:",
                    "taskbox:   | oops",
                    "taskbox: run: timed out (limit 1 s) after TIME, CPU TIME, peak memory SIZE",
                    Scene.summary(124, in: "run"),
                    "taskbox: error: run.command timed out after 1 s: SIGTERM; 1 process was still running",
                ])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func stoppedChildrenAndZombies(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            // The inner shell becomes a sleep that never collects its child.
            try scene.define(
                "sh -c 'sleep 0.1 & exec sleep 300' & sleep 301 & kill -STOP $!; kill -STOP $$; sleep 302", timeout: 1)
            let result = try scene.run("--quiet", "--grace", "5")
            #expect(result.end == .exited(124))
            #expect(result.elapsed < .seconds(5), "SIGTERM has to reach stopped processes")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func launcherThatTheTaskHasStopped(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("kill -STOP $PPID; exec sleep 300", timeout: 1)
            let result = try scene.run("--quiet", "--grace", "5")
            #expect(result.end == .exited(124))
            #expect(result.elapsed < .seconds(5))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func commandThatClosesItsOutputs(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("exec <&- >&- 2>&-; sleep 0.5; exit 9")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(9))
            #expect(result.elapsed > .milliseconds(500))
            try scene.define("exec <&- >&- 2>&-; sleep 300", timeout: 1)
            #expect(try scene.run("--quiet", "--no-record").end == .exited(124))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func limitsFromTheCommandLine(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo run", build: "sleep 300", deploy: "sleep 301")
            let build = try scene.run("--quiet", "--build-timeout", "300ms", "--grace", "0")
            #expect(build.end == .exited(124))
            // Whether SIGTERM or SIGKILL was faster, and whether sleep had begun, is a matter of luck.
            let message =
                #/taskbox: error: hooks.build timed out after 0.3 s: SIG(KILL at once|TERM); . process(es were| was) still running/#
            #expect(build.errorLines.last?.wholeMatch(of: message) != nil, "\(build.errorText)")
            let deploy = try scene.run("--quiet", "--skip", "build", "--deploy-timeout", "0.3")
            #expect(deploy.end == .exited(124))
            try scene.define("sleep 0.4; echo run", timeout: 1)
            let run = try scene.run("--quiet", "--timeout", "300ms")
            #expect(run.end == .exited(124))
            #expect(try scene.run("--quiet", "--timeout", "none").outputText == "run\n")
        }
    }

    /// Nobody watches the time while taskbox itself is stopped; the launcher knows how long the command took.
    @Test(arguments: EngineUnderTest.usable)
    func anEndAfterTheDeadlineWhileTaskboxIsStopped(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo ready; sleep 1.5", timeout: 1)
            let run = try scene.start(["--quiet"])
            try #require(TaskboxRun.wait { run.outputSoFar.contains("ready") })
            run.send(SIGSTOP)
            usleep(2_500_000)
            run.send(SIGCONT)
            let result = run.finish()
            #expect(result.end == .exited(124))
            #expect(
                result.errorText
                    == "taskbox: error: run.command timed out after 1 s: it had ended by itself, too late\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func anEndInTimeWhileTaskboxIsStopped(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo ready; sleep 0.3; exit 7", timeout: 1)
            let run = try scene.start(["--quiet"])
            try #require(TaskboxRun.wait { run.outputSoFar.contains("ready") })
            run.send(SIGSTOP)
            usleep(2_000_000)
            run.send(SIGCONT)
            #expect(run.finish().end == .exited(7))
        }
    }
}
