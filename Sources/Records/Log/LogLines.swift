import Planning
import Supervision

/// A line of a recorded log.
package struct LogLine: Sendable, Equatable {
    /// When its first byte came.
    package let time: Timestamp
    package let phase: Phase
    package let stream: TaskStream
    /// Without the line end, and not longer than the reader wants.
    package let bytes: [UInt8]
    /// How many bytes of it are left out.
    package let leftOut: Int
}

/// Makes lines of the pieces of a log: each stream has its own, in the order of their ends.
package struct LogLines {
    private struct Part {
        var time: Timestamp
        var bytes: [UInt8] = []
        var leftOut = 0
    }

    private let longest: Int
    private var parts: [TaskStream: Part] = [:]
    private var phase: Phase?

    /// Of a line, only the first bytes are kept.
    package init(longest: Int) { self.longest = longest }

    /// Takes a piece and passes on the lines that it ends.
    package mutating func take(_ piece: LogPiece, _ body: (LogLine) -> Void) {
        if piece.phase != phase { finish(body) }
        phase = piece.phase
        var rest = piece.bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            add(rest[..<(end ?? rest.endIndex)], of: piece)
            guard let end else { return }
            pass(piece.stream, body)
            rest = rest[(end + 1)...]
        }
    }

    /// Passes on what is unfinished.
    package mutating func finish(_ body: (LogLine) -> Void) {
        for stream in TaskStream.allCases where parts[stream] != nil { pass(stream, body) }
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, of piece: LogPiece) {
        var part = parts.removeValue(forKey: piece.stream) ?? Part(time: piece.time)
        let taken = min(bytes.count, longest - part.bytes.count)
        part.bytes += bytes.prefix(taken)
        part.leftOut += bytes.count - taken
        parts[piece.stream] = part
    }

    private mutating func pass(_ stream: TaskStream, _ body: (LogLine) -> Void) {
        guard let phase, let part = parts.removeValue(forKey: stream) else { return }
        body(LogLine(time: part.time, phase: phase, stream: stream, bytes: part.bytes, leftOut: part.leftOut))
    }
}

/// The begin and the end of a log, as much as fits into a page.
package struct LogExcerpt: Sendable {
    /// The first lines; all of them, if nothing is left out.
    package let head: [LogLine]
    /// How many bytes lie between the two parts.
    package let leftOut: Int64
    package let tail: [LogLine]

    /// Reads as much of the log as it needs: so many first and last lines, of which so many bytes each are kept.
    package init(of record: RecordedRun, first: Int, last: Int, longest: Int) throws(RecordFailure) {
        var reader = try record.log()
        var head: [LogLine] = []
        var lines = LogLines(longest: longest)
        var passed = 0
        while head.count < first, let piece = try reader.next() {
            // A piece may hold many more lines than are wanted.
            let rest = piece.bytes.withUnsafeBytes { LineEnds.skip(first - head.count, of: $0).0.count }
            passed += piece.bytes.count - rest
            lines.take(
                LogPiece(
                    time: piece.time, phase: piece.phase, stream: piece.stream,
                    bytes: Array(piece.bytes.dropLast(rest)))
            ) { head.append($0) }
        }
        var ending = try record.log()
        let tail = try LogTail(lines: last, of: LogSelection(), in: &ending)
        var offset = tail.position.offset
        var skipped = tail.skippedLines
        var begin: Int?
        var rest: [LogLine] = []
        while let piece = try ending.next() {
            var bytes = piece.bytes[...]
            while skipped > 0, let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                skipped -= 1
                bytes = bytes[(end + 1)...]
            }
            if skipped > 0 { bytes = [] }
            // What the first part has already is not shown again.
            let known = passed - (offset + piece.bytes.count - bytes.count)
            if known > 0 { bytes = bytes.dropFirst(known) }
            if !bytes.isEmpty {
                if begin == nil {
                    begin = offset + piece.bytes.count - bytes.count
                    // With a gap before it, an unfinished line of the first part ends there.
                    if begin != passed { lines.finish { head.append($0) } }
                }
                lines.take(
                    LogPiece(time: piece.time, phase: piece.phase, stream: piece.stream, bytes: Array(bytes))
                ) { rest.append($0) }
            }
            offset += piece.bytes.count
        }
        lines.finish { rest.append($0) }
        let gap = begin.map { $0 - passed } ?? 0
        leftOut = Int64(max(0, gap))
        self.head = gap > 0 ? head : head + rest
        self.tail = gap > 0 ? rest : []
    }
}
