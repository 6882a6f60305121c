import Foundation

/// Reads a program's two outputs on the calling thread.
struct OutputCollector {
    struct Stream {
        let descriptor: Int32
        /// What comes after so many bytes is read and dropped.
        var limit = Int.max
        var bytes: [UInt8] = []
        var isOpen = true

        /// One `read(2)`; call it when the descriptor is readable.
        mutating func read(_ buffer: UnsafeMutableRawBufferPointer) {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count > 0 {
                bytes.append(contentsOf: buffer[..<min(count, max(0, limit - bytes.count))])
            } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
                isOpen = false
            }
        }
    }

    private(set) var output: Stream
    private(set) var errorOutput: Stream
    private let wake: Int32

    init(output: Int32, errorOutput: Int32, errorLimit: Int, wake: Int32) {
        self.output = Stream(descriptor: output)
        self.errorOutput = Stream(descriptor: errorOutput, limit: errorLimit)
        self.wake = wake
    }

    /// Waits for output or for the program's end, and takes at most one piece of each stream.
    ///
    /// Says whether there was any.
    @discardableResult
    mutating func collect(waitingAtMost limit: Duration) -> Bool {
        var events = [
            // poll passes over negative descriptors.
            pollfd(fd: output.isOpen ? output.descriptor : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorOutput.isOpen ? errorOutput.descriptor : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = Int32(limit / .milliseconds(1))
        guard poll(&events, nfds_t(events.count), milliseconds) > 0 else { return false }
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            if events[0].revents != 0 { output.read(buffer) }
            if events[1].revents != 0 { errorOutput.read(buffer) }
        }
        return events[0].revents != 0 || events[1].revents != 0
    }

    /// Takes what is in the pipes now.
    ///
    /// A descendant that goes on writing is not read for ever: no pipe holds more than this takes.
    mutating func drain() {
        for _ in 0..<64 where !collect(waitingAtMost: .zero) { return }
    }
}
