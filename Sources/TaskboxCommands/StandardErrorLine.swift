import Synchronization

/// Whether the line that standard error stands in is still open: the task may have written a part of one.
///
/// What taskbox says begins a line of its own.
final class StandardErrorLine: Sendable {
    private let isOpenState = Mutex(false)

    /// Notes what the task has written.
    func note(_ bytes: UnsafeRawBufferPointer) {
        guard let last = bytes.last else { return }
        isOpenState.withLock { $0 = last != UInt8(ascii: "\n") }
    }

    /// What has to be written before a line of taskbox's own.
    func close() -> String {
        isOpenState.withLock { isOpen in
            defer { isOpen = false }
            return isOpen ? "\n" : ""
        }
    }
}
