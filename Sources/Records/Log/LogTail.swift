import Foundation

/// The last lines of a log, found from its end, so that only as much is read as they take.
package struct LogTail: Sendable, Equatable {
    /// Where to begin to read.
    package let position: LogReader.Position
    /// How many line ends of the selection follow before the first line that is wanted.
    package let skippedLines: Int
    /// Whether something stands before the lines that are wanted.
    package let isInside: Bool

    private static let segmentSize = 1 << 20

    /// Looks for the last `count` lines of a selection; an unfinished last line counts.
    package init(
        lines count: Int, of selection: LogSelection, in reader: inout LogReader
    ) throws(RecordFailure) {
        let positions = try reader.positions(every: Self.segmentSize)
        var lines = 0
        var index = positions.count - 1
        while true {
            let size = index + 1 < positions.count ? positions[index].distance(to: positions[index + 1]) : nil
            try reader.move(to: positions[index])
            let found = try Self.count(selection, size: size, in: &reader)
            lines += found.lineEnds
            if lines == found.lineEnds, found.isUnfinished { lines += 1 }
            // One more than wanted, because the first may have begun before this place.
            if lines > count || index == 0 { break }
            index -= 1
        }
        position = positions[index]
        skippedLines = max(0, lines - count)
        isInside = skippedLines > 0 || index > 0
        try reader.move(to: position)
    }

    private static func count(
        _ selection: LogSelection, size: Int?, in reader: inout LogReader
    ) throws(RecordFailure) -> (lineEnds: Int, isUnfinished: Bool) {
        var lineEnds = 0
        var isUnfinished = false
        var passed = 0
        while size.map({ passed < $0 }) ?? true, let piece = try reader.next() {
            passed += piece.bytes.count
            guard selection.contains(piece) else { continue }
            lineEnds += piece.bytes.withUnsafeBytes(LineEnds.count)
            isUnfinished = piece.bytes.last != UInt8(ascii: "\n")
        }
        return (lineEnds, isUnfinished)
    }
}

/// Line ends among bytes.
package enum LineEnds {
    /// How many there are.
    package static func count(_ bytes: UnsafeRawBufferPointer) -> Int {
        var count = 0
        var rest = bytes
        while let length = firstLine(of: rest) {
            count += 1
            rest = UnsafeRawBufferPointer(rebasing: rest[length...])
        }
        return count
    }

    /// The bytes behind the first `lines` line ends, and how many of these are still to come.
    package static func skip(_ lines: Int, of bytes: UnsafeRawBufferPointer) -> (UnsafeRawBufferPointer, left: Int) {
        var left = lines
        var rest = bytes
        while left > 0 {
            guard let length = firstLine(of: rest) else { return (UnsafeRawBufferPointer(rebasing: rest[..<0]), left) }
            left -= 1
            rest = UnsafeRawBufferPointer(rebasing: rest[length...])
        }
        return (rest, 0)
    }

    /// The length of the first line with its end; `nil` if there is none.
    private static func firstLine(of bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
        return memchr(start, 0x0A, bytes.count).map { UnsafeRawPointer($0) - start + 1 }
    }
}
