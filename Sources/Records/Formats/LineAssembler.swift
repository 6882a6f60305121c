import Foundation
import Supervision

/// A line of a stream, or a part of one that was too long to be held.
struct LinePiece {
    let stream: TaskStream
    /// With the line end, if it has come.
    let bytes: UnsafeRawBufferPointer
    /// Whether a line begins here, and not in an earlier piece.
    let startsLine: Bool
    /// Whether a part of the other stream's line stands before it and has to be ended first.
    let endsOther: Bool
    /// Whether a line end has to be added, because the stream ended without one.
    let addsLineEnd: Bool
}

/// Takes the pieces of a log.
protocol LinePieceTaker {
    mutating func take(_ piece: LinePiece)
}

/// Makes lines of two streams whose bytes come in any pieces, so that no line is torn by one of the other stream.
///
/// A part of a line is held until the rest comes, until it is 64 KiB long, or until it is asked for. So the memory is
/// bounded whatever comes.
struct LineAssembler {
    static let longestPart = 65_536

    private var heldOut: [UInt8] = []
    private var heldError: [UInt8] = []
    /// The stream whose line was given out in part.
    private var openStream: TaskStream?

    /// Takes bytes of a stream and passes on the lines that they complete.
    mutating func append(_ bytes: UnsafeRawBufferPointer, of stream: TaskStream, to taker: inout some LinePieceTaker) {
        // The held bytes leave this value for the time of the call, so that they can be passed on beside it.
        var held: [UInt8] = []
        swap(&held, &self[stream])
        append(bytes, of: stream, held: &held, to: &taker)
        swap(&held, &self[stream])
    }

    /// Passes on what is held of unfinished lines, without ending them.
    mutating func flush(to taker: inout some LinePieceTaker) {
        for stream in TaskStream.allCases { flush(stream, endsLine: false, to: &taker) }
    }

    /// Passes on what is held and ends all lines.
    mutating func finish(to taker: inout some LinePieceTaker) {
        for stream in TaskStream.allCases { flush(stream, endsLine: true, to: &taker) }
    }

    private mutating func append(
        _ bytes: UnsafeRawBufferPointer, of stream: TaskStream, held: inout [UInt8], to taker: inout some LinePieceTaker
    ) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            let found = memchr(start, 0x0A, rest.count)
            let length = found.map { UnsafeRawPointer($0) - start + 1 } ?? rest.count
            // A whole line that fits is passed on from where it is, without a copy.
            if held.isEmpty, found != nil, length <= Self.longestPart {
                give(UnsafeRawBufferPointer(start: start, count: length), of: stream, to: &taker)
                rest = UnsafeRawBufferPointer(rebasing: rest[length...])
                continue
            }
            let taken = min(length, Self.longestPart - held.count)
            held.append(contentsOf: UnsafeRawBufferPointer(start: start, count: taken))
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
            if taken == length, found != nil {
                held.withUnsafeBytes { give($0, of: stream, to: &taker) }
                held.removeAll(keepingCapacity: true)
            } else if held.count >= Self.longestPart {
                let whole = held.withUnsafeBytes { bytes in
                    let whole = UTF8Sequence.wholeLength(bytes)
                    give(UnsafeRawBufferPointer(rebasing: bytes[..<whole]), of: stream, to: &taker)
                    return whole
                }
                held.removeFirst(whole)
            }
        }
    }

    private mutating func flush(_ stream: TaskStream, endsLine: Bool, to taker: inout some LinePieceTaker) {
        guard !self[stream].isEmpty || (endsLine && openStream == stream) else { return }
        var held: [UInt8] = []
        swap(&held, &self[stream])
        // A character whose end has still to come is not shown in part.
        let whole = endsLine ? held.count : held.withUnsafeBytes(UTF8Sequence.wholeLength)
        if whole > 0 || endsLine {
            held.withUnsafeBytes {
                give(UnsafeRawBufferPointer(rebasing: $0[..<whole]), of: stream, endsLine: endsLine, to: &taker)
            }
        }
        held.removeFirst(whole)
        swap(&held, &self[stream])
    }

    private subscript(_ stream: TaskStream) -> [UInt8] {
        get { stream == .stdout ? heldOut : heldError }
        set { if stream == .stdout { heldOut = newValue } else { heldError = newValue } }
    }

    private mutating func give(
        _ bytes: UnsafeRawBufferPointer, of stream: TaskStream, endsLine: Bool = false,
        to taker: inout some LinePieceTaker
    ) {
        let isEnded = bytes.last == 0x0A
        taker.take(
            LinePiece(
                stream: stream, bytes: bytes, startsLine: openStream != stream,
                endsOther: openStream != nil && openStream != stream, addsLineEnd: endsLine && !isEnded))
        openStream = isEnded || endsLine ? nil : stream
    }
}
