import ProcessSupport

/// One of the two streams of a task.
package enum TaskStream: String, Sendable, CaseIterable {
    case stdout
    case stderr
}

/// Where a relay puts what the task writes.
package protocol OutputSink: Sendable {
    /// Takes bytes as they came, on the relay's thread. May block: then the task waits too, as with any pipe.
    ///
    /// Returns why taskbox's own output can not be written any more, `EPIPE` for a reader that went away; the relay says so
    /// once and goes on.
    func take(_ bytes: UnsafeRawBufferPointer, from stream: TaskStream) -> SystemError?
}
