import Planning
import Supervision

/// The log as the platform's log endpoint gives it: one JSON object a line, the last one with `seal` (contract 6.2).
///
/// The messages, joined, are the text of `ActivityFormat`, but for bytes that are not UTF-8: they become U+FFFD.
package struct JSONLinesFormat: LogRenderer {
    private var renderer: LineRenderer<JSONLinesPieceWriter>

    package init(layout: LogLayout) { renderer = LineRenderer(layout: layout, writer: JSONLinesPieceWriter()) }

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

private struct JSONLinesPieceWriter: LogPieceWriter {
    private var nextID = 0
    /// What stands between the number and the message; all lines of a call share the time in it.
    private var middle: [UInt8] = []
    private var timeOfMiddle: Timestamp?

    mutating func append(_ piece: LinePiece, prefix: StaticString, at time: Timestamp, to buffer: inout [UInt8]) {
        appendHead(at: time, to: &buffer)
        if piece.endsOther { buffer.append(#"\n"#) }
        if piece.startsLine { buffer.append(prefix) }
        JSONStringBytes.append(piece.bytes, to: &buffer)
        if piece.addsLineEnd { buffer.append(#"\n"#) }
        buffer.append("\"}}\n")
    }

    mutating func append(line: String, at time: Timestamp, to buffer: inout [UInt8]) {
        appendHead(at: time, to: &buffer)
        var line = line
        line.withUTF8 { JSONStringBytes.append(UnsafeRawBufferPointer($0), to: &buffer) }
        buffer.append("\"}}\n")
    }

    mutating func appendEnd(to buffer: inout [UInt8]) {
        appendID(to: &buffer)
        buffer.append(",\"seal\":true}\n")
    }

    private mutating func appendHead(at time: Timestamp, to buffer: inout [UInt8]) {
        if time != timeOfMiddle {
            timeOfMiddle = time
            middle = Array(#","data":{"timestamp":"\#(time.rfc3339)","message":""#.utf8)
        }
        appendID(to: &buffer)
        buffer += middle
    }

    private mutating func appendID(to buffer: inout [UInt8]) {
        buffer.append(#"{"_id":"#)
        buffer += String(nextID).utf8
        nextID += 1
    }
}
