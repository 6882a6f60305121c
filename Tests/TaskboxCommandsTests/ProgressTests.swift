import Planning
import Supervision
import Testing

@testable import TaskboxCommands

/// What is shown of a run's progress, as values.
@Suite struct ProgressTests {
    private func progress(
        elapsed: Duration, limit: Duration? = .seconds(900), silence: Duration = .zero,
        teardown: PhaseProgress.Teardown? = nil
    ) -> PhaseProgress {
        PhaseProgress(
            phase: .run, name: "run.command", limit: limit, elapsed: elapsed, silence: silence, teardown: teardown)
    }

    @Test func statusOfARunningPhase() {
        let status = progress(elapsed: .milliseconds(83_900)).status(width: 80)
        #expect(status == "run: 1:23 of 15:00, run.command runs")
        #expect(progress(elapsed: .seconds(5), limit: nil).status(width: 80) == "run: 0:05, run.command runs")
        let silent = progress(elapsed: .seconds(3_723), limit: .seconds(86_400), silence: .seconds(65))
        #expect(silent.status(width: 80) == "run: 1:02:03 of 24:00:00, run.command runs, silent for 1:05")
        #expect(silent.status(width: 50) == "run: 1:02:03 of 24:00:00, silent for 1:05")
        #expect(silent.status(width: 40) == "run: 1:02:03 of 24:00:00")
        #expect(silent.status(width: 10) == "run: 1:02", "never as wide as the terminal, which would break the line")
        #expect(silent.status(width: 0) == "")
    }

    @Test func statusOfAPhaseThatIsEnded() {
        let stage = SupervisionStage.terminating(.deadline, processes: 2, grace: .seconds(10))
        let ending = progress(elapsed: .seconds(903), teardown: .init(stage: stage, elapsed: .seconds(3)))
        #expect(ending.status(width: 80) == "run: SIGTERM sent, SIGKILL in 0:07, or with Ctrl-C")
        #expect(ending.status(width: 30) == "run: ending, 0:07")
        #expect(
            stage.announcement(of: .run, name: "run.command")
                == "run: the time of run.command is over, SIGTERM sent to 2 processes; SIGKILL follows 10 s later, or at "
                + "once with Ctrl-C")
        #expect(
            SupervisionStage.terminating(.cancellation(.signal(2)), processes: 1, grace: .seconds(1))
                .announcement(of: .build, name: "hooks.build")
                == "build: cancelled by SIGINT, SIGTERM sent to 1 process; SIGKILL follows 1 s later, or at once with "
                + "Ctrl-C")
        #expect(SupervisionStage.killing.announcement(of: .run, name: "run.command") == nil)
    }

    @Test func heartbeats() {
        var heartbeat = Heartbeat()
        let beats = stride(from: 1, through: 2000, by: 1).filter { heartbeat.isDue(afterSilence: .seconds($0)) }
        #expect(beats == [30, 90, 210, 450, 750, 1050, 1350, 1650, 1950])
        heartbeat.reset()
        let isDue = heartbeat.isDue(afterSilence: .seconds(30))
        #expect(isDue)
        #expect(
            progress(elapsed: .seconds(95), silence: .seconds(30)).heartbeat
                == "run: run.command still runs after 95 s of 900 s, silent for 30 s")
    }

    @Test func wrappedLines() {
        func wrapped(_ text: String, _ width: Int) -> [String] {
            WrappedLine.lines(of: text, width: width, used: 9).split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)
        }
        #expect(wrapped("short", 80) == ["short"])
        #expect(
            wrapped("one two three four", 20) == ["one two", "  three four"],
            "a narrow terminal has no room to line up")
        let long = String(repeating: "word ", count: 20) + "end"
        #expect(wrapped(long, 80).count == 2)
        #expect(wrapped(long, 80)[1].hasPrefix("         word"))
        #expect(wrapped("  one two three four", 20) == ["  one two", "    three four"])
        let path = String(repeating: "x", count: 50)
        #expect(wrapped("see \(path) now", 20) == ["see", "  \(path)", "  now"], "a long word can be copied")
    }
}
