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
        init?(line: some Collection<UInt8>) {
            let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 4, let microseconds = Int64(words[0]), let phase = Phase(rawValue: words[1]),
                let stream = TaskStream(rawValue: words[2]), let byteCount = Int(words[3]), byteCount >= 0
            else { return nil }
            self.init(
                start: Timestamp(microseconds: microseconds), phase: phase, stream: stream, byteCount: byteCount)
        }
    }

    private static let headerWords = "taskbox-log 1 "

    /// The first line.
    ///
    /// The number is that of the format.
    static func header(createdAt: Timestamp) -> String { "\(headerWords)\(createdAt.microseconds)\n" }

    /// The time in a first line; `nil` if it is none.
    static func creation(header line: some Collection<UInt8>) -> Timestamp? {
        let text = String(decoding: line, as: UTF8.self)
        guard text.hasPrefix(headerWords) else { return nil }
        return Int64(text.dropFirst(headerWords.count)).map(Timestamp.init(microseconds:))
    }
}
