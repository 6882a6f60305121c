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
    /// Pieces are not longer, and so much is read at once.
    private static let pieceSize = 262_144

    /// When the record was made; `nil` if the index does not say.
    package let createdAt: Timestamp?
    /// Whether the log was written by a newer taskbox, in a form that this one may misread.
    package let isOfNewerFormat: Bool
    private let data: OpenFile
    private var lines: LineReader
    private var entry: LogIndex.Entry
    private var remaining = 0
    private var isIndexAtEnd = false
    /// What was read ahead; many short pieces share it.
    private var block: ArraySlice<UInt8> = []

    /// Opens the log of a record's folder.
    package init(folder: String) throws(RecordFailure) {
        data = try OpenFile("\(folder)/\(LogIndex.dataFileName)", O_RDONLY, toDo: "read")
        lines = LineReader(try OpenFile("\(folder)/\(LogIndex.fileName)", O_RDONLY, toDo: "read"))
        let header = try lines.next().flatMap { LogIndex.Header(line: $0) }
        createdAt = header?.createdAt
        isOfNewerFormat = (header?.version ?? 0) > LogIndex.version
        entry = LogIndex.Entry(
            start: createdAt ?? Timestamp(microseconds: 0), phase: .run, stream: .stdout, byteCount: 0)
    }

    /// The next piece, of at most 256 KiB; `nil` at the end.
    ///
    /// While the log grows, bytes that the index does not know yet are left for later, and the end is that of now: a
    /// later call goes on from here.
    package mutating func next(whileGrowing isGrowing: Bool = false) throws(RecordFailure) -> LogPiece? {
        try skipToBytes(whileGrowing: isGrowing)
        if remaining == 0, isGrowing { return nil }
        let bytes = try read(upTo: remaining == 0 ? Self.pieceSize : min(remaining, Self.pieceSize))
        remaining -= min(bytes.count, remaining)
        return bytes.isEmpty
            ? nil : LogPiece(time: entry.start, phase: entry.phase, stream: entry.stream, bytes: bytes)
    }

    /// Reads on in the index until an entry has bytes, or to its end.
    private mutating func skipToBytes(whileGrowing isGrowing: Bool) throws(RecordFailure) {
        while remaining == 0, !isIndexAtEnd {
            if let line = try lines.next() {
                if let next = LogIndex.Entry(line: line) {
                    entry = next
                    remaining = next.byteCount
                } else {
                    isIndexAtEnd = true
                }
            } else if isGrowing {
                return
            } else {
                isIndexAtEnd = true
            }
        }
    }

    private mutating func read(upTo count: Int) throws(RecordFailure) -> [UInt8] {
        if block.isEmpty {
            if count >= Self.pieceSize / 2 { return try data.read(upTo: count) }
            block = try data.read(upTo: Self.pieceSize)[...]
        }
        defer { block.removeFirst(min(count, block.count)) }
        return Array(block.prefix(count))
    }

    /// Reads on to the end of the index and gives the time of its last piece, or `nil` if there is none.
    mutating func lastTime() throws(RecordFailure) -> Timestamp? {
        var last: Timestamp?
        while let line = try lines.next(), let next = LogIndex.Entry(line: line) { last = next.start }
        return last
    }
}

extension LogReader {
    /// A place in a log from which it can be read.
    package struct Position: Sendable, Equatable {
        fileprivate let indexOffset: Int
        fileprivate let dataOffset: Int

        /// The bytes of the log before the place.
        var offset: Int { dataOffset }

        /// The bytes of the log between two places.
        func distance(to later: Position) -> Int { later.dataOffset - dataOffset }
    }

    /// Reads on to the end of the index and gives places on the way, about `distance` bytes of the log apart.
    ///
    /// They are not more than a few thousand: the longer the log, the wider apart. The first is the place of now.
    package mutating func positions(every distance: Int) throws(RecordFailure) -> [Position] {
        var distance = distance
        var offset = 0
        var positions = [Position(indexOffset: lines.offset, dataOffset: 0)]
        while true {
            let place = lines.offset
            guard let line = try lines.next(), let next = LogIndex.Entry(line: line) else { return positions }
            if offset - (positions.last?.dataOffset ?? 0) >= distance {
                positions.append(Position(indexOffset: place, dataOffset: offset))
                if positions.count > 4_096 {
                    positions = positions.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
                    distance *= 2
                }
            }
            offset += next.byteCount
        }
    }

    /// Goes to a place.
    package mutating func move(to position: Position) throws(RecordFailure) {
        try data.seek(to: position.dataOffset)
        try lines.move(to: position.indexOffset)
        block = []
        remaining = 0
        isIndexAtEnd = false
    }
}

/// Whole lines of a file, without their line ends.
///
/// A last line without a line end is not whole, and is left out until it is.
private struct LineReader {
    private let file: OpenFile
    private var buffer: [UInt8] = []
    private var position = 0
    /// Of the buffer's first byte in the file.
    private var bufferOffset = 0

    init(_ file: OpenFile) { self.file = file }

    /// The place of the next line in the file.
    var offset: Int { bufferOffset + position }

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
            bufferOffset += position
            position = 0
            buffer += bytes
        }
    }

    mutating func move(to offset: Int) throws(RecordFailure) {
        try file.seek(to: offset)
        buffer = []
        position = 0
        bufferOffset = offset
    }
}
