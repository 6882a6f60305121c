import Foundation
import Planning
import Supervision
import Testing

@testable import Records

/// Makes a log of pieces, each 100 ms after the last one.
private func write(_ pieces: [(String, Phase, TaskStream)], to folder: String) throws -> LogWriter {
    let log = try LogWriter(folder: folder, createdAt: morning)
    for (index, piece) in pieces.enumerated() {
        try log.append(text: piece.0, piece.1, piece.2, at: later(.milliseconds(100 * (index + 1))))
    }
    try log.flush()
    return log
}

extension LogWriter {
    fileprivate func append(text: String, _ phase: Phase, _ stream: TaskStream, at time: Timestamp) throws {
        let bytes = Array(text.utf8)
        let failure: (any Error)? = bytes.withUnsafeBytes { bytes in
            do {
                try append(bytes, phase: phase, stream: stream, at: time)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }
}

extension LogReader {
    fileprivate mutating func rest(whileGrowing isGrowing: Bool = false) throws -> String {
        var bytes: [UInt8] = []
        while let piece = try next(whileGrowing: isGrowing) { bytes += piece.bytes }
        return String(decoding: bytes, as: UTF8.self)
    }
}

@Suite("Reading a log in parts")
struct LogReadingTests {
    @Test("while it grows: bytes that the index does not know yet are left for later")
    func growing() throws {
        let scratch = try ScratchFolder()
        let log = try write([("one\n", .run, .stdout)], to: scratch.path)
        var reader = try LogReader(folder: scratch.path)
        #expect(try reader.rest(whileGrowing: true) == "one\n")
        try log.append(text: "two\n", .run, .stderr, at: later(.milliseconds(150)))
        #expect(try reader.next(whileGrowing: true) == nil)
        try log.flush()
        let piece = try #require(try reader.next(whileGrowing: true))
        #expect(piece.stream == .stderr)
        #expect(piece.bytes == Array("two\n".utf8))
        try log.append(text: "three\n", .run, .stdout, at: later(.milliseconds(160)))
        #expect(try reader.rest() == "three\n", "at the end everything is told")
    }

    @Test("of a newer format")
    func newer() throws {
        let scratch = try ScratchFolder()
        try scratch.write("taskbox-log 2 1781082000000000 zstd\n", to: "log.index")
        try scratch.write("", to: "log.data")
        let reader = try LogReader(folder: scratch.path)
        #expect(reader.isOfNewerFormat)
        #expect(reader.createdAt == morning)
    }

    @Test(
        "index lines that are none",
        arguments: [
            "", "1", "1 run", "1 run stdout", "x run stdout 1", "1 walk stdout 1", "1 run stdin 1", "1 run stdout -1",
            "1 run stdout 1 ", "1 run stdout 99999999999999999999", "1  run stdout 1", "1 runs stdout 1",
        ])
    func damagedEntry(_ line: String) {
        #expect(LogIndex.Entry(line: Array(line.utf8)[...]) == nil)
    }

    @Test("an index line")
    func entry() {
        let entry = LogIndex.Entry(line: Array("-5 deploy stderr 12".utf8)[...])
        #expect(
            entry
                == LogIndex.Entry(
                    start: Timestamp(microseconds: -5), phase: .deploy, stream: .stderr, byteCount: 12))
    }

    @Test("from places on the way")
    func positions() throws {
        let scratch = try ScratchFolder()
        let pieces = (0..<50).map { index in
            ("line \(index)\n", Phase.run, index.isMultiple(of: 2) ? TaskStream.stdout : .stderr)
        }
        _ = try write(pieces, to: scratch.path)
        let whole = pieces.map(\.0).joined()
        var reader = try LogReader(folder: scratch.path)
        let positions = try reader.positions(every: 40)
        #expect(positions.count == 10)
        for position in positions.reversed() {
            try reader.move(to: position)
            let rest = try reader.rest()
            #expect(whole.hasSuffix(rest))
            #expect(whole.utf8.count - rest.utf8.count == positions[0].distance(to: position))
        }
    }

    private func tail(
        _ count: Int, of selection: LogSelection = LogSelection(), in folder: String
    ) throws -> (String, isInside: Bool) {
        var reader = try LogReader(folder: folder)
        let tail = try LogTail(lines: count, of: selection, in: &reader)
        var bytes: [UInt8] = []
        while let piece = try reader.next() { if selection.contains(piece) { bytes += piece.bytes } }
        return (
            bytes.withUnsafeBytes { String(decoding: LineEnds.skip(tail.skippedLines, of: $0).0, as: UTF8.self) },
            tail.isInside
        )
    }

    @Test("the last lines, also of a stream, of a phase, and of an unfinished line")
    func tails() throws {
        let scratch = try ScratchFolder()
        _ = try write(
            [
                ("b1\nb2\n", .build, .stdout), ("e1\n", .run, .stderr), ("r1\nr2\n", .run, .stdout),
                ("e2\ne3", .run, .stderr),
            ], to: scratch.path)
        #expect(try tail(1, in: scratch.path) == ("e3", true))
        #expect(try tail(3, in: scratch.path) == ("r2\ne2\ne3", true))
        #expect(try tail(7, in: scratch.path) == ("b1\nb2\ne1\nr1\nr2\ne2\ne3", false))
        #expect(try tail(99, in: scratch.path).0 == "b1\nb2\ne1\nr1\nr2\ne2\ne3")
        #expect(try tail(0, in: scratch.path).0 == "")
        #expect(try tail(2, of: LogSelection(stream: .stdout), in: scratch.path).0 == "r1\nr2\n")
        #expect(try tail(1, of: LogSelection(phases: [.build]), in: scratch.path).0 == "b2\n")
        #expect(try tail(1, of: LogSelection(phases: [.deploy]), in: scratch.path).0 == "")
    }

    /// More than one segment of the search, with lines across their borders.
    @Test("the last lines of a long log")
    func longTail() throws {
        let scratch = try ScratchFolder()
        let line = String(repeating: "x", count: 99_999) + "\n"
        _ = try write((0..<40).map { _ in (line, .run, .stdout) } + [("end\n", .run, .stdout)], to: scratch.path)
        #expect(try tail(1, in: scratch.path).0 == "end\n")
        #expect(try tail(30, in: scratch.path).0.utf8.count == 29 * 100_000 + 4)
        #expect(try tail(41, in: scratch.path).isInside == false)
    }
}

@Suite("Log with times")
struct TimedFormatTests {
    private func shown(_ pieces: [(String, TaskStream)]) -> String {
        let collected = Collected()
        var format = TimedFormat()
        let sink: LogSink = { collected.bytes += Array($0) }
        format.notice(.container, at: morning, to: sink)
        for (index, piece) in pieces.enumerated() {
            Array(piece.0.utf8).withUnsafeBytes {
                format.output($0, phase: .run, stream: piece.1, at: later(.milliseconds(index * 1_500)), to: sink)
            }
        }
        format.finish(at: later(.seconds(60)), to: sink)
        return collected.text
    }

    @Test("each line has the time of its end, and no line is torn")
    func lines() {
        #expect(
            shown([("one\ntw", .stdout), ("err\n", .stderr), ("o\nrest", .stdout)]) == """
                2026-06-10T09:00:00.000Z one
                2026-06-10T09:00:01.500Z err
                2026-06-10T09:00:03.000Z two
                2026-06-10T09:01:00.000Z rest

                """)
    }
}

@Suite("Lines of the platform's own")
struct PhaseNoticesTests {
    @Test("the container starts once")
    func once() {
        var notices = PhaseNotices()
        #expect(notices.before(.build, tree: "abc") == [.build(tree: "abc"), .buildHook])
        #expect(notices.before(.deploy, tree: "abc") == [.container, .deployHook])
        #expect(notices.before(.run, tree: "abc") == [])
        var alone = PhaseNotices()
        #expect(alone.before(.run, tree: "abc") == [.container])
    }

    @Test("dependencies are named before the build hook")
    func dependencies() {
        var notices = PhaseNotices(packages: ["nodejs": ["a", "b"]])
        let npm = PhaseStep.dependencies(language: "nodejs", manager: "npm")
        #expect(
            notices.before(.build, npm, tree: "abc") == [
                .build(tree: "abc"), .dependencies(language: "nodejs", names: ["a", "b"]),
            ])
        #expect(notices.before(.build, tree: "abc") == [.buildHook])
    }
}
