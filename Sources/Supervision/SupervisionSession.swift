import CSystem
import Engines
import ProcessSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One run of a supervisor, from the start of the engine to the last byte of output.
struct SupervisionSession {
    private typealias Instant = SuspendingClock.Instant

    private let clock = SuspendingClock()
    private let limits: Supervisor.Limits
    private let interrupts: Interrupts
    private let watch: Supervisor.Watch
    private let account: Supervisor.Account
    private let ownsChildren: Bool
    private let engine: EngineProcess
    private let relay: OutputRelay
    private let sampler: ResourceSampler?
    /// The inodes of the pipes that carry the output.
    private let outputs: [UInt64: TaskStream]
    private let launcher: Int32
    /// Where the command has a terminal of its own.
    private let terminal: TerminalRelay?
    private let start: Instant
    private var state: SupervisionState
    private var usage: ResourceUsage?
    private var isStuck = false
    private var sighted: [ProcessSighting] = []
    /// A look that is not over yet.
    private var look: ProcessLook?
    /// How many processes there were, all of which may be too many to describe.
    private var processCount = 0
    private var survivors: Set<Int32> = []
    private var usageOfSurvivors = ResourceUsage.none
    private var firstSignal: Instant?
    private var killed: Instant?

    /// Starts the command.
    ///
    /// After this, ``run()`` has to follow.
    init(
        _ invocation: Invocation, _ command: EngineCommand, limits: Supervisor.Limits, sink: any OutputSink,
        samples: Supervisor.SampleTaker?, account: @escaping Supervisor.Account,
        watch: @escaping Supervisor.Watch, supervisor: Supervisor
    ) throws(LaunchFailure) {
        self.limits = limits
        interrupts = supervisor.interrupts
        self.watch = watch
        self.account = account
        ownsChildren = supervisor.ownsChildren
        do throws(SystemError) {
            relay = try OutputRelay(sink: sink)
        } catch {
            throw .system(error)
        }
        do {
            engine = try EngineProcess(command)
        } catch {
            relay.close()
            throw error
        }
        do {
            (launcher, terminal) = try SupervisionSession.start(invocation, engine, interrupts)
        } catch {
            engine.abort()
            relay.close()
            throw error
        }
        outputs = Dictionary(
            [(engine.output, TaskStream.stdout), (engine.error, .stderr)].compactMap { descriptor, stream in
                Descriptor.inode(of: descriptor).map { ($0, stream) }
            }, uniquingKeysWith: { first, _ in first })
        start = clock.now
        sampler = samples.flatMap { [launcher, start] in ResourceSampler(launcher: launcher, start: start, taker: $0) }
        state = SupervisionState(start: start, limit: limits.limit, grace: limits.grace)
        relay.start(output: engine.output, error: engine.error)
    }

    mutating func run() -> SupervisedRun {
        var relayFinished = false
        while state.ending == nil {
            relayFinished = wait(relayIsRunning: !relayFinished) || relayFinished
        }
        engine.control.close()
        sampler?.stop()
        let end = clock.now
        terminal?.finish(interrupts: interrupts, patience: Supervisor.heldPipeGrace)
        let abandonment = finishRelay(isFinished: relayFinished)
        takeSight(within: Supervisor.survivorBudget)
        let moment = firstSignal ?? end
        let tails = TaskStream.allCases.compactMap { stream -> SupervisedRun.StreamTail? in
            let tail = relay.tail(of: stream)
            guard let arrival = tail.lastArrival else { return nil }
            return .init(stream: stream, lines: tail.lines(10), age: max(.zero, arrival.duration(to: moment)))
        }
        if abandonment == nil { relay.close() }
        let (outcome, leftovers) = conclude(abandonment ?? relay.loss.map(Cancellation.outputLost))
        return SupervisedRun(
            outcome: outcome, duration: start.duration(to: end), usage: usage, leftovers: leftovers,
            leftoverCount: leftovers.isEmpty ? 0 : processCount, isStuck: isStuck,
            isOutputAbandoned: abandonment != nil,
            tails: tails
        )
    }

    /// Waits for the next event and acts on it.
    ///
    /// Returns whether the relay has finished.
    private mutating func wait(relayIsRunning: Bool) -> Bool {
        let left = state.nextTick.map { max(.zero, clock.now.duration(to: $0)) } ?? Supervisor.wakePeriod
        let ready = Readiness.wait(
            reading: [engine.control.descriptor, interrupts.descriptor, relayIsRunning ? relay.notices : -1],
            for: min(left, Supervisor.wakePeriod)
        )
        var relayFinished = false
        if ready[2] {
            switch relay.nextNotice() {
            case .finished: relayFinished = true
            case .outputLost:
                if let error = relay.loss { act(state.handle(.cancelled(.outputLost(error)), at: clock.now)) }
            case nil: break
            }
        }
        if ready[1], let signal = interrupts.next() {
            act(state.handle(.cancelled(.signal(signal)), at: clock.now))
        }
        if ready[0] {
            act(state.handle(takeMessage(), at: clock.now))
        } else {
            // Without a sandbox the task can stop the launcher, which then tells nothing.
            kill(launcher, SIGCONT)
            act(state.handle(.tick, at: clock.now))
        }
        return relayFinished
    }

    private mutating func takeMessage() -> SupervisionState.Event {
        switch engine.control.receive() {
        case .ended(let outcome, let leftovers, let elapsed):
            return .commandEnded(outcome, leftovers: leftovers, after: elapsed)
        case .empty(let usage, let stuck):
            account(engine.pid)
            self.usage = usage
            isStuck = stuck
            return .empty(stuck: stuck)
        case .lastUsage(let usage):
            account(engine.pid)
            // Those that end with the namespace are not waited for, so their account is the last look at them.
            self.usage = usage + usageOfSurvivors
            return .tick
        case .gone, .ready, .terminal, .started, .failed: return .launcherLost
        }
    }

    private mutating func act(_ actions: [SupervisionState.Action]) {
        for action in actions {
            switch action {
            case .lookAtProcesses:
                lookAtProcesses()
            case .terminate:
                firstSignal = clock.now
                order(kill: false)
                announceTermination()
                // The look before the signal may have been too short for a large tree; most of it is still there.
                processCount = max(processCount, ProcessTable.descendants(of: launcher).count)
            case .kill:
                killed = clock.now
                let alive = ProcessTable.descendants(of: launcher, budget: Supervisor.survivorBudget)
                survivors = Set(alive)
                usageOfSurvivors = ProcessTable.usage(of: alive, budget: Supervisor.survivorBudget)
                order(kill: true)
                if state.teardownReason != nil { watch(.killing) }
            case .killFromOutside:
                killFromOutside()
            }
        }
    }

    private mutating func lookAtProcesses() {
        look = ProcessLook(launcher: launcher, outputs: outputs)
        takeSight(within: Supervisor.lookLimit)
    }

    /// A look that took longer than the first signal could wait is taken when all is over.
    private mutating func takeSight(within time: Duration) {
        guard let seen = look?.seen(within: time) else { return }
        look = nil
        processCount = max(processCount, seen.count)
        sighted = seen.processes
    }

    private func announceTermination() {
        guard let reason = state.teardownReason else { return }
        watch(.terminating(reason, processes: processCount, grace: limits.grace))
    }

    private func order(kill isKill: Bool) {
        kill(launcher, SIGCONT)
        engine.control.order(kill: isKill)
    }

    /// The launcher was killed, or does not answer.
    ///
    /// What it had adopted is ours by now, or still below it.
    private mutating func killFromOutside() {
        engine.kill()
        let end = clock.now.advanced(by: .seconds(3))
        while clock.now < end {
            let tree = ProcessTable.descendants(of: ownsChildren ? getpid() : engine.pid)
            if tree.allSatisfy({ $0 == engine.pid }) { return }
            for pid in tree { kill(pid, SIGKILL) }
            // Those that were adopted from the launcher are ours to reap; Foundation reaps its own child.
            for pid in tree where pid != engine.pid { waitpid(pid, nil, WNOHANG) }
            _ = Readiness.wait(reading: [], for: .milliseconds(2))
        }
        isStuck = true
    }

    /// Waits until the relay has delivered everything.
    ///
    /// A pipe that something outside the task still holds is given up; a slow reader of taskbox is waited for, unless
    /// the user interrupts: then the rest is dropped, and the relay left to its blocked write.
    private func finishRelay(isFinished: Bool) -> Cancellation? {
        var isFinished = isFinished
        var isStopped = false
        while !isFinished {
            let ready = Readiness.wait(
                reading: [relay.notices, interrupts.descriptor], for: isStopped ? nil : Supervisor.heldPipeGrace)
            if ready[0] {
                isFinished = relay.nextNotice() == .finished
            } else if ready[1], let signal = interrupts.next() {
                return .signal(signal)
            } else {
                relay.stop()
                isStopped = true
            }
        }
        return nil
    }

    /// The outcome; a command that ended by itself counts as cancelled if its output could not be delivered.
    private func conclude(_ cancellation: Cancellation?) -> (Outcome, leftovers: [ProcessSighting]) {
        let processes = sighted.map { sighting in
            var sighting = sighting
            sighting.ending = survivors.contains(sighting.pid) ? .killed : .terminated
            // What there was no time to look at is told by what is known already.
            if sighting.activity == nil {
                sighting.activity = sighting.waitsIn.flatMap(KernelWait.activity(waitingIn:))
            }
            return sighting
        }
        switch state.ending {
        case .byItself(let outcome):
            guard let cancellation else { return (outcome, processes) }
            return (.cancelled(cancellation, Teardown(killed: false, grace: limits.grace, processes: [])), processes)
        case .deadline(let killed):
            return (.timedOut(limit: limits.limit ?? .zero, teardown(killed: killed, processes)), [])
        case .cancelled(let cancellation, let killed):
            return (.cancelled(cancellation, teardown(killed: killed, processes)), [])
        case .launcherLost, nil:
            return (.supervisionLost, [])
        }
    }

    private func teardown(killed: Bool, _ processes: [ProcessSighting]) -> Teardown {
        Teardown(killed: killed, grace: grace, processes: processes, processCount: processCount)
    }

    /// What the processes really had: less than the limit says if the user did not want to wait.
    private var grace: Duration {
        guard let firstSignal, let killed else { return limits.grace }
        let passed = firstSignal.duration(to: killed)
        return passed < limits.grace - .milliseconds(100) ? passed : limits.grace
    }
}
