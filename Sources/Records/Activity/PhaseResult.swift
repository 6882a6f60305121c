import Planning
import ProcessSupport
import Supervision

/// How one phase of a run went.
package struct PhaseResult: Sendable, Equatable {
    package let phase: Phase
    /// What of the phase it was.
    package let step: PhaseStep
    package let outcome: Outcome
    /// By the wall clock.
    package let startedAt: Timestamp
    /// From the start of the script until all its processes were gone.
    package let duration: Duration
    /// `nil` where the machine did not tell.
    package let usage: ResourceUsage?
    /// How its memory stood to the limit; `nil` where the kernel held it to none.
    package let memory: MemoryAccount?
    /// What the command left running when it ended by itself.
    package let leftovers: [ProcessSighting]
    /// How many there were; more than `leftovers` if they were too many to be described in time.
    package let leftoverCount: Int
    /// Processes that could not be killed, or not be seen to end.
    package let isStuck: Bool
    /// What each stream said last.
    package let tails: [SupervisedRun.StreamTail]

    package init(
        phase: Phase, step: PhaseStep = .script, outcome: Outcome, startedAt: Timestamp, duration: Duration,
        usage: ResourceUsage? = nil, memory: MemoryAccount? = nil, leftovers: [ProcessSighting] = [],
        leftoverCount: Int? = nil, isStuck: Bool = false,
        tails: [SupervisedRun.StreamTail] = []
    ) {
        self.phase = phase
        self.step = step
        self.outcome = outcome
        self.startedAt = startedAt
        self.duration = duration
        self.usage = usage
        self.memory = memory
        self.leftovers = leftovers
        self.leftoverCount = leftoverCount ?? leftovers.count
        self.isStuck = isStuck
        self.tails = tails
    }

    /// How messages name what ran: a script, or a package manager.
    package var name: String { step.name(in: phase) }

    /// How messages begin that are about the step, such as `build` or `build, python3 dependencies`.
    package var label: String {
        switch step {
        case .dependencies(let language, _): "\(phase.rawValue), \(language) dependencies"
        case .script: phase.rawValue
        }
    }

    /// Why the phase counts as failed, a sentence without a full stop; `nil` if it succeeded.
    package var cause: String? {
        guard case .dependencies(let language, let manager) = step else { return causeOfEnd }
        // The status of a shell that does not find a program, and of the script where it misses one.
        if outcome == .exited(127) {
            return "\(language) dependencies failed: \(manager) was not found on this machine"
        }
        return causeOfEnd.map { "\(language) dependencies failed: \($0)" }
    }

    private var causeOfEnd: String? {
        let script = name
        switch outcome {
        case .exited(0): return nil
        case .exited(let status):
            return "\(script) exited with status \(status)" + (lackOfMemory.map { ": \($0)" } ?? "")
        case .signalled(let signal):
            return "\(script) was ended by \(SignalName.of(signal))" + (lackOfMemory.map { ": \($0)" } ?? "")
        case .timedOut(let limit, let teardown):
            return "\(script) timed out after \(Seconds.text(limit)) s: \(Self.sentence(teardown))"
        case .cancelled(.signal(let signal), let teardown):
            return "\(script) was cancelled by \(SignalName.of(signal)): \(Self.sentence(teardown))"
        case .cancelled(.outputLost(.readerGone), let teardown):
            return "\(script) was cancelled because nobody reads its output any more: \(Self.sentence(teardown))"
        case .cancelled(.outputLost(let error), let teardown):
            return "\(script) was cancelled because its output can not be written (\(error)): "
                + Self.sentence(teardown)
        case .supervisionLost:
            return "\(script) was lost: its launcher was killed, so how it ended is not known"
        }
    }

    /// What the kernel did because the memory was used up, without a full stop; `nil` if it did nothing.
    package var lackOfMemory: String? {
        guard let memory, memory.kills > 0 else { return nil }
        func megabytes(_ bytes: Int) -> Int { (bytes + (1 << 20) - 1) >> 20 }
        return
            "out of memory, the kernel killed \(memory.kills == 1 ? "a process" : "\(memory.kills) processes") at the "
            + "limit of \(megabytes(memory.limit)) MB"
            + (memory.peak.map { " (peak \(megabytes($0)) MB)" } ?? "")
    }

    private static func sentence(_ teardown: Teardown) -> String {
        if teardown.processCount == 0, !teardown.killed { return "it had ended by itself, too late" }
        let signals =
            switch (teardown.killed, teardown.grace) {
            case (false, _): "SIGTERM"
            case (true, .zero): "SIGKILL at once"
            case (true, let grace): "SIGTERM, then SIGKILL after \(Seconds.text(grace)) s"
            }
        let count = teardown.processCount
        return "\(signals); \(count) \(count == 1 ? "process was" : "processes were") still running"
    }
}
