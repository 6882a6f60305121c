/// When a request that failed is sent again, and after which wait.
package struct RetryPolicy: Sendable, Equatable {
    /// How often a request is sent, the first time included.
    package let attempts: Int
    /// Before the second attempt; each further wait is twice as long.
    package let firstWait: Duration
    /// A server that asks for a longer wait is not waited for.
    package let longestWait: Duration

    package init(
        attempts: Int = 4, firstWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(30)
    ) {
        self.attempts = attempts
        self.firstWait = firstWait
        self.longestWait = longestWait
    }

    /// The wait after so many attempts; `nil` if the request has failed for good.
    ///
    /// `requested` is what `Retry-After` says. `spread` is from 0 to 1: the wait grows by so much of its half, so that many
    /// programs do not come back at once.
    func wait(afterAttempt attempt: Int, requested: Duration?, spread: Double) -> Duration? {
        guard attempt < attempts else { return nil }
        if let requested {
            return requested <= longestWait ? max(requested, .milliseconds(100)) : nil
        }
        let doubled = firstWait * (1 << min(attempt - 1, 16))
        return min(doubled + doubled * (spread / 2), longestWait)
    }
}
