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

    /// Waits for the work, but no longer than a time; `nil` if it is not done by then.
    package func result(within time: Duration) -> Result? {
        if let result = state.withLock({ $0 }) { return result }
        let nanoseconds = max(0, Int(time / .nanoseconds(1)))
        guard isDone.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success else { return nil }
        // Whoever waits next has to be woken as well.
        isDone.signal()
        return state.withLock { $0 }
    }

    /// Waits for the work; to be called by a thread that may block.
    package func result() -> Result {
        while true {
            if let result = state.withLock({ $0 }) { return result }
            isDone.wait()
        }
    }
}
