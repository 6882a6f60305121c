import CSystem
import Engines
import Foundation
import ProcessSupport

/// The child of taskbox: bubblewrap or the launcher, started through Foundation, and its three descriptors.
///
/// Foundation is asked for nothing but the start: it sees the end only when every descendant has closed a descriptor that
/// it leaks to them, so the end is told by the control channel.
struct EngineProcess {
    let control: ControlChannel
    let output: Int32
    let error: Int32
    private let process: Process

    /// Pipes of this size cost fewer wake-ups; where the system refuses, the usual size does.
    private static let pipeSize: Int32 = 1 << 20

    init(_ command: EngineCommand) throws(LaunchFailure) {
        let launcherEnd: Int32
        let outputPipe: (reading: Int32, writing: Int32)
        let errorPipe: (reading: Int32, writing: Int32)
        do {
            (control, launcherEnd) = try ControlChannel.open()
            outputPipe = try Descriptor.pipe()
            errorPipe = try Descriptor.pipe()
        } catch {
            throw .system(error)
        }
        csystem_enlarge_pipe(outputPipe.writing, EngineProcess.pipeSize)
        output = outputPipe.reading
        error = errorPipe.reading
        process = Process()
        process.executableURL = URL(fileURLWithPath: command.executable)
        process.arguments = command.arguments
        // The task's variables travel over the control channel: one such as LD_PRELOAD must not reach the sandbox itself.
        process.environment = command.environment.merging(["LC_ALL": "C"]) { _, ours in ours }
        process.standardInput = FileHandle(fileDescriptor: launcherEnd, closeOnDealloc: false)
        process.standardOutput = FileHandle(fileDescriptor: outputPipe.writing, closeOnDealloc: false)
        process.standardError = FileHandle(fileDescriptor: errorPipe.writing, closeOnDealloc: false)
        defer { [launcherEnd, outputPipe.writing, errorPipe.writing].forEach(Descriptor.close) }
        do {
            try process.run()
        } catch {
            control.close()
            [output, self.error].forEach(Descriptor.close)
            throw .program(path: command.executable, reason: error.localizedDescription)
        }
    }

    /// The pid of the direct child.
    var pid: Int32 { process.processIdentifier }

    /// Ends an engine that did not get as far as running a command, and waits a moment until it is gone.
    func abort() {
        control.order(kill: true)
        let end = SuspendingClock().now.advanced(by: .seconds(2))
        while SuspendingClock().now < end {
            guard Readiness.wait(reading: [control.descriptor], for: .milliseconds(200))[0] else { continue }
            if case .gone = control.receive() { break }
        }
        kill()
        control.close()
        [output, error].forEach(Descriptor.close)
    }

    /// Kills the direct child, if it is still ours: once Foundation has reaped it, the number may belong to another.
    func kill() {
        var information = siginfo_t()
        let isOurs = waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0
        if isOurs { Foundation.kill(pid, SIGKILL) }
    }

    /// All that the program wrote to standard error until its end; for a sandbox that failed.
    func errorOutput() -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while Readiness.wait(reading: [error], for: .seconds(1))[0] {
            // A failure to read is an end as well: whatever was read so far is what there is to show.
            let count = chunk.withUnsafeMutableBytes { (try? Descriptor.read(into: $0, from: error)) ?? 0 }
            guard count > 0, bytes.count < 65_536 else { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
