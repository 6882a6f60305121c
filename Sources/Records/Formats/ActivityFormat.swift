import Planning
import Supervision

/// The log as the platform's activity log shows it: build and deploy output indented, `W: ` before lines of stderr
/// (contract 3.3 and 6.2).
///
/// Bytes that are not UTF-8 stay as they are.
package struct ActivityFormat: LogRenderer {
    // Forwarded by hand, here and in `JSONLinesFormat`: a generic conformance would be called unspecialised, for each piece.
    private var renderer: LineRenderer<ActivityPieceWriter>

    package init(layout: LogLayout) { renderer = LineRenderer(layout: layout, writer: ActivityPieceWriter()) }

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

private struct ActivityPieceWriter: LogPieceWriter {
    mutating func append(_ piece: LinePiece, prefix: StaticString, at time: Timestamp, to buffer: inout [UInt8]) {
        if piece.endsOther { buffer.append(0x0A) }
        if piece.startsLine { buffer.append(prefix) }
        buffer.append(contentsOf: piece.bytes)
        if piece.addsLineEnd { buffer.append(0x0A) }
    }

    mutating func append(line: String, at time: Timestamp, to buffer: inout [UInt8]) { buffer += line.utf8 }

    mutating func appendEnd(to buffer: inout [UInt8]) {}
}
