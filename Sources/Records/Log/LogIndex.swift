import Planning
import Supervision

/// The text form of `log.index`: a first line with the time the record was made, then one line for each piece of
/// `log.data`, as `microseconds phase stream bytes`.
enum LogIndex {
    static let fileName = "log.index"
    static let dataFileName = "log.data"

    /// One piece of the log.
    struct Entry: Equatable {
        let start: Timestamp
        let phase: Phase
        let stream: TaskStream
        var byteCount: Int

        var line: String { "\(start.microseconds) \(phase.rawValue) \(stream.rawValue) \(byteCount)\n" }

        init(start: Timestamp, phase: Phase, stream: TaskStream, byteCount: Int) {
            self.start = start
            self.phase = phase
            self.stream = stream
            self.byteCount = byteCount
        }

        /// `nil` unless the line is whole.
        ///
        /// By hand: a log of many short pieces has a million of these lines.
        init?(line: ArraySlice<UInt8>) {
            var rest = line
            guard let microseconds = LogIndex.number(&rest), LogIndex.space(&rest),
                let phase = Phase.allCases.first(where: { LogIndex.word($0.rawValue, &rest) }), LogIndex.space(&rest),
                let stream = TaskStream.allCases.first(where: { LogIndex.word($0.rawValue, &rest) }),
                LogIndex.space(&rest), let byteCount = LogIndex.number(&rest), rest.isEmpty, byteCount >= 0
            else { return nil }
            self.init(
                start: Timestamp(microseconds: microseconds), phase: phase, stream: stream, byteCount: Int(byteCount))
        }
    }

    /// What a first line says.
    struct Header: Equatable {
        /// The number of the format; 1 is the one that this taskbox writes.
        let version: Int
        let createdAt: Timestamp

        /// `nil` if the line is none.
        init?(line: some Collection<UInt8>) {
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            guard words.count >= 3, words[0] == headerWord, let version = Int(words[1]), let time = Int64(words[2])
            else {
                return nil
            }
            self.version = version
            createdAt = Timestamp(microseconds: time)
        }
    }

    /// The format that this taskbox reads and writes.
    static let version = 1
    private static let headerWord = "taskbox-log"

    /// The first line.
    static func header(createdAt: Timestamp) -> String { "\(headerWord) \(version) \(createdAt.microseconds)\n" }

    /// Takes a whole number from the front of a line.
    private static func number(_ line: inout ArraySlice<UInt8>) -> Int64? {
        let isNegative = line.first == UInt8(ascii: "-")
        if isNegative { line.removeFirst() }
        var number: Int64 = 0
        var digits = 0
        while let byte = line.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            // 18 digits are always an `Int64`, and more than any time or size of ours has.
            digits += 1
            guard digits <= 18 else { return nil }
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
            line.removeFirst()
        }
        return digits == 0 ? nil : isNegative ? -number : number
    }

    private static func space(_ line: inout ArraySlice<UInt8>) -> Bool { word(" ", &line) }

    private static func word(_ word: String, _ line: inout ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: word.utf8) else { return false }
        line.removeFirst(word.utf8.count)
        return true
    }
}
