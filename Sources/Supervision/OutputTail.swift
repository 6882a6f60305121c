/// The last bytes of a stream and when they came: what a report shows of a phase that had to be ended.
package struct OutputTail: Sendable {
    /// As much of the end of a stream as a report can use.
    package static let capacity = 4096

    private var bytes: [UInt8] = []
    /// When the last bytes came; `nil` as long as there were none.
    package private(set) var lastArrival: SuspendingClock.Instant?

    package init() {}

    package mutating func append(_ new: UnsafeRawBufferPointer, at instant: SuspendingClock.Instant) {
        guard !new.isEmpty else { return }
        lastArrival = instant
        if new.count >= OutputTail.capacity {
            bytes.removeAll(keepingCapacity: true)
            bytes.append(contentsOf: new[(new.count - OutputTail.capacity)...])
        } else {
            if bytes.count + new.count > 2 * OutputTail.capacity {
                bytes.removeFirst(bytes.count - OutputTail.capacity)
            }
            bytes.append(contentsOf: new)
        }
    }

    /// The last lines, at most `count`, without line endings; bytes that are not UTF-8 are replaced.
    package func lines(_ count: Int) -> [String] {
        var ends = bytes[...]
        if ends.last == UInt8(ascii: "\n") { ends.removeLast() }
        guard !ends.isEmpty else { return [] }
        return ends.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).suffix(count)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
