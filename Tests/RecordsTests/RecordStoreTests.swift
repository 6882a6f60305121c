import Documents
import Foundation
import Planning
import Supervision
import Synchronization
import Testing

@testable import Records

/// A store in a scratch folder, with the failures that its records reported.
private final class Store: Sendable {
    let scratch: Mutex<ScratchFolder>
    let store: RecordStore
    let path: String
    let failures = Mutex<[RecordFailure]>([])

    init() throws {
        let folder = try ScratchFolder()
        path = folder.path
        store = RecordStore(stateFolder: folder.path)
        scratch = Mutex(folder)
    }

    /// Begins a run; the letter makes its id.
    func begin(_ letter: Character, at time: Timestamp = morning, redaction: Redaction = .none) throws -> RunRecord {
        try store.begin(
            activity: activity(letter, at: time), definition: ["name": "nightly"], plan: ["token": "s3cret"],
            redaction: redaction, onFailure: { failure in self.failures.withLock { $0.append(failure) } })
    }

    func activity(_ letter: Character, at time: Timestamp = morning) -> Activity {
        Activity(id: id(letter), task: "nightly", user: "ann", engine: "host", startedAt: time)
    }

    /// Records a whole run with a log of so many bytes.
    func record(_ letter: Character, at time: Timestamp, bytes: Int = 0) throws {
        let run = try begin(letter, at: time)
        run.append(String(repeating: "x", count: bytes), .run, .stdout, at: time)
        run.finish(activity(letter, at: time).ended(.phases, phases: [], at: time))
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: "\(path)/runs").sorted() }
    }
}

private func id(_ letter: Character) -> RunID { .known(String(repeating: letter, count: 13)) }

extension RunRecord {
    fileprivate func append(_ text: String, _ phase: Phase, _ stream: TaskStream, at time: Timestamp) {
        Array(text.utf8).withUnsafeBytes { append($0, phase: phase, stream: stream, at: time) }
    }
}

@Suite("Records of runs")
struct RecordStoreTests {
    @Test("a record is begun, written and finished")
    func whole() throws {
        let store = try Store()
        let run = try store.begin("a")
        #expect(run.folder == "\(store.path)/runs/aaaaaaaaaaaaa")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: run.folder).sorted() == [
                "activity.json", "definition.json", "lock", "log.data", "log.index", "plan.json",
            ])
        for name in ["activity.json", "definition.json", "lock", "log.data", "log.index", "plan.json"] {
            #expect(try permissions(of: "\(run.folder)/\(name)") == 0o600)
        }
        #expect(try permissions(of: run.folder) == 0o700)
        #expect(try permissions(of: "\(store.path)/runs") == 0o700)
        var record = try #require(try store.store.records().first)
        #expect(record.id == id("a"))
        #expect(record.createdAt == morning)
        #expect(try record.activity() == store.activity("a"))
        #expect(try record.definition() == ["name": "nightly"])
        #expect(try record.plan() == ["token": "s3cret"])

        run.append("hello\n", .run, .stdout, at: later(.milliseconds(5)))
        run.flush()
        let end = store.activity("a").ended(
            .phases,
            phases: [PhaseResult(phase: .run, outcome: .exited(4), startedAt: morning, duration: .seconds(1))],
            at: later(.seconds(1)))
        run.finish(end)
        run.append("too late", .run, .stdout, at: later(.seconds(2)))
        run.update(store.activity("a"))
        run.finish(store.activity("a"))

        record = try #require(try store.store.records().first)
        #expect(try record.activity() == end)
        var log = try record.log()
        #expect(
            try log.next()
                == LogPiece(
                    time: later(.milliseconds(5)), phase: .run, stream: .stdout, bytes: Array("hello\n".utf8)))
        #expect(try log.next() == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: run.folder).contains("lock") == false)
        #expect(store.failures.withLock { $0 }.isEmpty)
    }

    @Test("secrets do not reach the files of a record")
    func redaction() throws {
        let store = try Store()
        let run = try store.begin("a", redaction: Redaction(variables: [("API_TOKEN", "s3cret")]))
        let record = try #require(try store.store.records().first)
        #expect(try record.plan() == ["token": "********"])
        run.finish(store.activity("a").ended(.fault("s3cret was refused"), phases: [], at: morning))
        #expect(try record.activity()?.details["cause"] == "******** was refused")
    }

    @Test("a secret that looks like a field of the activity does not damage it")
    func commonSecret() throws {
        let store = try Store()
        let redaction = Redaction(variables: [("A_KEY", "complete"), ("B_KEY", "nightly"), ("C_KEY", "environment")])
        try store.begin("a", redaction: redaction).finish(
            store.activity("a").ended(.phases, phases: [], at: later(.seconds(1))))
        let activity = try #require(try store.store.records().first?.activity())
        #expect(activity.state == .complete)
        #expect(activity.task == "nightly")
        #expect(activity.text == "ann ran task ********")
    }

    @Test("records come newest first, and by id where the times are equal")
    func order() throws {
        let store = try Store()
        try store.record("b", at: later(.seconds(1)))
        try store.record("d", at: later(.seconds(3)))
        try store.record("c", at: later(.seconds(1)))
        try store.record("a", at: later(.seconds(2)))
        #expect(try store.store.records().map(\.id) == [id("d"), id("a"), id("b"), id("c")])
    }

    @Test("a store without a folder is empty")
    func empty() throws {
        let store = RecordStore(stateFolder: "/nonexistent/taskbox")
        #expect(try store.records().isEmpty)
        #expect(store.sweep(at: morning) == RecordUpkeep())
        #expect(store.prune() == RecordUpkeep())
    }

    @Test("two runs of one id do not share a record")
    func sameID() throws {
        let store = try Store()
        let first = try store.begin("a")
        #expect(throws: RecordFailure("make", first.folder, code: ENOTEMPTY)) { try store.begin("a") }
        #expect(try store.names == ["aaaaaaaaaaaaa"])
    }

    @Test("a folder that can not be made is an error with its reason")
    func cannotMake() throws {
        let store = RecordStore(stateFolder: "/nonexistent/taskbox")
        let failure = RecordFailure("make", "/nonexistent/taskbox/runs", code: ENOENT)
        #expect(throws: failure) {
            try store.begin(
                activity: Activity(id: id("a"), task: "t", user: "ann", engine: "host", startedAt: morning),
                definition: [:], plan: [:], redaction: .none, onFailure: { _ in })
        }
        #expect(
            failure.warning
                == "this run is not recorded, because taskbox can not make /nonexistent/taskbox/runs: "
                + "No such file or directory")
    }

    @Test("a record that can not be written is given up as a whole, with one report")
    func givenUp() throws {
        let store = try Store()
        let run = try store.begin("a")
        // A folder in the place of the temporary file lets the write fail for every user, root too.
        try FileManager.default.createDirectory(
            atPath: "\(run.folder)/activity.json.new", withIntermediateDirectories: false)
        run.update(store.activity("a"))
        run.append("more", .run, .stdout, at: morning)
        run.update(store.activity("a"))
        run.finish(store.activity("a"))
        #expect(
            store.failures.withLock { $0 } == [
                RecordFailure("write", "\(run.folder)/activity.json.new", code: EISDIR)
            ])
        #expect(try store.names.isEmpty)
    }

    @Test(
        "a full disk gives the record of a live run up", .enabled(if: access("/dev/full", W_OK) == 0, "needs /dev/full")
    )
    func fullDiskWhileRunning() throws {
        let scratch = try ScratchFolder()
        let folder = "\(scratch.path)/run"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let failures = Mutex<[RecordFailure]>([])
        let run = RunRecord(
            id: id("a"), folder: folder,
            log: try LogWriter(
                data: OpenFile("/dev/full", O_WRONLY, toDo: "open"),
                index: OpenFile("\(folder)/log.index", O_WRONLY | O_CREAT, toDo: "make"), createdAt: morning),
            lock: try #require(try RecordLock.create(in: folder)), redaction: .none,
            onFailure: { failure in failures.withLock { $0.append(failure) } })
        for _ in 0..<3 { run.append("hello", .run, .stdout, at: morning) }
        #expect(failures.withLock { $0 } == [RecordFailure("write", "/dev/full", code: ENOSPC)])
        #expect(try scratch.names().isEmpty)
    }

    @Test("a full disk is an error of the log", .enabled(if: access("/dev/full", W_OK) == 0, "needs /dev/full"))
    func fullDisk() throws {
        let scratch = try ScratchFolder()
        let index = try OpenFile("\(scratch.path)/index", O_WRONLY | O_CREAT, toDo: "make")
        let log = try LogWriter(
            data: OpenFile("/dev/full", O_WRONLY, toDo: "open"), index: index, createdAt: morning)
        #expect(throws: RecordFailure("write", "/dev/full", code: ENOSPC)) {
            try [UInt8](repeating: 1, count: 10).withUnsafeBytes {
                try log.append($0, phase: .run, stream: .stdout, at: morning)
            }
        }
    }
}

@Suite("Sweeping and pruning")
struct SweepTests {
    @Test("a run whose taskbox died is marked as ended by an error")
    func marks() throws {
        let store = try Store()
        var run: RunRecord? = try store.begin("a")
        run?.append("last words\n", .run, .stdout, at: later(.seconds(7)))
        run?.flush()
        #expect(store.store.sweep(at: later(.seconds(50))).runs.isEmpty, "a live run is left alone")
        // The lock goes with the process, and here with the value.
        run = nil
        #expect(store.store.sweep(at: later(.seconds(100))).runs == [id("a")])
        let record = try #require(try store.store.records().first)
        #expect(
            try record.activity()
                == store.activity("a").interrupted(lastSign: later(.seconds(7)), at: later(.seconds(100))))
        #expect(try FileManager.default.contentsOfDirectory(atPath: record.folder).contains("lock") == false)
        #expect(store.store.sweep(at: later(.seconds(200))).runs.isEmpty)
    }

    @Test("a run that ended before its lock was removed keeps its end")
    func keepsEnd() throws {
        let store = try Store()
        let end = store.activity("a").ended(.phases, phases: [], at: later(.seconds(1)))
        var run: RunRecord? = try store.begin("a")
        run?.update(end)
        run = nil
        #expect(store.store.sweep(at: later(.seconds(9))).runs.isEmpty)
        let record = try #require(try store.store.records().first)
        #expect(try record.activity() == end)
        #expect(try FileManager.default.contentsOfDirectory(atPath: record.folder).contains("lock") == false)
    }

    @Test("damaged files are marked too", arguments: [nil, "", "{\"id\":", "{}"])
    func damaged(_ text: String?) throws {
        let store = try Store()
        var run: RunRecord? = try store.begin("a")
        let path = "\(try #require(run).folder)/activity.json"
        run = nil
        try FileManager.default.removeItem(atPath: path)
        if let text { try Data(text.utf8).write(to: URL(filePath: path)) }
        #expect(store.store.sweep(at: later(.seconds(9))).runs == [id("a")])
        let activity = try #require(try store.store.records().first?.activity())
        #expect(activity.state == .complete)
        #expect(activity.failureReason == .error)
        #expect(activity.createdAt == morning)
        #expect(activity.text == "taskbox itself ended without finishing the run of an unknown task")
    }

    @Test("what was left half made or half removed goes, what is being made stays")
    func remains() throws {
        let store = try Store()
        try store.record("a", at: morning)
        let runs = "\(store.path)/runs"
        for name in [".new-bbbbbbbbbbbbb", ".new-ccccccccccccc", ".old-ddddddddddddd", "notes"] {
            try FileManager.default.createDirectory(atPath: "\(runs)/\(name)", withIntermediateDirectories: false)
        }
        try Data().write(to: URL(filePath: "\(runs)/.new-bbbbbbbbbbbbb/lock"))
        let lock = try #require(try RecordLock.create(in: "\(runs)/.new-ccccccccccccc"))
        #expect(store.store.sweep(at: morning) == RecordUpkeep())
        withExtendedLifetime(lock) {}
        #expect(try store.names == [".new-ccccccccccccc", "aaaaaaaaaaaaa", "notes"])
    }

    @Test("many sweeps at once mark each run once")
    func concurrentSweeps() async throws {
        let store = try Store()
        for letter in "abcdefghijklmnopqrst" { _ = try store.begin(letter) }
        let live = try store.begin("z")
        for number in 0..<10 {
            let old = "\(store.path)/runs/.old-\(number)"
            try FileManager.default.createDirectory(atPath: old, withIntermediateDirectories: false)
            for name in ["a", "b", "c"] { try Data().write(to: URL(filePath: "\(old)/\(name)")) }
        }
        let upkeep = await withTaskGroup(of: RecordUpkeep.self) { group in
            for _ in 0..<8 { group.addTask { store.store.sweep(at: later(.seconds(5))) } }
            return await group.reduce(into: RecordUpkeep()) {
                $0.runs += $1.runs
                $0.failures += $1.failures
            }
        }
        #expect(upkeep.runs.map(\.description).sorted() == "abcdefghijklmnopqrst".map { id($0).description })
        #expect(upkeep.failures.isEmpty)
        #expect(try store.names.count == 21)
        for record in try store.store.records() {
            #expect(try record.activity()?.state == (record.id == live.id ? .inProgress : .complete))
        }
        live.finish(store.activity("z").ended(.phases, phases: [], at: morning))
    }

    @Test(
        "another process holds a run's lock as we do", .enabled(if: access("/usr/bin/flock", X_OK) == 0, "needs flock"))
    func otherProcess() throws {
        let store = try Store()
        _ = try store.begin("a")
        let holder = Process()
        let ready = Pipe()
        let hold = Pipe()
        holder.executableURL = URL(filePath: "/usr/bin/flock")
        holder.arguments = [
            "-n", "\(store.path)/runs/\(id("a"))/lock", "/bin/sh", "-c", "echo ready; read line",
        ]
        holder.standardOutput = ready
        holder.standardInput = hold
        try holder.run()
        #expect(try ready.fileHandleForReading.read(upToCount: 6) == Data("ready\n".utf8))
        #expect(store.store.sweep(at: morning).runs.isEmpty)
        #expect(store.store.prune(to: RecordLimits(runs: 0, logSize: 0)).runs.isEmpty)
        try hold.fileHandleForWriting.close()
        holder.waitUntilExit()
        #expect(store.store.sweep(at: morning).runs == [id("a")])
    }

    @Test("the newest runs are kept")
    func prunesByCount() throws {
        let store = try Store()
        for (seconds, letter) in "dbeca".enumerated() { try store.record(letter, at: later(.seconds(seconds))) }
        #expect(store.store.prune(to: RecordLimits(runs: 3, logSize: 1_000_000)).runs == [id("b"), id("d")])
        #expect(try store.store.records().map(\.id) == [id("a"), id("c"), id("e")])
        #expect(try store.names.count == 3)
    }

    @Test("logs beyond the limit go from the oldest on, and the newest stays whatever its size")
    func prunesBySize() throws {
        let store = try Store()
        try store.record("a", at: later(.seconds(1)), bytes: 10)
        try store.record("b", at: later(.seconds(2)), bytes: 5_000)
        try store.record("c", at: later(.seconds(3)), bytes: 900)
        #expect(store.store.prune(to: RecordLimits(runs: 50, logSize: 2_000)).runs == [id("b"), id("a")])
        #expect(store.store.prune(to: RecordLimits(runs: 50, logSize: 10)).runs.isEmpty)
        #expect(try store.store.records().map(\.id) == [id("c")])
    }

    @Test("a live run stays, however old")
    func keepsLive() throws {
        let store = try Store()
        let live = try store.begin("a", at: morning)
        try store.record("b", at: later(.seconds(1)))
        try store.record("c", at: later(.seconds(2)))
        #expect(store.store.prune(to: RecordLimits(runs: 1, logSize: 1_000_000)).runs == [id("b")])
        #expect(try store.store.records().map(\.id) == [id("c"), id("a")])
        live.finish(store.activity("a").ended(.phases, phases: [], at: morning))
        #expect(store.store.prune(to: RecordLimits(runs: 1, logSize: 1_000_000)).runs == [id("a")])
    }

    @Test("the standard keeps 50 runs and 4 GiB")
    func standard() {
        #expect(RecordLimits.standard == RecordLimits(runs: 50, logSize: 4_294_967_296))
    }
}
