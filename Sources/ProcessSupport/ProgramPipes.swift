import Foundation
import Synchronization

/// Waits for a child's end on a thread of its own, and makes a descriptor readable when it has come.
final class EndWatch: Sendable {
    /// `nil` while the process runs; `.some(nil)` if somebody else collected it.
    private let state = Mutex<ProgramRun.End??>(nil)
    private let wakeRead: Int32
    private let wakeWrite: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        wakeRead = ends[0]
        wakeWrite = ends[1]
    }

    deinit {
        close(wakeRead)
        close(wakeWrite)
    }

    var wakeDescriptor: Int32 { wakeRead }

    var end: ProgramRun.End?? { state.withLock { $0 } }

    func start(_ process: pid_t) {
        Thread.detachNewThread { [self] in
            let end = Self.wait(for: process)
            state.withLock { $0 = .some(end) }
            var byte: UInt8 = 0
            write(wakeWrite, &byte, 1)
        }
    }

    /// Leaves the process for Foundation to collect; `nil` if Foundation was faster.
    private static func wait(for process: pid_t) -> ProgramRun.End? {
        var information = siginfo_t()
        while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) != 0 {
            guard errno == EINTR else { return nil }
        }
        #if os(Linux)
            let status = information._sifields._sigchld.si_status
        #else
            let status = information.si_status
        #endif
        return information.si_code == CLD_EXITED ? .exited(status) : .signalled(status)
    }
}

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

/// Writes a program's standard input on a thread of its own, so that a program that never reads cannot block the caller.
final class PipeFeeder: Sendable {
    private let isStopped = Mutex(false)
    private let bytes: [UInt8]
    /// Negative once the feeding thread has it.
    private let descriptor: Mutex<Int32>

    /// Takes the pipe's writing end over.
    init(_ bytes: [UInt8], into pipe: Pipe) throws {
        self.bytes = bytes
        let descriptor = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE) }
        // The reader sees the end of its input only when every copy of the writing end is closed.
        pipe.fileHandleForWriting.closeFile()
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        self.descriptor = Mutex(descriptor)
    }

    deinit {
        let unused = descriptor.withLock { $0 }
        if unused >= 0 { close(unused) }
    }

    func start() {
        let descriptor = descriptor.withLock { held in
            defer { held = -1 }
            return held
        }
        Thread.detachNewThread { [self] in
            feed(descriptor)
            close(descriptor)
        }
    }

    func stop() { isStopped.withLock { $0 = true } }

    private func feed(_ descriptor: Int32) {
        // A reader that has gone must be an error of `write`, not the end of taskbox.
        var broken = sigset_t()
        sigemptyset(&broken)
        sigaddset(&broken, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &broken, nil)
        bytes.withUnsafeBytes { rest in
            var position = 0
            while position < rest.count, !isStopped.withLock({ $0 }) {
                let written = write(descriptor, rest.baseAddress?.advanced(by: position), rest.count - position)
                if written >= 0 {
                    position += written
                } else if errno == EAGAIN {
                    var event = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&event, 1, 50)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
