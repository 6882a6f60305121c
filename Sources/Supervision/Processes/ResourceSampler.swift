import Foundation
import ProcessSupport
import Synchronization

/// The thread that looks at what a phase uses, as long as it runs: ten times a second at first, then ever more seldom,
/// down to once a second.
///
/// It is nobody's clock: the supervisor never waits for it.
final class ResourceSampler: Sendable {
    private static let shortestPeriod = Duration.milliseconds(100)
    private static let longestPeriod = Duration.seconds(1)
    /// The period is this part of the time that the phase has run.
    private static let partOfAge = 50
    /// At most this part of one processor is spent on looking.
    private static let partOfProcessor = 25

    private let launcher: Int32
    private let start: SuspendingClock.Instant
    private let taker: Supervisor.SampleTaker
    private let stopReader: Int32
    private let stopWriter: Int32
    private let isStopped = Mutex(false)

    /// Starts the thread; `nil` if the system gives no pipe to stop it with, and then there are no samples.
    init?(launcher: Int32, start: SuspendingClock.Instant, taker: @escaping Supervisor.SampleTaker) {
        guard let pipe = try? Descriptor.pipe() else { return nil }
        (stopReader, stopWriter) = pipe
        self.launcher = launcher
        self.start = start
        self.taker = taker
        Thread.detachNewThread { [self] in
            look()
            Descriptor.close(stopReader)
        }
    }

    /// Ends the thread, to be called once; nothing is delivered afterwards.
    func stop() {
        isStopped.withLock { $0 = true }
        Descriptor.close(stopWriter)
    }

    private func look() {
        let clock = SuspendingClock()
        var reader = ResourceReader()
        var period = Self.shortestPeriod
        // The closed writer makes the reader ready.
        while !Readiness.wait(reading: [stopReader], for: period)[0] {
            let begin = clock.now
            let age = start.duration(to: begin)
            let sample = reader.sample(ofDescendantsOf: launcher, at: age)
            isStopped.withLock { if !$0 { taker(sample) } }
            let cost = begin.duration(to: clock.now)
            period = max(
                min(max(age / Self.partOfAge, Self.shortestPeriod), Self.longestPeriod), cost * Self.partOfProcessor)
        }
    }
}
