import Foundation
import Synchronization

/// Work on a thread of its own, whose result is waited for.
package final class Background<Result: Sendable>: Sendable {
    private let state = Mutex<Result?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts the work.
    package init(_ work: @escaping @Sendable () -> Result) {
        Thread.detachNewThread { [self] in
            let result = work()
            state.withLock { $0 = result }
            isDone.signal()
        }
    }

    /// Waits for the work; to be called by a thread that may block.
    package func result() -> Result {
        while true {
            if let result = state.withLock({ $0 }) { return result }
            isDone.wait()
        }
    }
}
