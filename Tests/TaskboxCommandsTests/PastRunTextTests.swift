import Planning
import Records
import Supervision
import Testing

@testable import TaskboxCommands

@Suite("Texts of past runs")
struct PastRunTextTests {
    private func seconds(_ count: Int64) -> Timestamp { Timestamp(microseconds: count * 1_000_000) }

    @Test(
        "ages",
        arguments: [
            (0, "now"), (1, "1 s ago"), (59, "59 s ago"), (60, "1 min ago"), (3_599, "59 min ago"), (3_600, "1 h ago"),
            (86_399, "23 h ago"), (86_400, "1 day ago"), (200_000, "2 days ago"), (-5, "2026-06-10 09:00:05 UTC"),
        ] as [(Int64, String)])
    func age(_ age: Int64, _ text: String) {
        let now = seconds(1_781_082_000)
        #expect(AgeText.of(seconds(1_781_082_000 - age), at: now) == text)
    }

    @Test(
        "sizes",
        arguments: [
            (0, "0 B"), (1_023, "1023 B"), (1_024, "1 KiB"), (1_536, "1.5 KiB"), (12_000_000, "11 MiB"),
            (2_147_483_648, "2 GiB"), (Int64.max / 16, "524287 TiB"),
        ] as [(Int64, String)])
    func size(_ bytes: Int64, _ text: String) {
        #expect(SizeText.of(bytes) == text)
    }
}

@Suite("Options of the commands about past runs")
struct PastRunOptionsTests {
    private func options(_ words: String...) throws -> LogOptions {
        guard case .command(let parsed, _) = try CommandLineParser(.taskbox).parse(["log"] + words) else {
            throw UsageError("no command", hint: "")
        }
        return try LogOptions(parsed)
    }

    private func failure(_ words: String...) -> String? {
        do {
            guard case .command(let parsed, _) = try CommandLineParser(.taskbox).parse(["log"] + words) else {
                return nil
            }
            _ = try LogOptions(parsed)
            return nil
        } catch {
            return error.message
        }
    }

    @Test func everything() throws {
        let log = try options(
            "abc", "-f", "--phase", "build,run", "--stream=stderr", "-n", "20", "--format", "jsonl")
        #expect(log.choice.run == "abc")
        #expect(log.follows)
        #expect(log.selection == LogSelection(phases: [.build, .run], stream: .stderr))
        #expect(log.tail == 20)
        #expect(log.format == .jsonl)
        let plain = try options("--task", "nightly", "-t")
        #expect(plain.choice.run == nil)
        #expect(plain.choice.task == "nightly")
        #expect(plain.hasTimestamps)
        #expect(plain.tail == nil)
        #expect(plain.selection == LogSelection())
    }

    @Test func contradictions() {
        #expect(failure("abc", "--task", "t") == #"a run was given twice: "abc" and --task "t""#)
        #expect(failure("-n", "1.5") == #"--tail: "1.5" is not a number of lines"#)
        #expect(
            failure("-t", "--format", "jsonl")
                == "--timestamps belongs to --format plain, but --format jsonl was given")
        #expect(failure("--stream", "out") == #"--stream takes stdout or stderr, not "out""#)
    }
}
