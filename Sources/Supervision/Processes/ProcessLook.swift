import ProcessSupport

/// A look at the processes of a phase before they get a signal, on a thread of its own.
///
/// To read of a process what it runs can take as long as the file system takes that the process hangs in; the first
/// signal waits for no such thing.
struct ProcessLook {
    private let work: Background<Seen>

    /// What was seen.
    struct Seen: Sendable {
        /// The first of them, if they were too many to be described in time.
        let processes: [ProcessSighting]
        /// How many there were.
        let count: Int
    }

    /// Begins to look at the descendants of a launcher; `outputs` are the pipes that carry the phase's own output.
    init(launcher: Int32, outputs: [UInt64: TaskStream]) {
        work = Background {
            let end = SuspendingClock().now.advanced(by: Supervisor.lookBudget)
            let processes = ProcessTable.descendants(of: launcher, budget: Supervisor.sightingBudget)
            var reader = ActivityReader(
                processes: ProcessTable.sightings(of: processes, budget: Supervisor.sightingBudget), outputs: outputs)
            return Seen(processes: reader.described(until: end), count: processes.count)
        }
    }

    /// What was seen, if the look is over within the time.
    func seen(within time: Duration) -> Seen? { work.result(within: time) }
}
