import Foundation
import Synchronization
import TestSupport
import Testing

/// taskbox in a terminal of its own, with somebody who types.
final class TerminalRun: Sendable {
    static let skipReason: Comment = "a terminal needs /dev/ptmx and the program setsid (package util-linux)"

    /// The program that gives its child a terminal; waits for it and takes its status over.
    private static let setsid = "/usr/bin/setsid"

    static let isPossible: Bool = {
        var ends: (Int32, Int32) = (-1, -1)
        guard FileManager.default.isExecutableFile(atPath: setsid), openpty(&ends.0, &ends.1, nil, nil, nil) == 0 else {
            return false
        }
        close(ends.0)
        close(ends.1)
        return true
    }()

    /// How the program that gives the terminal tells of a child that a signal has ended.
    static func died(of signal: Int32) -> TaskboxRun.End { .exited(signal) }

    /// The side that the person sees, and the side that taskbox has.
    private let master: Int32
    private let slave: Int32
    private let shownState = Mutex<[UInt8]>([])
    private let run: TaskboxRun
    private let before: [UInt8]

    /// Starts a program in a new terminal; of several words the last ones are its arguments.
    init(
        _ scene: Scene, _ words: [String], columns: UInt16 = 80, rows: UInt16 = 24,
        program: String = BuiltProducts.taskbox
    ) throws {
        var ends: (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&ends.0, &ends.1, nil, nil, &size) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        (master, slave) = ends
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        before = Self.modes(of: slave)
        let environment = scene.environment.merging(["TERM": "xterm", "NO_COLOR": "1"]) { $1 }
        run = try TaskboxRun(
            Self.setsid, ["--ctty", "--wait", program] + words, environment: environment, folder: scene.project,
            terminal: slave)
        Thread.detachNewThread { [self] in read() }
    }

    deinit { close(master) }

    /// All that the terminal has been given so far.
    var shown: String { String(decoding: shownState.withLock { $0 }, as: UTF8.self) }

    /// Types a text; `\u{3}` is Ctrl-C.
    func type(_ text: String) {
        var text = text
        text.withUTF8 { buffer in _ = write(master, buffer.baseAddress, buffer.count) }
    }

    /// Waits until something is shown, so many times, and answers with all that was shown.
    @discardableResult
    func wait(
        for text: String, count: Int = 1, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> String {
        let isShown = TaskboxRun.wait { shown.ranges(of: text).count >= count }
        if !isShown { Issue.record("\"\(text)\" was not shown, but: \(shown)", sourceLocation: sourceLocation) }
        return shown
    }

    /// Changes the size of the window, as its user does.
    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Sends a signal to taskbox itself.
    func send(_ signal: Int32, to scene: Scene) {
        let processes = RunningProcesses.holding(BuiltProducts.taskbox + "\0").filter { pid in
            let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
            return line.starts(with: Data((BuiltProducts.taskbox + "\0").utf8)) && Self.parent(of: pid) == run.pid
        }
        processes.forEach { kill($0, signal) }
    }

    /// Waits for the end, after which the terminal has the modes that it had before; to be called once.
    func finish(
        hasModesRestored: Bool = true, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> (end: TaskboxRun.End, shown: String) {
        let result = run.finish(sourceLocation: sourceLocation)
        // What was written last may still be on its way through the terminal.
        usleep(50_000)
        if hasModesRestored {
            #expect(Self.modes(of: slave) == before, "modes of the terminal", sourceLocation: sourceLocation)
        }
        // With its last user goes the thread that reads.
        close(slave)
        return (result.end, shown.replacing("\r\n", with: "\n"))
    }

    private func read() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Foundation.read(master, &bytes, bytes.count)
            guard count > 0 else { return }
            shownState.withLock { $0 += bytes[..<count] }
        }
    }

    private static func modes(of terminal: Int32) -> [UInt8] {
        var modes = termios()
        _ = tcgetattr(terminal, &modes)
        let flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag].flatMap { flag in
            withUnsafeBytes(of: flag) { Array($0) }
        }
        return flags + withUnsafeBytes(of: modes.c_cc) { Array($0) }
    }

    private static func parent(of pid: Int32) -> Int32? {
        let status = FileManager.default.contents(atPath: "/proc/\(pid)/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("PPid:") }
        return line.flatMap { Int32($0.dropFirst("PPid:".count).trimmingCharacters(in: .whitespaces)) }
    }
}
