/// What a process was doing at the moment of a look: what a report tells in words.
package struct ProcessActivity: Sendable, Equatable {
    /// The kinds of doing and waiting that a report tells apart; the raw values are those of the record.
    package enum Kind: String, Sendable, CaseIterable {
        case runs
        case sleeps
        case waitsForChild = "waits_for_child"
        case reads
        case writes
        case connects
        case accepts
        case waitsForLock = "waits_for_lock"
        case waitsForEvents = "waits_for_events"
        case opens
        case waitsForThread = "waits_for_thread"
        case waitsForSignal = "waits_for_signal"
        case waitsForDevice = "waits_for_device"
        case stopped
        case ended
    }

    package let kind: Kind
    /// What is waited for, such as `127.0.0.1:5432 (TCP)`; `nil` where the machine does not tell.
    package let object: String?
    /// How many threads the process has, if one of its other threads is what tells; else 1.
    package let threads: Int

    package init(_ kind: Kind, _ object: String? = nil, threads: Int = 1) {
        self.kind = kind
        self.object = object
        self.threads = threads
    }

    /// What the process does, without a subject: `waits for data from 127.0.0.1:5432 (TCP)`.
    package var words: String {
        threads > 1 ? "has \(threads) threads, of which one \(singleWords)" : singleWords
    }

    private var singleWords: String {
        switch kind {
        case .runs: "runs on the CPU"
        case .sleeps: "sleeps"
        case .waitsForChild: "waits for \(object ?? "a child")"
        case .reads: "waits for data from \(object ?? "a descriptor")"
        case .writes: "is blocked writing to \(object ?? "a descriptor")"
        case .connects: "waits for a connection to \(object ?? "a socket")"
        case .accepts: "waits for clients on \(object ?? "a socket")"
        case .waitsForLock: "waits for a lock on \(object ?? "a file")"
        case .waitsForEvents: "waits for events\(object.map { " of \($0)" } ?? "")"
        case .opens: "waits for the other side of \(object ?? "a named pipe")"
        case .waitsForThread: "waits for another thread or a lock in memory (futex)"
        case .waitsForSignal: "waits for a signal"
        case .waitsForDevice: "waits for a disk or another device"
        case .stopped: "is stopped by a signal"
        case .ended: "has ended, and its parent does not take notice"
        }
    }

    /// How much the activity of one thread tells of its process: the lower, the more.
    var rank: Int {
        switch kind {
        case .runs: 0
        case .waitsForLock, .waitsForDevice: 1
        case .reads, .writes, .connects, .opens: 2
        case .accepts, .waitsForEvents: 3
        case .sleeps, .waitsForChild, .stopped, .ended: 4
        case .waitsForThread, .waitsForSignal: 5
        }
    }
}
