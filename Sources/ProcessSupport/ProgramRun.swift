import CSystem
import Foundation
import Synchronization

/// One run of a program that taskbox itself needs, such as Git: started, fed, listened to, waited for.
///
/// Not for the commands of a task: those have a supervisor.
package struct ProgramRun: Sendable {
    /// How a program ended.
    package enum End: Sendable, Equatable {
        /// By itself, with this exit status.
        case exited(Int32)
        /// Killed by this signal.
        case signalled(Int32)
    }

    /// All that a program left.
    package struct Result: Sendable, Equatable {
        package let end: End
        package let output: [UInt8]
        /// The beginning, at most ``ProgramRun/longestErrorOutput`` bytes.
        package let errorOutput: [UInt8]

        package var succeeded: Bool { end == .exited(0) }
    }

    /// An absolute path.
    package let executable: String
    package let arguments: [String]
    /// The whole environment; nothing is inherited.
    package let environment: [String: String]
    package let workingFolder: String
    /// The standard input; `/dev/null` without one.
    package let input: [UInt8]?
    /// The launcher, which starts the program so that it does not outlive taskbox; `nil` to go without.
    package let guardian: String?
    /// How many bytes of output are taken; a program that writes more is killed.
    package let outputLimit: Int?

    /// How many bytes of the standard error are kept; a program that complains without end does not fill the memory.
    package static let longestErrorOutput = 1 << 20

    package init(
        executable: String, arguments: [String], environment: [String: String], workingFolder: String,
        input: [UInt8]? = nil, guardian: String? = nil, outputLimit: Int? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingFolder = workingFolder
        self.input = input
        self.guardian = guardian
        self.outputLimit = outputLimit
    }

    /// Blocks the calling thread until the program has ended; what it wrote until then is collected in memory.
    ///
    /// `isCancelled` is asked at least every 50 ms. When it says yes, the program's process group gets SIGTERM, after two
    /// seconds SIGKILL, and ``ProgramRunError/cancelled(program:)`` is thrown. A program that writes more than it may gets
    /// SIGKILL at once.
    package func result(isCancelled: () -> Bool = { false }) throws(ProgramRunError) -> Result {
        try checkWhatProcessWouldConfuse()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: guardian ?? executable)
        process.arguments = guardian == nil ? arguments : [CSYSTEM_LAUNCH_HELPER_OPTION, executable] + arguments
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: workingFolder, isDirectory: true)
        let output = Pipe()
        let errorOutput = Pipe()
        let feed = input.map { _ in Pipe() }
        process.standardInput = feed ?? FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errorOutput
        // Foundation keeps the object, and with it the pipes, longer than they are of use.
        let handles = [output, errorOutput, feed].compactMap { $0 }.flatMap {
            [$0.fileHandleForReading, $0.fileHandleForWriting]
        }
        // A handle that Foundation has closed already is closed.
        defer { handles.forEach { try? $0.close() } }
        let watch: EndWatch
        let feeder: PipeFeeder?
        do {
            watch = try EndWatch()
            feeder = try feed.map { try PipeFeeder(input ?? [], into: $0) }
            try Self.withClearSignalMask { try process.run() }
        } catch {
            throw .notStarted(program: executable, reason: "\(error)")
        }
        watch.start(process.processIdentifier)
        feeder?.start()
        defer { feeder?.stop() }

        var collector = OutputCollector(
            output: output.fileHandleForReading.fileDescriptor,
            errorOutput: errorOutput.fileHandleForReading.fileDescriptor,
            errorLimit: Self.longestErrorOutput,
            wake: watch.wakeDescriptor
        )
        var cancellation = Cancellation(group: process.processIdentifier)
        while watch.end == nil {
            collector.collect(waitingAtMost: .milliseconds(50))
            cancellation.advance(isCancelled)
            if let outputLimit, collector.output.bytes.count > outputLimit {
                kill(-process.processIdentifier, SIGKILL)
                throw .tooMuchOutput(program: executable, limit: outputLimit)
            }
        }
        // What the program itself wrote is in the pipes by now. A descendant that still holds them is not waited for.
        collector.drain()
        if cancellation.isUnderWay { throw .cancelled(program: executable) }
        return Result(
            end: watch.end.flatMap(\.self) ?? Self.end(of: process),
            output: collector.output.bytes,
            errorOutput: collector.errorOutput.bytes
        )
    }

    /// `Process` reports a missing folder as a missing executable, and a missing executable in several ways.
    private func checkWhatProcessWouldConfuse() throws(ProgramRunError) {
        var status = stat()
        guard stat(workingFolder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .noWorkingFolder(workingFolder)
        }
        guard access(workingFolder, X_OK) == 0 else { throw .workingFolderClosed(workingFolder) }
        guard stat(executable, &status) == 0 else { throw .noExecutable(executable) }
        guard ExecutableSearch.isExecutable(executable) else { throw .notExecutable(executable) }
    }

    /// A child inherits the signal mask, and the threads of Swift's pools block most signals.
    private static func withClearSignalMask(_ body: () throws -> Void) throws {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }

    /// The end as Foundation saw it, for the case that it collected the process first.
    private static func end(of process: Process) -> End {
        while process.isRunning { usleep(500) }
        return process.terminationReason == .exit
            ? .exited(process.terminationStatus) : .signalled(process.terminationStatus)
    }
}

/// SIGTERM at the first sign of a cancel, SIGKILL two seconds later.
private struct Cancellation {
    private let group: pid_t
    private var deadline: ContinuousClock.Instant?

    init(group: pid_t) { self.group = group }

    var isUnderWay: Bool { deadline != nil }

    mutating func advance(_ isCancelled: () -> Bool) {
        if let deadline {
            if ContinuousClock.now >= deadline { kill(-group, SIGKILL) }
        } else if isCancelled() {
            deadline = .now + .seconds(2)
            kill(-group, SIGTERM)
            // A stopped process would keep the signal pending.
            kill(-group, SIGCONT)
        }
    }
}
