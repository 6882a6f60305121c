#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Waiting for descriptors, for threads that own their time.
package enum Readiness {
    /// Waits until one of the descriptors can be read, is at its end or broken; or until the time is over.
    ///
    /// Returns for each descriptor, in order, whether it is ready. Negative descriptors never are. `nil` waits for ever.
    package static func wait(reading descriptors: [Int32], for time: Duration?) -> [Bool] {
        var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let clock = SuspendingClock()
        let end = time.map { clock.now.advanced(by: $0) }
        while true {
            let left = end.map { max(.zero, clock.now.duration(to: $0)) }
            let count = poll(&polls, nfds_t(polls.count), left.map(milliseconds) ?? -1)
            if count < 0, errno == EINTR { continue }
            return polls.map { $0.revents != 0 }
        }
    }

    /// Waits until the descriptor takes bytes, or its reader is gone.
    package static func wait(writing descriptor: Int32) {
        var one = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&one, 1, -1) < 0, errno == EINTR { continue }
    }

    /// The same, for no longer than a time; whether it happened.
    package static func wait(writing descriptor: Int32, for time: Duration) -> Bool {
        var one = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let clock = SuspendingClock()
        let end = clock.now.advanced(by: time)
        while true {
            let count = poll(&one, 1, milliseconds(max(.zero, clock.now.duration(to: end))))
            if count < 0, errno == EINTR { continue }
            return count > 0
        }
    }

    /// Rounded up, so that a deadline has passed when `poll` returns; a day at most.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        guard seconds < 86_400 else { return 86_400_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
