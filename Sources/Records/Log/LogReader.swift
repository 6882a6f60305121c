import Foundation
import Planning
import Supervision

/// A piece of a recorded log.
package struct LogPiece: Sendable, Equatable {
    /// When its first byte came, to 10 ms.
    package let time: Timestamp
    package let phase: Phase
    package let stream: TaskStream
    /// Never empty.
    package let bytes: [UInt8]

    package init(time: Timestamp, phase: Phase, stream: TaskStream, bytes: [UInt8]) {
        self.time = time
        self.phase = phase
        self.stream = stream
        self.bytes = bytes
    }
}

/// Reads the log of a run piece by piece, in bounded memory.
///
/// A log that was cut off by a crash is read as far as it goes: an index line that is not whole ends the index, and bytes
/// that the index does not know belong to the last piece that it knows.
package struct LogReader {
    private static let pieceSize = 262_144

    /// When the record was made; `nil` if the index does not say.
    package let createdAt: Timestamp?
    private let data: OpenFile
    private var lines: LineReader
    private var entry: LogIndex.Entry
    private var remaining = 0
    private var isIndexAtEnd = false

    /// Opens the log of a record's folder.
    package init(folder: String) throws(RecordFailure) {
        data = try OpenFile("\(folder)/\(LogIndex.dataFileName)", O_RDONLY, toDo: "read")
        lines = LineReader(try OpenFile("\(folder)/\(LogIndex.fileName)", O_RDONLY, toDo: "read"))
        createdAt = try lines.next().flatMap(LogIndex.creation(header:))
        entry = LogIndex.Entry(
            start: createdAt ?? Timestamp(microseconds: 0), phase: .run, stream: .stdout, byteCount: 0)
    }

    /// The next piece, of at most 256 KiB; `nil` at the end.
    package mutating func next() throws(RecordFailure) -> LogPiece? {
        while remaining == 0, !isIndexAtEnd {
            if let line = try lines.next(), let next = LogIndex.Entry(line: line) {
                entry = next
                remaining = next.byteCount
            } else {
                isIndexAtEnd = true
            }
        }
        let wanted = isIndexAtEnd && remaining == 0 ? Self.pieceSize : min(remaining, Self.pieceSize)
        let bytes = try data.read(upTo: wanted)
        remaining -= min(bytes.count, remaining)
        return bytes.isEmpty
            ? nil : LogPiece(time: entry.start, phase: entry.phase, stream: entry.stream, bytes: bytes)
    }

    /// Reads on to the end of the index and gives the time of its last piece, or `nil` if there is none.
    mutating func lastTime() throws(RecordFailure) -> Timestamp? {
        var last: Timestamp?
        while let line = try lines.next(), let next = LogIndex.Entry(line: line) { last = next.start }
        return last
    }
}

/// Whole lines of a file, without their line ends.
///
/// A last line without a line end is not whole, and is left out.
private struct LineReader {
    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var position = 0

    init(_ file: OpenFile) { self.file = file }

    mutating func next() throws(RecordFailure) -> ArraySlice<UInt8>? {
        while true {
            if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                return buffer[position..<end]
            }
            // A line of the index is short; one that is not is damage, and must not fill the memory.
            if buffer.count - position > 4_096 { return nil }
            let bytes = try file.read(upTo: 65_536)
            if bytes.isEmpty { return nil }
            buffer.removeFirst(position)
            position = 0
            buffer += bytes
        }
    }
}
