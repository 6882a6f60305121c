import Foundation
import TestSupport
import Testing

/// One run of the built program, or of a shell around it: started, signalled, and never waited for without a limit.
///
/// Both outputs go to files, so that nothing blocks however much is written. Foundation starts the program; its end is
/// seen with `waitid`, because Foundation notices it late where descendants live on.
final class TaskboxRun: Sendable {
    /// How a program ended.
    enum End: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
        /// It did not end in the time that it had, and was killed.
        case hung
    }

    /// All that a run left.
    struct Result: Sendable {
        let end: End
        let output: [UInt8]
        let errorOutput: [UInt8]
        let elapsed: Duration

        var outputText: String { String(decoding: output, as: UTF8.self) }
        var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
        var errorLines: [String] { errorText.split(separator: "\n").map(String.init) }
    }

    /// What every run may take, on a busy machine.
    static let limit = Duration.seconds(30)

    private let process: Process
    private let outputPath: String
    private let errorPath: String
    private let start = ContinuousClock.now

    var pid: Int32 { process.processIdentifier }

    /// Starts a program with this whole environment.
    ///
    /// Standard input is the file of that path, `/dev/null` without one; `outputs` is the prefix of two files that do not
    /// exist yet.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String], folder: String,
        input: String? = nil, outputs: String
    ) throws {
        outputPath = outputs + ".stdout"
        errorPath = outputs + ".stderr"
        process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder, isDirectory: true)
        // Closed at once: Foundation keeps what it was given for longer than a suite of many runs has descriptors, and crashes
        // when it lists more than a thousand of them.
        let handles = try [
            Self.open(input ?? "/dev/null", O_RDONLY), Self.open(outputPath, O_WRONLY | O_CREAT | O_EXCL),
            Self.open(errorPath, O_WRONLY | O_CREAT | O_EXCL),
        ]
        defer {
            // Nothing was written through them here, so there is nothing that closing could lose.
            for handle in handles { try? handle.close() }
        }
        (process.standardInput, process.standardOutput, process.standardError) = (handles[0], handles[1], handles[2])
        try Self.withClearSignalMask { try process.run() }
    }

    /// Starts a program whose three streams are a terminal, of which nothing is kept here.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String], folder: String, terminal: Int32
    ) throws {
        (outputPath, errorPath) = ("", "")
        process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder, isDirectory: true)
        let stream = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
        (process.standardInput, process.standardOutput, process.standardError) = (stream, stream, stream)
        try Self.withClearSignalMask { try process.run() }
    }

    /// Waits for the end; a run that takes longer than the limit is killed, and a failure of the test.
    func finish(
        within limit: Duration = TaskboxRun.limit, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> Result {
        let deadline = start.advanced(by: limit)
        var end = look()
        while end == nil, ContinuousClock.now < deadline {
            usleep(1_000)
            end = look()
        }
        let elapsed = start.duration(to: .now)
        if end == nil {
            Issue.record(
                "taskbox did not end within \(limit); it wrote: \(Self.text(errorPath))", sourceLocation: sourceLocation
            )
            // Foundation makes the program the leader of a group of its own.
            kill(-pid, SIGKILL)
        }
        letFoundationReap()
        return Result(
            end: end ?? .hung, output: Self.bytes(outputPath), errorOutput: Self.bytes(errorPath), elapsed: elapsed)
    }

    /// Sends a signal to the program alone.
    func send(_ signal: Int32) { kill(pid, signal) }

    /// What the program has written to standard output so far.
    var outputSoFar: String { Self.text(outputPath) }
    var errorSoFar: String { Self.text(errorPath) }

    /// Waits until something holds; false if the time is over first.
    static func wait(within limit: Duration = .seconds(15), until condition: () throws -> Bool) rethrows -> Bool {
        let deadline = ContinuousClock.now.advanced(by: limit)
        while try !condition() {
            guard ContinuousClock.now < deadline else { return false }
            usleep(5_000)
        }
        return true
    }

    private func look() -> End? {
        var information = siginfo_t()
        guard waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0 else {
            guard errno == ECHILD else { return nil }
            // Foundation was faster.
            guard Self.wait(within: .seconds(2), until: { !process.isRunning }) else { return .hung }
            let status = process.terminationStatus
            return process.terminationReason == .exit ? .exited(status) : .signalled(status)
        }
        guard information.si_signo == SIGCHLD else { return nil }
        #if os(Linux)
            let status = information._sifields._sigchld.si_status
        #else
            let status = information.si_status
        #endif
        return information.si_code == CLD_EXITED ? .exited(status) : .signalled(status)
    }

    /// A zombie would keep Swift Testing's own watcher of children busy.
    private func letFoundationReap() {
        if !Self.wait(within: .seconds(2), until: { !process.isRunning }) { waitpid(pid, nil, WNOHANG) }
    }

    private static func open(_ path: String, _ flags: Int32) throws -> FileHandle {
        let descriptor = Foundation.open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    private static func bytes(_ path: String) -> [UInt8] {
        FileManager.default.contents(atPath: path).map(Array.init) ?? []
    }

    private static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

    /// A child inherits the signal mask, and the threads of Swift's pools block most signals.
    private static func withClearSignalMask(_ body: () throws -> Void) throws {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }
}
