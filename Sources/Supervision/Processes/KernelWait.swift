import CSystem

/// The system call that a thread waits in, as `/proc/PID/syscall` tells it.
struct KernelWait: Equatable {
    enum Call: Equatable {
        case read(Int32)
        case write(Int32)
        case connect(Int32)
        case accept(Int32)
        case lock(Int32)
        case epoll(Int32)
        case poll(address: UInt64, count: Int)
        case select(count: Int, reading: UInt64, writing: UInt64)
        /// With the address of the path.
        case open(path: UInt64)
        case sleep
        case child
        case thread
        case signal
        case other
    }

    let call: Call

    /// Reads a line such as `0 0x3 0x7ffd 0x1000 0x8 0x0 0x55d8 0x7ffd 0x7f3d`; `nil` for a thread that runs, or that
    /// the kernel holds outside of any call.
    init?(_ line: String) {
        let fields = line.split(whereSeparator: \.isWhitespace)
        guard fields.count >= 7, let number = Int64(fields[0]), number >= 0 else { return nil }
        let arguments = fields[1...6].compactMap { UInt64($0.dropFirst(2), radix: 16) }
        guard arguments.count == 6 else { return nil }
        let descriptor = Int32(truncatingIfNeeded: arguments[0])
        switch Int(csystem_wait_kind(number, arguments)) {
        case CSYSTEM_WAIT_READ: call = .read(descriptor)
        case CSYSTEM_WAIT_WRITE: call = .write(descriptor)
        case CSYSTEM_WAIT_CONNECT: call = .connect(descriptor)
        case CSYSTEM_WAIT_ACCEPT: call = .accept(descriptor)
        case CSYSTEM_WAIT_LOCK: call = .lock(descriptor)
        case CSYSTEM_WAIT_EPOLL: call = .epoll(descriptor)
        case CSYSTEM_WAIT_POLL: call = .poll(address: arguments[0], count: Int(clamping: arguments[1]))
        case CSYSTEM_WAIT_SELECT:
            call = .select(count: Int(clamping: arguments[0]), reading: arguments[1], writing: arguments[2])
        case CSYSTEM_WAIT_OPEN_AT: call = .open(path: arguments[1])
        case CSYSTEM_WAIT_OPEN: call = .open(path: arguments[0])
        case CSYSTEM_WAIT_SLEEP: call = .sleep
        case CSYSTEM_WAIT_CHILD: call = .child
        case CSYSTEM_WAIT_THREAD: call = .thread
        case CSYSTEM_WAIT_SIGNAL: call = .signal
        default: call = .other
        }
    }

    /// The activity that the name of the kernel's function alone tells, for machines that do not show the call.
    static func activity(waitingIn function: String) -> ProcessActivity? {
        let known: [(String, ProcessActivity)] = [
            ("pipe_read", .init(.reads, "a pipe")), ("pipe_write", .init(.writes, "a full pipe")),
            ("do_wait", .init(.waitsForChild)), ("hrtimer_nanosleep", .init(.sleeps)),
            ("futex", .init(.waitsForThread)), ("lock_inode_wait", .init(.waitsForLock)),
            ("sk_wait_data", .init(.reads, "a socket")), ("unix_stream", .init(.reads, "a Unix socket")),
            ("inet_csk_accept", .init(.accepts)), ("sk_stream_wait_memory", .init(.writes, "a socket")),
            ("inet_stream_connect", .init(.connects)), ("poll_schedule_timeout", .init(.waitsForEvents)),
            ("do_select", .init(.waitsForEvents)), ("ep_poll", .init(.waitsForEvents)),
            ("do_epoll_wait", .init(.waitsForEvents)), ("sigsuspend", .init(.waitsForSignal)),
            ("sigtimedwait", .init(.waitsForSignal)), ("wait_for_partner", .init(.opens)),
        ]
        return known.first { function.contains($0.0) }?.1
    }
}
