import Foundation
import Planning
import Supervision
import Testing

@testable import Records

/// Adds text to a log.
private func append(
    _ text: String, _ phase: Phase, _ stream: TaskStream, at time: Timestamp, to log: LogWriter
) throws {
    var text = text
    let failure: (any Error)? = text.withUTF8 { buffer in
        do {
            try log.append(UnsafeRawBufferPointer(buffer), phase: phase, stream: stream, at: time)
            return nil
        } catch { return error }
    }
    if let failure { throw failure }
}

private func pieces(in folder: String) throws -> [LogPiece] {
    var reader = try LogReader(folder: folder)
    var pieces: [LogPiece] = []
    while let piece = try reader.next() { pieces.append(piece) }
    return pieces
}

private func piece(_ text: String, _ phase: Phase, _ stream: TaskStream, at time: Timestamp) -> LogPiece {
    LogPiece(time: time, phase: phase, stream: stream, bytes: Array(text.utf8))
}

@Suite("Recorded log")
struct LogTests {
    @Test("keeps the bytes in order and says what each piece is")
    func order() throws {
        let scratch = try ScratchFolder()
        let log = try LogWriter(folder: scratch.path, createdAt: morning)
        try append("one\n", .build, .stdout, at: later(.milliseconds(1)), to: log)
        try append("two", .build, .stderr, at: later(.milliseconds(2)), to: log)
        try append("three\n", .build, .stdout, at: later(.milliseconds(3)), to: log)
        try log.flush()
        try append("four\n", .run, .stdout, at: later(.milliseconds(4)), to: log)
        try log.flush()
        #expect(try scratch.text(of: "log.data") == "one\ntwothree\nfour\n")
        #expect(
            try scratch.text(of: "log.index") == """
                taskbox-log 1 1781082000000000
                1781082000001000 build stdout 4
                1781082000002000 build stderr 3
                1781082000003000 build stdout 6
                1781082000004000 run stdout 5

                """)
        #expect(try LogReader(folder: scratch.path).createdAt == morning)
        #expect(
            try pieces(in: scratch.path) == [
                piece("one\n", .build, .stdout, at: later(.milliseconds(1))),
                piece("two", .build, .stderr, at: later(.milliseconds(2))),
                piece("three\n", .build, .stdout, at: later(.milliseconds(3))),
                piece("four\n", .run, .stdout, at: later(.milliseconds(4))),
            ])
        #expect(try permissions(of: "\(scratch.path)/log.data") == 0o600)
        #expect(try permissions(of: "\(scratch.path)/log.index") == 0o600)
    }

    @Test("pieces of the same stream within 10 ms share an entry, counted from its begin")
    func coalescing() throws {
        let scratch = try ScratchFolder()
        let log = try LogWriter(folder: scratch.path, createdAt: morning)
        for milliseconds in [0, 4, 8, 10, 11, 22] {
            try append("x", .run, .stdout, at: later(.milliseconds(milliseconds)), to: log)
        }
        // A clock that was set back begins a new entry.
        try append("x", .run, .stdout, at: morning, to: log)
        try append("x", .deploy, .stdout, at: morning, to: log)
        try log.flush()
        #expect(
            try scratch.text(of: "log.index").split(separator: "\n").dropFirst() == [
                "1781082000000000 run stdout 4", "1781082000011000 run stdout 1", "1781082000022000 run stdout 1",
                "1781082000000000 run stdout 1", "1781082000000000 deploy stdout 1",
            ])
    }

    @Test("the index is at most a second behind while output comes")
    func interval() throws {
        let scratch = try ScratchFolder()
        let log = try LogWriter(folder: scratch.path, createdAt: morning)
        try append("a", .run, .stdout, at: later(.milliseconds(900)), to: log)
        #expect(try scratch.text(of: "log.index") == "taskbox-log 1 1781082000000000\n")
        try append("b", .run, .stdout, at: later(.milliseconds(1000)), to: log)
        #expect(
            try scratch.text(of: "log.index").split(separator: "\n").dropFirst() == [
                "1781082000900000 run stdout 1", "1781082001000000 run stdout 1",
            ])
        // Without any flush at the end, as after a crash.
        try append("c", .run, .stderr, at: later(.milliseconds(1100)), to: log)
        #expect(
            try pieces(in: scratch.path).map { String(decoding: $0.bytes, as: UTF8.self) } == ["a", "b", "c"])
    }

    @Test("an empty piece is none")
    func empty() throws {
        let scratch = try ScratchFolder()
        let log = try LogWriter(folder: scratch.path, createdAt: morning)
        try append("", .run, .stdout, at: morning, to: log)
        try log.flush()
        #expect(try pieces(in: scratch.path).isEmpty)
    }

    @Test("a long entry is read in bounded pieces, binary bytes unchanged")
    func long() throws {
        let scratch = try ScratchFolder()
        let log = try LogWriter(folder: scratch.path, createdAt: morning)
        let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try bytes.withUnsafeBytes { try log.append($0, phase: .run, stream: .stdout, at: morning) }
        try log.flush()
        let read = try pieces(in: scratch.path)
        #expect(read.map(\.bytes.count) == [262_144, 262_144, 175_712])
        #expect(read.flatMap(\.bytes) == bytes)
    }

    @Test(
        "a log that was cut off is read as far as it goes",
        arguments: [
            // The index lost its last line, or a part of it: the bytes belong to the last piece that is known.
            ("taskbox-log 1 5\n10 build stderr 3\n", "abcdef", ["10 build stderr abc", "10 build stderr def"]),
            (
                "taskbox-log 1 5\n10 build stderr 3\n20 run std", "abcdef",
                ["10 build stderr abc", "10 build stderr def"]
            ),
            (
                "taskbox-log 1 5\n10 build stderr 3\n20 run stdout 3", "abcdef",
                ["10 build stderr abc", "10 build stderr def"]
            ),
            // The data lost its end.
            (
                "taskbox-log 1 5\n10 build stderr 3\n20 run stdout 3\n", "abcd",
                ["10 build stderr abc", "20 run stdout d"]
            ),
            ("taskbox-log 1 5\n10 build stderr 3\n20 run stdout 3\n", "abc", ["10 build stderr abc"]),
            // A line of rubbish ends the index.
            (
                "taskbox-log 1 5\n10 build stderr 2\nrubbish\n20 run stdout 2\n", "abcd",
                ["10 build stderr ab", "10 build stderr cd"]
            ),
            ("taskbox-log 1 5\n10 build stderr -2\n", "abcd", ["5 run stdout abcd"]),
            // Nothing but data.
            ("taskbox-log 1 5\n", "abc", ["5 run stdout abc"]),
            ("", "abc", ["0 run stdout abc"]),
            ("", "", []),
        ] as [(String, String, [String])])
    func torn(_ index: String, _ data: String, _ expected: [String]) throws {
        let scratch = try ScratchFolder()
        try scratch.write(index, to: "log.index")
        try scratch.write(data, to: "log.data")
        let read = try pieces(in: scratch.path).map { piece in
            let text = String(decoding: piece.bytes, as: UTF8.self)
            return "\(piece.time.microseconds) \(piece.phase.rawValue) \(piece.stream.rawValue) \(text)"
        }
        #expect(read == expected)
    }

    @Test("a folder that has a log already is refused")
    func exists() throws {
        let scratch = try ScratchFolder()
        try scratch.write("", to: "log.data")
        #expect(throws: RecordFailure("make", "\(scratch.path)/log.data", code: EEXIST)) {
            try LogWriter(folder: scratch.path, createdAt: morning)
        }
    }
}
