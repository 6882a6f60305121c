import Documents
import Foundation
import Planning
import ProcessSupport
import Supervision
import Testing

@testable import Records

private let sighting = ProcessSighting(
    pid: 11, parent: 10, command: "sleep 99", age: .seconds(3), processorTime: .milliseconds(20), state: "S",
    waitsIn: "hrtimer_nanosleep", activity: ProcessActivity(.reads, "a pipe", threads: 3), ending: .killed)

private let tails = [
    SupervisedRun.StreamTail(stream: .stdout, lines: ["a", "b"], age: .milliseconds(1_500)),
    SupervisedRun.StreamTail(stream: .stderr, lines: ["\u{1b}[31mred"], age: .zero),
]

private func activity(_ letter: Character = "a") -> Activity {
    Activity(id: id(letter), task: "nightly", user: "ann", engine: "host", startedAt: morning)
}

private func id(_ letter: Character) -> RunID { .known(String(repeating: letter, count: 13)) }

@Suite("A recorded run")
struct RecordedRunTests {
    static let results: [PhaseResult] = {
        let usage = ResourceUsage(userTime: .milliseconds(5), systemTime: .milliseconds(7), peakMemory: 4096)
        let teardown = Teardown(killed: true, grace: .seconds(1), processes: [sighting], processCount: 9)
        func result(_ outcome: Outcome, leftovers: [ProcessSighting] = [], tails: [SupervisedRun.StreamTail] = [])
            -> PhaseResult
        {
            PhaseResult(
                phase: .run, outcome: outcome, startedAt: morning, duration: .milliseconds(1_234), usage: usage,
                leftovers: leftovers, leftoverCount: leftovers.isEmpty ? 0 : 5, isStuck: !leftovers.isEmpty,
                tails: tails)
        }
        return [
            result(.exited(0), leftovers: [sighting]), result(.exited(7)), result(.signalled(9)),
            result(.timedOut(limit: .seconds(2), teardown), tails: tails),
            result(.cancelled(.signal(2), teardown), tails: tails),
            result(.cancelled(.outputLost(.readerGone), teardown)),
            result(.cancelled(.outputLost(SystemError(ENOSPC)), teardown)), result(.supervisionLost),
            PhaseResult(phase: .build, outcome: .exited(0), startedAt: morning, duration: .zero),
        ]
    }()

    @Test("a phase comes back from its JSON as it was", arguments: results)
    func phaseResult(_ result: PhaseResult) {
        #expect(PhaseResult(json: result.json) == result)
    }

    @Test("what is no phase", arguments: ["{}", #"{"phase": "run"}"#, #"{"phase": "run", "outcome": "exited"}"#, "[]"])
    func noPhase(_ text: String) throws {
        let node = try #require(JSONReader.read(SourceFile(name: "x", text: text)).0)
        #expect(PhaseResult(json: JSONValue(node)) == nil)
    }

    @Test("phases that started and ended are told while the run goes on, and afterwards")
    func startedPhases() {
        let built = PhaseResult(phase: .build, outcome: .exited(0), startedAt: morning, duration: .seconds(1))
        var activity = activity().starting(.build, after: [], at: morning)
        #expect(activity.startedPhases.map(\.phase) == [.build])
        #expect(activity.phases == [])
        activity = activity.starting(.run, after: [built], at: later(.seconds(2)))
        #expect(activity.startedPhases.map(\.phase) == [.build, .run])
        #expect(activity.startedPhases.last?.at == later(.seconds(2)))
        #expect(activity.phases == [built])
        #expect(activity.timings.build == .seconds(1))
        #expect(Activity(json: activity.json) == activity)

        let ended = activity.ended(.fault("no space"), phases: [built], at: later(.seconds(3)))
        #expect(ended.startedPhases.map(\.phase) == [.build, .run])
        #expect(ended.phases == [built])
        #expect(ended.details.members.map(\.key).filter { $0 == "phases" }.count == 1)
        let interrupted = activity.interrupted(lastSign: later(.seconds(2)), at: later(.seconds(9)))
        #expect(interrupted.phases == [built])
    }

    @Test("its state: live, ended, interrupted, damaged")
    func states() throws {
        let scratch = try ScratchFolder()
        let store = RecordStore(stateFolder: scratch.path)
        var run: RunRecord? = try store.begin(
            activity: activity(), definition: [:], plan: [:], redaction: .none, onFailure: { _ in })
        let record = try #require(try store.records().first)
        #expect(record.state(at: later(.seconds(5))) == .live(activity()))
        #expect(record.isLive)
        run = nil
        #expect(run == nil)
        let interrupted = activity().interrupted(lastSign: morning, at: later(.seconds(5)))
        #expect(record.state(at: later(.seconds(5))) == .interrupted(interrupted))
        #expect(try record.activity() == activity(), "a look changes nothing")
        _ = store.sweep(at: later(.seconds(5)))
        #expect(record.state(at: later(.seconds(6))) == .ended(interrupted))

        try Data("{".utf8).write(to: URL(filePath: "\(record.folder)/activity.json"))
        #expect(
            record.state(at: morning) == .damaged("its activity is missing or is no activity of taskbox"))
        try Data("taskbox-log 9 1\n".utf8).write(to: URL(filePath: "\(record.folder)/log.index"))
        #expect(record.state(at: morning) == .damaged("it was written by a newer version of taskbox"))
        try FileManager.default.removeItem(atPath: "\(record.folder)/activity.json")
        try FileManager.default.createDirectory(
            atPath: "\(record.folder)/activity.json", withIntermediateDirectories: false)
        #expect(
            record.state(at: morning)
                == .damaged("taskbox can not read \(record.folder)/activity.json: Is a directory"))
    }

    @Test("is found by the first letters of its id")
    func lookup() throws {
        let records = ["abcdefghijklm", "abcdefghxxxxx", "b0b0b0b0b0b0b"].map {
            RecordedRun(id: .known($0), folder: "/\($0)")
        }
        #expect(records.find("b") == .found(records[2]))
        #expect(records.find("B0B0") == .found(records[2]))
        #expect(records.find("abcdefghi") == .found(records[0]))
        #expect(records.find("abc") == .ambiguous([records[0], records[1]]))
        #expect(records.find("c") == .none)
        #expect(records.find("") == .notAnID)
        #expect(records.find("a/b") == .notAnID)
        #expect(records.find("abcdefghijklmn") == .notAnID)
        #expect(records.map { records.shortID(of: $0.id) } == ["abcdefghi", "abcdefghx", "b0b0b0b0"])
    }

    @Test("keeps samples: all of them at first, then fewer, with the peaks between them")
    func samples() throws {
        let scratch = try ScratchFolder()
        let store = RecordStore(stateFolder: scratch.path)
        let run = try store.begin(
            activity: activity(), definition: [:], plan: [:], redaction: .none, onFailure: { _ in })
        let record = try #require(try store.records().first)
        #expect(try record.samples() == [])
        func sample(_ time: Duration, memory: Int) -> ResourceSample {
            ResourceSample(
                time: time, processorTime: time / 2, memory: memory, processes: 3, bytesRead: 1, bytesWritten: nil)
        }
        run.append(nil, phase: .build)
        run.append(sample(.milliseconds(100), memory: 10), phase: .build)
        run.append(sample(.milliseconds(100), memory: 20), phase: .run)
        run.append(sample(.seconds(1_000), memory: 30), phase: .run)
        run.append(sample(.seconds(1_001), memory: 90), phase: .run)
        run.append(sample(.seconds(1_005), memory: 40), phase: .run)
        #expect(
            try record.samples() == [
                PhaseSample(phase: .build, sample: sample(.milliseconds(100), memory: 10)),
                PhaseSample(phase: .run, sample: sample(.milliseconds(100), memory: 20)),
                PhaseSample(phase: .run, sample: sample(.seconds(1_000), memory: 30)),
                PhaseSample(phase: .run, sample: sample(.seconds(1_005), memory: 90)),
            ])
        #expect(try permissions(of: "\(record.folder)/samples.jsonl") == 0o600)
        // A crash may cut the last line off.
        let handle = try #require(FileHandle(forWritingAtPath: "\(record.folder)/samples.jsonl"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"phase\": \"ru".utf8))
        #expect(try record.samples().count == 4)
    }

    @Test("a day of samples is a few thousand")
    func bounded() throws {
        let scratch = try ScratchFolder()
        let writer = SampleWriter(folder: scratch.path)
        for second in 1...86_400 {
            try writer.append(
                ResourceSample(time: .seconds(second), processorTime: .zero, memory: 0, processes: 1), phase: .run)
        }
        let count = try scratch.text(of: "samples.jsonl").split(separator: "\n").count
        #expect((1_000...3_000).contains(count), "\(count)")
    }
}
