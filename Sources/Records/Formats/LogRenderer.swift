import Planning
import Supervision

/// What takes a renderer's bytes; the buffer is the renderer's and is gone afterwards.
package typealias LogSink = (UnsafeRawBufferPointer) -> Void

/// Shows a log in one of the platform's forms.
///
/// A renderer reads no clock and writes no file: it is told the time, and hands its bytes to a sink, at most a little
/// over 64 KiB in one call.
package protocol LogRenderer: Sendable {
    /// Adds a line of the platform's own.
    mutating func notice(_ notice: LogNotice, at time: Timestamp, to sink: LogSink)

    /// Adds output of a phase. A change of the phase ends the last one.
    mutating func output(
        _ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp, to sink: LogSink)

    /// Shows what is held of unfinished lines, for people who wait for a prompt.
    mutating func flush(at time: Timestamp, to sink: LogSink)

    /// Shows what is held and ends all lines of a phase.
    mutating func endPhase(at time: Timestamp, to sink: LogSink)

    /// Ends the log.
    mutating func finish(at time: Timestamp, to sink: LogSink)
}

/// Writes pieces of lines in the form of a log.
protocol LogPieceWriter: Sendable {
    /// Appends a piece of output to the buffer.
    mutating func append(_ piece: LinePiece, prefix: StaticString, at time: Timestamp, to buffer: inout [UInt8])

    /// Appends a whole line of the platform's own.
    mutating func append(line: String, at time: Timestamp, to buffer: inout [UInt8])

    /// Appends what closes the log.
    mutating func appendEnd(to buffer: inout [UInt8])
}

/// What the renderers have in common: the lines, the layout and a buffer before the sink.
struct LineRenderer<Writer: LogPieceWriter>: Sendable {
    private static var bufferSize: Int { 65_536 }

    /// `nil` for forms without lines of the platform's own.
    private let layout: LogLayout?
    private var writer: Writer
    private var assembler = LineAssembler()
    private var buffer: [UInt8] = []
    private var phase: Phase?
    private var hasShownDependencies = false

    init(layout: LogLayout?, writer: Writer) {
        self.layout = layout
        self.writer = writer
        buffer.reserveCapacity(2 * Self.bufferSize)
    }

    /// Takes the pieces of a call with all that the call knows.
    private struct Taker: LinePieceTaker {
        var writer: Writer
        var buffer: [UInt8]
        let phase: Phase
        let time: Timestamp
        let write: (inout [UInt8]) -> Void

        mutating func take(_ piece: LinePiece) {
            writer.append(piece, prefix: LogLayout.prefix(phase, piece.stream), at: time, to: &buffer)
            if buffer.count >= LineRenderer.bufferSize { write(&buffer) }
        }
    }

    mutating func notice(_ notice: LogNotice, at time: Timestamp, to sink: LogSink) {
        endPhase(at: time, to: sink)
        for line in layout?.lines(notice, isFirstOfItsKind: !hasShownDependencies) ?? [] {
            writer.append(line: line, at: time, to: &buffer)
        }
        if case .dependencies = notice { hasShownDependencies = true }
        Self.pass(&buffer, to: sink)
    }

    mutating func output(
        _ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp, to sink: LogSink
    ) {
        if phase != self.phase { endPhase(at: time, to: sink) }
        self.phase = phase
        withTaker(phase, at: time, to: sink) { assembler, taker in assembler.append(bytes, of: stream, to: &taker) }
    }

    mutating func flush(at time: Timestamp, to sink: LogSink) {
        guard let phase else { return }
        withTaker(phase, at: time, to: sink) { assembler, taker in assembler.flush(to: &taker) }
    }

    mutating func endPhase(at time: Timestamp, to sink: LogSink) {
        guard let phase else { return }
        withTaker(phase, at: time, to: sink) { assembler, taker in assembler.finish(to: &taker) }
        self.phase = nil
    }

    mutating func finish(at time: Timestamp, to sink: LogSink) {
        endPhase(at: time, to: sink)
        writer.appendEnd(to: &buffer)
        Self.pass(&buffer, to: sink)
    }

    private mutating func withTaker(
        _ phase: Phase, at time: Timestamp, to sink: LogSink, _ body: (inout LineAssembler, inout Taker) -> Void
    ) {
        withoutActuallyEscaping(sink) { sink in
            // The buffer moves to the taker and back, so that it has one owner and is never copied.
            var taker = Taker(writer: writer, buffer: [], phase: phase, time: time) { Self.pass(&$0, to: sink) }
            swap(&taker.buffer, &buffer)
            body(&assembler, &taker)
            Self.pass(&taker.buffer, to: sink)
            swap(&taker.buffer, &buffer)
            writer = taker.writer
        }
    }

    private static func pass(_ buffer: inout [UInt8], to sink: LogSink) {
        if buffer.isEmpty { return }
        buffer.withUnsafeBytes(sink)
        buffer.removeAll(keepingCapacity: true)
    }
}

extension [UInt8] {
    /// Appends the text of a literal, without a detour over `String`.
    @inline(__always)
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: UnsafeRawBufferPointer($0)) }
    }
}
