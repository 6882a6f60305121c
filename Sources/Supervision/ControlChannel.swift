import CSystem
import Engines
import ProcessSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// taskbox's end of the conversation with the launcher (`csystem_launch.h`).
struct ControlChannel {
    /// Readable when the launcher has something to say, or is gone.
    let descriptor: Int32

    /// What the launcher says.
    enum Message {
        /// With the launcher's pid as taskbox sees it.
        case ready(pid: Int32)
        /// The master side of the terminal that the command will have; the descriptor is the receiver's.
        case terminal(Int32)
        case started
        case failed(stage: Int32, SystemError)
        case ended(Outcome, leftovers: Bool, after: Duration)
        case empty(ResourceUsage, stuck: Bool)
        /// Everything ends together with the launcher, which goes now.
        case lastUsage(ResourceUsage)
        /// The end of the stream.
        case gone
    }

    /// A channel, and the end that becomes the launcher's standard input.
    static func open() throws(SystemError) -> (ControlChannel, launcherEnd: Int32) {
        var sockets: [Int32] = [-1, -1]
        guard csystem_launch_socket_pair(&sockets) == 0 else { throw .last }
        return (ControlChannel(descriptor: sockets[0]), sockets[1])
    }

    func close() { Descriptor.close(descriptor) }

    /// The next message; waits for it.
    func receive() -> Message {
        var event = csystem_launch_event()
        var sender: Int32 = 0
        var passed: Int32 = -1
        let size = MemoryLayout<csystem_launch_event>.size
        guard csystem_launch_receive(descriptor, &event, size, &sender, &passed) == 1 else { return .gone }
        switch Int(event.kind) {
        case CSYSTEM_LAUNCH_READY:
            return .ready(pid: sender)
        case CSYSTEM_LAUNCH_TERMINAL:
            return .terminal(passed)
        case CSYSTEM_LAUNCH_STARTED:
            return .started
        case CSYSTEM_LAUNCH_FAILED:
            return .failed(stage: event.detail, SystemError(event.value))
        case CSYSTEM_LAUNCH_ENDED:
            let outcome: Outcome =
                event.detail == 0 ? .exited(UInt8(truncatingIfNeeded: event.value)) : .signalled(event.value)
            return .ended(
                outcome, leftovers: event.hasLeftovers, after: .microseconds(Int64(event.elapsed_microseconds)))
        case CSYSTEM_LAUNCH_EMPTY:
            return .empty(event.usage, stuck: event.hasLeftovers)
        case CSYSTEM_LAUNCH_USAGE:
            return .lastUsage(event.usage)
        default:
            return .gone
        }
    }

    /// Tells the launcher what to execute.
    ///
    /// Fails when the launcher went away.
    func request(_ invocation: Invocation) throws(SystemError) {
        var block: [UInt8] = []
        func append(_ string: String) {
            block.append(contentsOf: string.utf8)
            block.append(0)
        }
        append(invocation.workingFolder)
        append(invocation.executable)
        invocation.arguments.forEach(append)
        for entry in invocation.environment { append("\(entry.name)=\(entry.value)") }
        var header = csystem_launch_request(
            magic: UInt32(CSYSTEM_LAUNCH_MAGIC), argument_count: UInt32(invocation.arguments.count),
            environment_count: UInt32(invocation.environment.count), input: invocation.input.code,
            bytes: UInt64(block.count)
        )
        var message = withUnsafeBytes(of: &header) { Array($0) }
        message += block
        guard invocation.input == .own else { return try send(message) }
        let isSent = message.withUnsafeBytes {
            csystem_launch_send_descriptor(descriptor, $0.baseAddress, $0.count, STDIN_FILENO) == 0
        }
        if !isSent { throw .last }
    }

    /// Says that the terminal is ready for its command.
    ///
    /// A launcher that is gone is no failure here: the end of the stream tells of it.
    func startInTerminal() { order(CSYSTEM_LAUNCH_ORDER_GO) }

    /// Orders SIGTERM or SIGKILL for all processes of the task.
    ///
    /// A launcher that is gone is no failure here: the end of the stream tells of it.
    func order(kill: Bool) {
        order(kill ? CSYSTEM_LAUNCH_ORDER_KILL : CSYSTEM_LAUNCH_ORDER_TERMINATE)
    }

    private func order(_ order: Int) {
        do {
            try send([UInt8(truncatingIfNeeded: order)])
        } catch {
            return
        }
    }

    private func send(_ bytes: [UInt8]) throws(SystemError) {
        let isSent = bytes.withUnsafeBytes { csystem_launch_send(descriptor, $0.baseAddress, $0.count) == 0 }
        if !isSent { throw .last }
    }
}

extension Invocation.Input {
    fileprivate var code: UInt32 {
        switch self {
        case .nothing: UInt32(CSYSTEM_LAUNCH_INPUT_NONE)
        case .own: UInt32(CSYSTEM_LAUNCH_INPUT_PASSED)
        case .terminal: UInt32(CSYSTEM_LAUNCH_INPUT_TERMINAL)
        }
    }
}

extension csystem_launch_event {
    fileprivate var usage: ResourceUsage {
        ResourceUsage(
            userTime: .microseconds(Int64(user_microseconds)), systemTime: .microseconds(Int64(system_microseconds)),
            peakMemory: Int(peak_memory_kibibytes) * 1024, bytesRead: Int(bytes_read),
            bytesWritten: Int(bytes_written))
    }

    fileprivate var hasLeftovers: Bool { flags & UInt32(CSYSTEM_LAUNCH_FLAG_LEFTOVERS) != 0 }
}
