import Engines
import Foundation
import ProcessSupport
import Supervision
import Synchronization
import TestSupport
import Testing

/// Keeps what comes, per stream.
final class CollectingSink: OutputSink {
    private let streams = Mutex<[TaskStream: [UInt8]]>([:])

    func take(_ bytes: UnsafeRawBufferPointer, from stream: TaskStream) -> SystemError? {
        streams.withLock { $0[stream, default: []].append(contentsOf: bytes) }
        return nil
    }

    func text(of stream: TaskStream) -> String {
        String(decoding: streams.withLock { $0[stream] ?? [] }, as: UTF8.self)
    }
}

/// Real children, through the launcher alone.
@Suite(.serialized) struct SupervisorTests {
    /// A value that every process of a test carries in its environment.
    let marker = "taskbox-test-\(UUID().uuidString)"

    /// Runs a script on a thread of its own, as a program would.
    func run(
        _ script: String, limit: Duration? = .seconds(30), grace: Duration = .seconds(5), interrupts: Int32 = -1,
        sink: CollectingSink = CollectingSink(), words: [String] = []
    ) async throws -> (run: SupervisedRun, time: Duration) {
        let invocation = Invocation(
            workingFolder: "/", executable: "/bin/sh", arguments: ["sh", "-c", script],
            environment: [.init("PATH", "/usr/bin:/bin"), .init("MARKER", marker)]
        )
        let command = EngineCommand(executable: BuiltProducts.launcher, arguments: words)
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                let start = SuspendingClock().now
                continuation.resume(
                    with: Result {
                        let run = try Supervisor(interrupts: Interrupts(descriptor: interrupts), ownsChildren: false)
                            .run(
                                invocation, with: command, limits: .init(limit: limit, grace: grace), sink: sink)
                        return (run, start.duration(to: SuspendingClock().now))
                    })
            }
        }
    }

    /// Another run may exchange the folder of a mount for a link before it is mounted: nothing is started then.
    @Test func whatIsMountedHasToBeWhatWasMeant() async throws {
        var status = stat()
        stat("/usr", &status)
        let right = ["--mounted", "/usr", "\(status.st_dev)", "\(status.st_ino)"]
        #expect(try await run("exit 7", words: right).run.outcome == .exited(7))
        for wrong in [
            ["--mounted", "/", "\(status.st_dev)", "\(status.st_ino)"], right + ["/usr", "\(status.st_dev)", "1"],
            right + ["/usr", "0", "\(status.st_ino)"],
        ] {
            let sink = CollectingSink()
            await #expect(throws: LaunchFailure.mount(.stale)) {
                _ = try await run("echo started", sink: sink, words: wrong)
            }
            #expect(sink.text(of: .stdout) == "")
        }
        await #expect(throws: LaunchFailure.mount(SystemError(ENOENT))) {
            _ = try await run("exit 7", words: ["--mounted", "/nowhere", "1", "2"])
        }
    }

    @Test(arguments: [
        ("exit 0", Outcome.exited(0)), ("exit 7", .exited(7)), ("kill -9 $$", .signalled(9)),
        ("exit 130", .exited(130)), ("kill -TERM $$", .signalled(15)), ("no-such-command", .exited(127)),
    ])
    func outcomes(script: String, outcome: Outcome) async throws {
        let result = try await run(script)
        #expect(result.run.outcome == outcome)
        #expect(!result.run.isStuck)
        #expect(result.run.leftovers == [])
    }

    @Test func streamsArriveByteForByte() async throws {
        let sink = CollectingSink()
        let result = try await run("printf 'no newline'; printf '\\001\\000x' >&2", sink: sink)
        #expect(result.run.outcome == .exited(0))
        #expect(sink.text(of: .stdout) == "no newline")
        #expect(sink.text(of: .stderr) == "\u{1}\u{0}x")
        #expect(result.run.tails.map(\.lines) == [["no newline"], ["\u{1}\u{0}x"]])
    }

    @Test func muchOutputArrivesWhole() async throws {
        let sink = CollectingSink()
        _ = try await run("head -c 5000000 /dev/zero; head -c 3000000 /dev/zero >&2", sink: sink)
        #expect(sink.text(of: .stdout).utf8.count == 5_000_000)
        #expect(sink.text(of: .stderr).utf8.count == 3_000_000)
    }

    @Test func commandStartsClean() async throws {
        let sink = CollectingSink()
        _ = try await run(
            """
            sed -nE 's/^(Sig[BI]..):.*(.{7})$/\\1 \\2/p' /proc/self/status
            ls -l /proc/$$/fd | awk 'NR > 1 { print $9, ($11 ~ /pipe/ ? "pipe" : $11) }'
            umask; cat; [ "$(ps -o sid= -p $$)" -eq $$ ] && echo own session
            """, sink: sink)
        #expect(
            sink.text(of: .stdout).split(separator: "\n") == [
                "SigBlk 0000000", "SigIgn 0000000", "0 /dev/null", "1 pipe", "2 pipe", "0022", "own session",
            ])
    }

    @Test func backgroundProcessHoldingThePipeDoesNotDelayTheEnd() async throws {
        let sink = CollectingSink()
        let result = try await run("sleep 30 & setsid sleep 31 & sleep 0.2; echo done; exit 7", sink: sink)
        #expect(result.run.outcome == .exited(7))
        #expect(result.time < .seconds(3))
        #expect(sink.text(of: .stdout) == "done\n")
        #expect(result.run.leftovers.map(\.command).sorted() == ["sleep 30", "sleep 31"])
        #expect(RunningProcesses.survivors(holding: marker) == [])
    }

    @Test func leftoverThatIgnoresTermIsKilled() async throws {
        let result = try await run("sh -c 'trap \"\" TERM; while :; do sleep 1; done' & sleep 0.2")
        #expect(result.run.outcome == .exited(0))
        #expect(result.time < .seconds(4))
        #expect(RunningProcesses.survivors(holding: marker) == [])
    }

    @Test func deadlineEndsATreeThatIgnoresTerm() async throws {
        let tree = """
            trap '' TERM
            for i in 1 2 3 4 5; do
                sh -c 'trap "" TERM; sleep 60 & sleep 61' &
                setsid sh -c 'trap "" TERM; sleep 62; sleep 63' &
                (setsid sh -c 'trap "" TERM; sleep 64' &)
            done
            echo waiting
            sleep 65
            """
        let result = try await run(tree, limit: .seconds(1), grace: .seconds(1))
        guard case .timedOut(let limit, let teardown) = result.run.outcome else {
            Issue.record("ended with \(result.run.outcome)")
            return
        }
        #expect(limit == .seconds(1))
        #expect(teardown.killed)
        #expect(teardown.processes.count >= 15)
        #expect(teardown.processes.contains { $0.command == "sleep 60" && $0.age >= .milliseconds(500) })
        #expect(result.run.tails.map(\.lines) == [["waiting"]])
        #expect(result.time < .seconds(4))
        #expect(RunningProcesses.survivors(holding: marker) == [])
    }

    @Test func stoppedProcessesEndToo() async throws {
        let result = try await run("sh -c 'kill -STOP $$; sleep 60' & kill -STOP $$", limit: .milliseconds(300))
        guard case .timedOut(_, let teardown) = result.run.outcome else {
            Issue.record("ended with \(result.run.outcome)")
            return
        }
        #expect(!teardown.killed)
        #expect(teardown.processes.contains { $0.state == "T" })
        #expect(RunningProcesses.survivors(holding: marker) == [])
    }

    @Test func interruptCancels() async throws {
        let pipe = try Descriptor.pipe()
        defer { [pipe.reading, pipe.writing].forEach(Descriptor.close) }
        async let running = run("sleep 50 & sleep 51", interrupts: pipe.reading)
        try await Task.sleep(for: .milliseconds(400))
        try Descriptor.write("\u{2}", to: pipe.writing)
        let result = try await running
        guard case .cancelled(let cancellation, let teardown) = result.run.outcome else {
            Issue.record("ended with \(result.run.outcome)")
            return
        }
        #expect(cancellation == .signal(2))
        #expect(result.run.outcome.exitStatus == 130)
        #expect(teardown.processes.map(\.command).sorted().suffix(2) == ["sleep 50", "sleep 51"])
        #expect(result.time < .seconds(4))
        #expect(RunningProcesses.survivors(holding: marker) == [])
    }

    @Test func stoppedLauncherDoesNotStopTheDeadline() async throws {
        let result = try await run("kill -STOP $PPID; sleep 61", limit: .milliseconds(200), grace: .milliseconds(200))
        #expect(result.run.outcome.exitStatus == 124)
        #expect(RunningProcesses.survivors(holding: marker) == [])
    }

    @Test func whatCanNotBeExecutedIsSaid() async throws {
        let command = EngineCommand(executable: "/nonexistent/launcher", arguments: [])
        let invocation = Invocation(
            workingFolder: "/nonexistent", executable: "/bin/sh", arguments: ["sh"], environment: [])
        let supervisor = Supervisor(interrupts: Interrupts(descriptor: -1), ownsChildren: false)
        let limits = Supervisor.Limits(limit: nil, grace: .seconds(1))
        #expect(throws: LaunchFailure.self) {
            try supervisor.run(invocation, with: command, limits: limits, sink: CollectingSink())
        }
        let launcher = EngineCommand(executable: BuiltProducts.launcher, arguments: [])
        #expect(throws: LaunchFailure.workingFolder(path: "/nonexistent", SystemError(2))) {
            try supervisor.run(invocation, with: launcher, limits: limits, sink: CollectingSink())
        }
    }

    @Test func resourcesAreCounted() async throws {
        let result = try await run("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done")
        let usage = try #require(result.run.usage)
        #expect(usage.userTime > .milliseconds(20))
        #expect(usage.peakMemory > 100_000)
    }
}
