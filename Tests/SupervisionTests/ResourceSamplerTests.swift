import Foundation
import Synchronization
import Testing

@testable import Supervision

@Suite("Samples of what processes use")
struct ResourceSamplerTests {
    /// A shell with a child that works and one that has worked.
    @Test func ofATree() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "sh -c 'i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done'; sleep 60 & echo; wait"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        defer {
            kill(-process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        // The line comes when the worker has ended.
        _ = pipe.fileHandleForReading.readData(ofLength: 1)
        var reader = ResourceReader()
        // The other child may be between its start and its first page.
        var first = reader.sample(ofDescendantsOf: process.processIdentifier, at: .seconds(1))
        for _ in 0..<500 where first?.memory == 0 {
            usleep(2_000)
            first = reader.sample(ofDescendantsOf: process.processIdentifier, at: .seconds(1))
        }
        let sample = try #require(first)
        #expect(sample.time == .seconds(1))
        #expect(sample.processes == 1)
        #expect(sample.processorTime > .zero, "the time of the child that has ended counts")
        #expect(sample.memory > 0)
        let second = reader.sample(ofDescendantsOf: process.processIdentifier, at: .seconds(2))
        let later = try #require(second)
        #expect(later.processorTime >= sample.processorTime)
        var other = ResourceReader()
        let none = other.sample(ofDescendantsOf: Int32.max, at: .zero)
        #expect(none == nil)
    }

    @Test func nothingComesAfterTheStop() throws {
        let looks = Mutex(0)
        let sampler = try #require(
            ResourceSampler(launcher: Int32.max, start: SuspendingClock().now) { _ in looks.withLock { $0 += 1 } })
        while looks.withLock({ $0 }) < 2 { usleep(10_000) }
        sampler.stop()
        let count = looks.withLock { $0 }
        usleep(250_000)
        #expect(looks.withLock { $0 } == count)
    }
}
