import Foundation
import ProcessSupport
import Supervision
import Synchronization

/// The line that the cursor stands in, shared by all that writes to standard output and standard error.
///
/// The task may have written a part of a line, and on a terminal the status may stand there: what taskbox says begins a
/// line of its own, and the status is gone before anything else is written.
///
/// Written to from several threads. The lock is held while a terminal is written to, which can take any time (Ctrl-S);
/// so the supervising thread stays away from it while a command runs. Where the output of the task goes elsewhere, its
/// writing takes no lock.
final class ScreenLine: Sendable {
    private struct State {
        /// Whether a line of the task is unfinished.
        var isOpen = false
        /// Whether the status stands in the line.
        var showsStatus = false
        /// Whether the status may be drawn.
        var allowsStatus = false
    }

    private let state = Mutex(State())
    /// Whether the task's standard output comes to stand on the screen that standard error writes to.
    private let sharesOutput: Bool
    private let isTerminal: Bool
    /// To the begin of the line, and clear to its end.
    private static let erasure = "\r\u{1b}[K"

    init() {
        isTerminal = Terminal.isTerminal(STDERR_FILENO)
        sharesOutput = Terminal.isSame(STDOUT_FILENO, STDERR_FILENO)
    }

    /// The columns of the screen; `nil` where standard error is none.
    var width: Int? { isTerminal ? Terminal.columns(STDERR_FILENO) : nil }

    /// Writes whole lines of taskbox's own.
    func write(lines: String) {
        state.withLock { state in
            let before = state.showsStatus ? Self.erasure : state.isOpen ? "\n" : ""
            state.isOpen = false
            state.showsStatus = false
            // Nobody is left to tell when standard error itself can not be written.
            try? Descriptor.write(before + lines, to: STDERR_FILENO)
        }
    }

    /// Passes on bytes of the task, to the stream they belong to.
    func pass(_ bytes: UnsafeRawBufferPointer, of stream: TaskStream) throws(SystemError) {
        guard let last = bytes.last else { return }
        let descriptor = stream == .stdout ? STDOUT_FILENO : STDERR_FILENO
        let isOnScreen = stream == .stderr || sharesOutput
        guard isOnScreen else { return try Descriptor.write(bytes, to: descriptor) }
        guard isTerminal else {
            state.withLock { $0.isOpen = last != UInt8(ascii: "\n") }
            return try Descriptor.write(bytes, to: descriptor)
        }
        let failure = state.withLock { state -> SystemError? in
            do throws(SystemError) {
                if state.showsStatus { try Descriptor.write(Self.erasure, to: STDERR_FILENO) }
                state.showsStatus = false
                state.isOpen = last != UInt8(ascii: "\n")
                try Descriptor.write(bytes, to: descriptor)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Allows the status to be drawn from now on, or takes it away.
    func allowStatus(_ isAllowed: Bool) {
        state.withLock { state in
            state.allowsStatus = isAllowed && isTerminal
            guard !isAllowed, state.showsStatus else { return }
            state.showsStatus = false
            // As above: a terminal that is gone has nothing to be erased.
            try? Descriptor.write(Self.erasure, to: STDERR_FILENO)
        }
    }

    /// Draws the status where the cursor stands, unless a line of the task is unfinished.
    func draw(status: String) {
        state.withLock { state in
            guard state.allowsStatus, !state.isOpen else { return }
            state.showsStatus = true
            // As above; the next attempt is only a moment away.
            try? Descriptor.write("\r\(status)\u{1b}[K", to: STDERR_FILENO)
        }
    }
}
