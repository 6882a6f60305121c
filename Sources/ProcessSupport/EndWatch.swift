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
