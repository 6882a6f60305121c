import Foundation
import Planning
import Supervision

/// Writes the log of a run: the bytes of all phases in the order of their arrival to `log.data`, and what each piece is
/// to `log.index`.
///
/// Bytes go to the kernel straight from the caller's buffer. The index is buffered, and is behind by a second at most as
/// long as bytes come; `flush()` closes the gap.
package final class LogWriter {
    /// Pieces of the same phase and stream that come within this time share an entry.
    private static let coalescing: Int64 = 10_000
    private static let flushInterval: Int64 = 1_000_000
    private static let indexBufferSize = 32_768

    private let data: OpenFile
    private let index: OpenFile
    private var indexBuffer: [UInt8] = []
    private var current: LogIndex.Entry?
    private var lastFlush: Timestamp

    /// Makes both files in a folder that has neither.
    package convenience init(folder: String, createdAt: Timestamp) throws(RecordFailure) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND
        try self.init(
            data: OpenFile("\(folder)/\(LogIndex.dataFileName)", flags, toDo: "make"),
            index: OpenFile("\(folder)/\(LogIndex.fileName)", flags, toDo: "make"), createdAt: createdAt)
    }

    init(data: OpenFile, index: OpenFile, createdAt: Timestamp) throws(RecordFailure) {
        self.data = data
        self.index = index
        lastFlush = createdAt
        try index.writeAll(Array(LogIndex.header(createdAt: createdAt).utf8))
    }

    /// Says that the folder of the files got another name, so that messages tell the right one.
    func moved(to folder: String) {
        data.moved(to: folder)
        index.moved(to: folder)
    }

    /// Adds a piece of output.
    package func append(
        _ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp
    ) throws(RecordFailure) {
        if bytes.isEmpty { return }
        try data.writeAll(bytes)
        if let entry = current, entry.phase == phase, entry.stream == stream,
            (0...Self.coalescing).contains(time.microseconds - entry.start.microseconds)
        {
            current?.byteCount += bytes.count
        } else {
            closeEntry()
            current = LogIndex.Entry(start: time, phase: phase, stream: stream, byteCount: bytes.count)
        }
        // A clock that was set back must not stop the flushing.
        let sinceFlush = time.microseconds - lastFlush.microseconds
        if sinceFlush >= Self.flushInterval || sinceFlush < 0 || indexBuffer.count >= Self.indexBufferSize {
            lastFlush = time
            try flush()
        }
    }

    /// Brings the index up to the data; at the end of a phase, and now and then while nothing comes.
    package func flush() throws(RecordFailure) {
        closeEntry()
        if indexBuffer.isEmpty { return }
        try index.writeAll(indexBuffer)
        indexBuffer.removeAll(keepingCapacity: true)
    }

    private func closeEntry() {
        guard let entry = current else { return }
        indexBuffer += entry.line.utf8
        current = nil
    }
}
