import Documents
import Foundation
import TestSupport
import Testing

/// What happens when taskbox, or what it relies on, is killed.
@Suite struct CrashTests {
    @Test(arguments: EngineUnderTest.usable, ["build", "deploy", "run"])
    func nothingSurvivesTaskbox(_ engine: EngineUnderTest, _ phase: String) throws {
        try Scene.with(engine) { scene in
            let stubborn = "trap '' TERM HUP; setsid sleep 300 & (sleep 301 &) ; echo ready; sleep 302"
            try scene.define(
                phase == "run" ? stubborn : "echo run", build: phase == "build" ? stubborn : nil,
                deploy: phase == "deploy" ? stubborn : nil)
            let run = try scene.start()
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            run.send(SIGKILL)
            #expect(run.finish().end == .signalled(SIGKILL))
            scene.expectNoProcess()
            #expect(scene.workspaceNames.count == 1)
            let interrupted = try #require(scene.records.first)

            try scene.define("echo next")
            let next = try scene.run("--quiet")
            #expect(next.end == .exited(0))
            #expect(next.outputText == "next\n")
            #expect(next.errorText == "")
            scene.expectNothingLeft()
            #expect(scene.records.count == 2)
            let activity = try scene.json("\(interrupted)/activity.json")
            #expect(activity["state"] == "complete")
            #expect(activity["result"] == "failure")
            #expect(activity["payload"]?["taskbox"]?["outcome"] == "fault")
            #expect(activity["text"] == "taskbox itself ended without finishing the run of task t")
        }
    }

    /// A launcher that the task has stopped has to go on and see that taskbox is gone.
    @Test(arguments: EngineUnderTest.usable)
    func nothingSurvivesTaskboxWhenTheLauncherIsStopped(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("setsid sleep 300 & (sleep 301 &) ; kill -STOP $PPID; echo ready; exec sleep 302")
            let run = try scene.start()
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            run.send(SIGKILL)
            #expect(run.finish().end == .signalled(SIGKILL))
            scene.expectNoProcess()
            try scene.define("echo next")
            #expect(try scene.run("--quiet").outputText == "next\n")
        }
    }

    /// At the very beginning, when the snapshot is made or the sandbox built.
    @Test(arguments: EngineUnderTest.usable, [2_000, 8_000, 20_000, 40_000] as [UInt32])
    func killedWhileItStarts(_ engine: EngineUnderTest, _ microseconds: UInt32) throws {
        try Scene.with(engine) { scene in
            try scene.define("sleep 300", build: "sleep 0.01")
            let run = try scene.start()
            usleep(microseconds)
            run.send(SIGKILL)
            #expect(run.finish().end == .signalled(SIGKILL))
            scene.expectNoProcess()
            try scene.define("echo next")
            #expect(try scene.run("--quiet").outputText == "next\n")
        }
    }

    @Test func killedLauncherOfTheHostEngine() throws {
        try Scene.with(.host) { scene in
            try scene.define("setsid sleep 300 & (sleep 301 &) ; sleep 0.1; kill -9 $PPID; sleep 302")
            let result = try scene.run()
            #expect(result.end == .exited(125))
            #expect(
                scene.errors(of: result) == scene.openingWithoutHooks() + [
                    "taskbox: run: lost after TIME",
                    "taskbox: task t failed in run: exit status 125, TIME, run RUN",
                    "taskbox: error: run.command was lost: its launcher was killed, so how it ended is not known",
                ])
            try scene.expectRecord("lost", status: 125)
        }
    }

    /// In a sandbox the launcher is process 1, which the task can not kill.
    @Test(.enabled(if: EngineUnderTest.bubblewrapWorks, EngineUnderTest.skipReason))
    func launcherOfASandboxIsOutOfReach() throws {
        try Scene.with(.bubblewrap) { scene in
            try scene.define("kill -9 $PPID; kill -TERM $PPID; echo $PPID; exit 3")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(3))
            #expect(result.outputText == "1\n")
        }
    }

    @Test(.enabled(if: EngineUnderTest.bubblewrapWorks, EngineUnderTest.skipReason), arguments: ["bwrap", "launcher"])
    func killedSandbox(_ victim: String) throws {
        try Scene.with(.bubblewrap) { scene in
            try scene.define("setsid sleep 300 & echo ready; sleep 302")
            let run = try scene.start()
            #expect(TaskboxRun.wait { run.outputSoFar == "ready\n" })
            let sandbox = try #require(Self.children(of: run.pid).first)
            let launcher = try #require(Self.children(of: sandbox).first)
            kill(victim == "bwrap" ? sandbox : launcher, SIGKILL)
            let result = run.finish()
            #expect(result.end == .exited(125))
            #expect(
                result.errorLines.last
                    == "taskbox: error: run.command was lost: its launcher was killed, so how it ended is not known")
            try scene.expectRecord("lost", status: 125)
        }
    }

    private static func children(of pid: Int32) -> [Int32] {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []
        return threads.flatMap { thread in
            let text = FileManager.default.contents(atPath: "/proc/\(pid)/task/\(thread)/children") ?? Data()
            return String(decoding: text, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
        }
    }

    /// At moments that nobody chose: nothing survives, and what is kept of builds is whole.
    ///
    /// `TASKBOX_TEST_KILLS` asks for more of them than fit into every run of the tests.
    @Test(arguments: EngineUnderTest.usable)
    func killedAtRandomMoments(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let count = ProcessInfo.processInfo.environment["TASKBOX_TEST_KILLS"].flatMap { Int($0) } ?? 12
            for number in 0..<count {
                // Another build each time, so that all the ways through the cache are taken.
                try scene.define(
                    "sleep 0.02; (setsid sleep 300 &); sleep 0.02; cat made",
                    build: "sleep 0.02; echo \(number / 2) > made",
                    deploy: "sleep 0.02")
                let run = try scene.start(["--quiet"])
                let delay = UInt32.random(in: 0..<200_000)
                usleep(delay)
                run.send(SIGKILL)
                let end = run.finish().end
                #expect([.signalled(SIGKILL), .exited(0)].contains(end), "after \(delay) us")
                scene.expectNoProcess()
            }
            try scene.define("cat made", build: "echo last > made")
            #expect(try scene.run("--quiet").outputText == "last\n")
            #expect(try scene.run("--quiet").outputText == "last\n")
            scene.expectNothingLeft()
        }
    }
}
