import Foundation
import Synchronization

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
