import CSystem
import Foundation
import ProcessSupport
import Synchronization

/// Joins taskbox's own terminal with the one that a command has: what is typed goes in, what is written comes out, and the
/// size follows.
///
/// A thread for each direction, because either may wait as long as a person or a terminal lets it. taskbox's terminal is
/// raw meanwhile, so that Ctrl-C, Ctrl-Z and Ctrl-D are the business of the command's terminal, which knows the job in
/// its foreground; a signal that is sent to taskbox still cancels.
final class TerminalRelay: Sendable {
    private static let bufferSize = 1 << 16
    private static let input = STDIN_FILENO

    /// Standard output, or standard error where only that is a terminal.
    private let output = isatty(STDOUT_FILENO) == 1 ? STDOUT_FILENO : STDERR_FILENO
    private let master: Int32
    private let stopReader: Int32
    private let stopWriter: Int32
    private let changeReader: Int32
    private let changeWriter: Int32
    /// Becomes readable when all that the command has written is shown.
    private let doneReader: Int32
    private let doneWriter: Int32
    /// Those that still use the descriptors: the two threads, and whoever calls ``finish(interrupts:patience:)``.
    ///
    /// The last one closes them.
    private let users = Mutex(3)

    /// Takes the master side over, and gives it the size and the modes of taskbox's terminal.
    init(master: Int32) throws(SystemError) {
        self.master = master
        (stopReader, stopWriter) = try Descriptor.pipe()
        (changeReader, changeWriter) = try Descriptor.pipe()
        (doneReader, doneWriter) = try Descriptor.pipe()
        guard csystem_make_nonblocking(changeReader) == 0, csystem_make_nonblocking(changeWriter) == 0 else {
            throw .last
        }
        csystem_copy_terminal_modes(TerminalRelay.input, master)
        csystem_copy_terminal_size(TerminalRelay.input, master)
    }

    /// Makes taskbox's terminal raw and starts to carry.
    func start() {
        csystem_watch_terminal(changeWriter)
        // A terminal that can not be raw is one that echoes twice, which is better than no shell.
        _ = csystem_make_terminal_raw(TerminalRelay.input)
        Thread.detachNewThread { [self] in
            carryInput()
            leave()
        }
        Thread.detachNewThread { [self] in
            carryOutput()
            tell(doneWriter)
            leave()
        }
    }

    /// Waits until everything is shown, and gives taskbox's terminal its modes back.
    ///
    /// To be called when no process of the command is left. A terminal that takes nothing more is given up when the user
    /// interrupts, or after `patience`.
    func finish(interrupts: Interrupts, patience: Duration) {
        _ = Readiness.wait(reading: [doneReader, interrupts.descriptor], for: patience)
        csystem_watch_terminal(-1)
        tell(stopWriter)
        csystem_restore_terminal()
        leave()
    }

    private func carryInput() {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: TerminalRelay.bufferSize, alignment: 16)
        defer { buffer.deallocate() }
        var isOpen = true
        while true {
            let ready = Readiness.wait(
                reading: [stopReader, changeReader, isOpen ? TerminalRelay.input : -1], for: nil)
            if ready[0] { return }
            if ready[1] { followTerminal() }
            guard ready[2] else { continue }
            // A terminal that is gone can not be read; its end also comes as SIGHUP, which cancels.
            let count = (try? Descriptor.read(into: buffer, from: TerminalRelay.input)) ?? 0
            if count == 0 {
                isOpen = false
                continue
            }
            // Once no process has the other side open, nobody is there for what was typed.
            do { try Descriptor.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: master) } catch { return }
        }
    }

    private func carryOutput() {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: TerminalRelay.bufferSize, alignment: 16)
        defer { buffer.deallocate() }
        var isShown = true
        var isInLine = false
        // What follows on the same terminal begins a line of its own, also behind a prompt that nobody has answered.
        defer { if isShown, isInLine { try? Descriptor.write("\r\n", to: output) } }
        while true {
            // The end of the other side's last process is an error of reading.
            let count = (try? Descriptor.read(into: buffer, from: master)) ?? 0
            guard count > 0 else { return }
            guard isShown else { continue }
            isInLine = buffer[count - 1] != UInt8(ascii: "\n")
            do {
                try Descriptor.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: output)
            } catch {
                // The terminal is gone, which SIGHUP tells as well; the command must not block on it until it ends.
                isShown = false
            }
        }
    }

    /// After a change of size, and when taskbox goes on after it was stopped, the shell that it was stopped in has had the
    /// terminal.
    private func followTerminal() {
        var bytes = [UInt8](repeating: 0, count: 64)
        // What the bytes are says nothing; that they are read is what counts.
        bytes.withUnsafeMutableBytes { buffer in _ = try? Descriptor.read(into: buffer, from: changeReader) }
        _ = csystem_make_terminal_raw(TerminalRelay.input)
        csystem_copy_terminal_size(TerminalRelay.input, master)
    }

    private func tell(_ descriptor: Int32) {
        // The pipe is ours and has room: one byte is all that it ever gets.
        withUnsafeBytes(of: UInt8(0)) { buffer in try? Descriptor.write(buffer, to: descriptor) }
    }

    private func leave() {
        let isLast = users.withLock { users in
            users -= 1
            return users == 0
        }
        if isLast {
            [master, stopReader, stopWriter, changeReader, changeWriter, doneReader, doneWriter].forEach(
                Descriptor.close)
        }
    }
}
