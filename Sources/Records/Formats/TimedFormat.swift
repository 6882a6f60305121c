import Planning
import Supervision

/// The log as it is, with the time before each line, in UTC to the millisecond: `2026-06-10T09:00:00.123Z `.
///
/// It has no lines of the platform's own. The time is that of the line's end.
package struct TimedFormat: LogRenderer {
    private var renderer: LineRenderer<TimedPieceWriter>

    package init() { renderer = LineRenderer(layout: nil, writer: TimedPieceWriter()) }

    package mutating func notice(_ notice: LogNotice, at time: Timestamp, to sink: LogSink) {
        renderer.notice(notice, at: time, to: sink)
    }

    package mutating func output(
        _ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp, to sink: LogSink
    ) {
        renderer.output(bytes, phase: phase, stream: stream, at: time, to: sink)
    }

    package mutating func flush(at time: Timestamp, to sink: LogSink) { renderer.flush(at: time, to: sink) }

    package mutating func endPhase(at time: Timestamp, to sink: LogSink) { renderer.endPhase(at: time, to: sink) }

    package mutating func finish(at time: Timestamp, to sink: LogSink) { renderer.finish(at: time, to: sink) }
}

private struct TimedPieceWriter: LogPieceWriter {
    private var mark: [UInt8] = []
    private var timeOfMark: Timestamp?

    mutating func append(_ piece: LinePiece, prefix: StaticString, at time: Timestamp, to buffer: inout [UInt8]) {
        if piece.endsOther { buffer.append(0x0A) }
        if piece.startsLine {
            if time != timeOfMark {
                timeOfMark = time
                mark = Array("\(time.milliseconds) ".utf8)
            }
            buffer += mark
        }
        buffer.append(contentsOf: piece.bytes)
        if piece.addsLineEnd { buffer.append(0x0A) }
    }

    mutating func append(line: String, at time: Timestamp, to buffer: inout [UInt8]) {}

    mutating func appendEnd(to buffer: inout [UInt8]) {}
}

extension Timestamp {
    /// Such as `2026-06-10T09:00:00.123Z`.
    package var milliseconds: String { "\(rfc3339.dropLast(9))Z" }
}
