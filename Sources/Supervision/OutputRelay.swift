import Foundation
import ProcessSupport
import Synchronization

/// The thread that carries a phase's output: one reader for both streams, so that their order is the order of arrival.
///
/// It may block on a slow reader of taskbox for as long as that takes; deadlines are another thread's business.
final class OutputRelay: Sendable {
    /// Bytes on this descriptor tell the supervisor what happened; see ``Notice``.
    let notices: Int32

    /// What the relay has to tell.
    enum Notice: UInt8 {
        /// Both streams have ended, or the relay was told to stop.
        case finished
        /// taskbox's own output can not be written any more; ``OutputRelay/loss`` says why.
        case outputLost
    }

    private static let bufferSize = 1 << 18

    private let noticeWriter: Int32
    private let stopReader: Int32
    private let stopWriter: Int32
    private let sink: any OutputSink
    private let lossState = Mutex<SystemError?>(nil)
    private let tails = Mutex<[TaskStream: OutputTail]>([:])

    init(sink: any OutputSink) throws(SystemError) {
        self.sink = sink
        (notices, noticeWriter) = try Descriptor.pipe()
        (stopReader, stopWriter) = try Descriptor.pipe()
    }

    /// Starts the thread; the descriptors are read until their end and closed.
    func start(output: Int32, error: Int32) {
        Thread.detachNewThread { [self] in
            carry([(output, .stdout), (error, .stderr)])
            tell(.finished)
        }
    }

    /// Takes what the pipes hold now and ends, although some process still holds them open.
    func stop() { write(0, to: stopWriter) }

    /// The next notice, if there is one to read.
    func nextNotice() -> Notice? {
        guard Readiness.wait(reading: [notices], for: .zero)[0] else { return nil }
        var byte: UInt8 = 0
        let count = withUnsafeMutableBytes(of: &byte) { buffer in
            // The pipe is ours and readable: a failure means there is nothing to tell.
            (try? Descriptor.read(into: buffer, from: notices)) ?? 0
        }
        return count == 1 ? Notice(rawValue: byte) : nil
    }

    /// Why taskbox's own output can not be written any more.
    var loss: SystemError? { lossState.withLock { $0 } }

    /// What the streams said last.
    func tail(of stream: TaskStream) -> OutputTail { tails.withLock { $0[stream] ?? OutputTail() } }

    /// To be called once, after `finished`.
    func close() { [notices, noticeWriter, stopReader, stopWriter].forEach(Descriptor.close) }

    private func carry(_ streams: [(descriptor: Int32, stream: TaskStream)]) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: OutputRelay.bufferSize, alignment: 4096)
        defer { buffer.deallocate() }
        var open = streams
        var isStopping = false
        while !open.isEmpty {
            let ready = Readiness.wait(reading: open.map(\.descriptor) + [stopReader], for: isStopping ? .zero : nil)
            if ready[open.count] { isStopping = true }
            var isIdle = true
            // Where both streams have something, nothing tells which came first; standard output does by custom.
            for entry in zip(open, ready).compactMap({ $1 ? $0 : nil }) {
                // A pipe fails to be read only when it is broken, which is an end as well.
                let count = (try? Descriptor.read(into: buffer, from: entry.descriptor)) ?? 0
                guard count > 0 else {
                    Descriptor.close(entry.descriptor)
                    open.removeAll { $0.descriptor == entry.descriptor }
                    continue
                }
                isIdle = false
                let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                let now = SuspendingClock().now
                tails.withLock { $0[entry.stream, default: OutputTail()].append(bytes, at: now) }
                if let error = sink.take(bytes, from: entry.stream) { noteLoss(error) }
            }
            if isStopping, isIdle {
                open.forEach { Descriptor.close($0.descriptor) }
                return
            }
        }
    }

    private func noteLoss(_ error: SystemError) {
        let isFirst = lossState.withLock { loss in
            defer { loss = loss ?? error }
            return loss == nil
        }
        if isFirst { tell(.outputLost) }
    }

    private func tell(_ notice: Notice) { write(notice.rawValue, to: noticeWriter) }

    /// The pipe is ours, nearly empty and has a reader: its one byte always fits.
    private func write(_ byte: UInt8, to descriptor: Int32) {
        withUnsafeBytes(of: byte) { buffer in try? Descriptor.write(buffer, to: descriptor) }
    }
}
