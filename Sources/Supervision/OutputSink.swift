/// One of the two streams of a task.
package enum TaskStream: String, Sendable, CaseIterable {
    case standardOutput = "stdout"
    case standardError = "stderr"
}

/// Where a relay puts what the task writes.
package protocol OutputSink: Sendable {
    /// Takes bytes as they came, on the relay's thread. May block: then the task waits too, as with any pipe.
    ///
    /// Returns false when whoever reads taskbox's output is gone; the relay says so once and goes on.
    func take(_ bytes: UnsafeRawBufferPointer, from stream: TaskStream) -> Bool
}
