import Documents
import Foundation
import Planning
import Supervision
import Testing

@testable import Records

@Suite("Lines of a log")
struct LogLinesTests {
    private func piece(_ text: String, _ phase: Phase, _ stream: TaskStream, _ second: Int) -> LogPiece {
        LogPiece(time: later(.seconds(second)), phase: phase, stream: stream, bytes: Array(text.utf8))
    }

    @Test("each stream has its own, and a phase ends them")
    func lines() {
        var lines = LogLines(longest: 5)
        var shown: [String] = []
        func take(_ line: LogLine) {
            shown.append(
                "\((line.time.microseconds - morning.microseconds) / 1_000_000) \(line.phase) \(line.stream) "
                    + "\(String(decoding: line.bytes, as: UTF8.self)) \(line.leftOut)")
        }
        lines.take(piece("one\ntw", .build, .stdout, 0), take)
        lines.take(piece("err\n", .build, .stderr, 1), take)
        lines.take(piece("o and more\n\nrest", .build, .stdout, 2), take)
        lines.take(piece("run\n", .run, .stdout, 3), take)
        lines.finish(take)
        #expect(
            shown == [
                "0 build stdout one 0", "1 build stderr err 0", "0 build stdout two a 7", "2 build stdout  0",
                "2 build stdout rest 0", "3 run stdout run 0",
            ])
    }

    /// A record with so many lines of 10 bytes.
    private func record(_ count: Int, in scratch: ScratchFolder, end: String = "") throws -> RecordedRun {
        let store = RecordStore(stateFolder: scratch.path)
        let activity = Activity(
            id: .known("aaaaaaaaaaaaa"), task: "t", user: "u", engine: "host", startedAt: morning)
        let run = try store.begin(
            activity: activity, definition: [:], plan: [:], redaction: .none, onFailure: { _ in })
        for index in 0..<count {
            let text = String(String(1_000_000_000 + index).dropFirst()) + "\n"
            Array(text.utf8).withUnsafeBytes {
                run.append(
                    $0, phase: .run, stream: index.isMultiple(of: 3) ? .stderr : .stdout, at: later(.seconds(index)))
            }
        }
        Array(end.utf8).withUnsafeBytes { run.append($0, phase: .run, stream: .stdout, at: later(.seconds(count))) }
        run.finish(activity.ended(.phases, phases: [], at: later(.seconds(count))))
        return try #require(try store.records().first)
    }

    @Test("the begin and the end of a log", arguments: [0, 1, 9, 10, 11, 5_000, 100_000])
    func excerpts(_ count: Int) throws {
        let scratch = try ScratchFolder()
        let excerpt = try LogExcerpt(
            of: try record(count, in: scratch, end: "end"), first: 4, last: 6, longest: 100)
        let lines = excerpt.head + excerpt.tail
        #expect(lines.last?.bytes == Array("end".utf8))
        let kept = lines.reduce(0) { $0 + $1.bytes.count + 1 } - 1
        #expect(Int64(kept) + excerpt.leftOut == Int64(count * 10 + 3))
        if count <= 9 {
            #expect(excerpt.leftOut == 0)
            #expect(lines.count == count + 1)
        }
        let numbers = lines.dropLast().compactMap { Int(String(decoding: $0.bytes, as: UTF8.self)) }
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
        if count == 100_000 {
            #expect(excerpt.head.count == 4)
            #expect(excerpt.tail.count == 6)
            #expect(excerpt.leftOut == 1_000_003 - 40 - 53)
        }
    }
}
