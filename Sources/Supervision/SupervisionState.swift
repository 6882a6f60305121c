import ProcessSupport

/// What the supervisor knows of a phase, and what it does next: a pure machine, fed with events and the time.
///
/// The ladder for a phase that does not end by itself, and for processes that a command leaves behind:
/// SIGTERM to every process, the grace, SIGKILL to what is left. It is climbed once; a second interrupt skips the wait.
package struct SupervisionState: Sendable {
    package typealias Instant = SuspendingClock.Instant

    /// Something that happened.
    package enum Event: Sendable, Equatable {
        /// The command itself ended; processes that it started may still be there.
        ///
        /// `after` is the time that it took, where the launcher tells it: taskbox itself may have been stopped meanwhile.
        case commandEnded(Outcome, leftovers: Bool, after: Duration? = nil)
        /// No process of the task is left, or (`stuck`) none that could be killed.
        case empty(stuck: Bool)
        /// The launcher went away without a word.
        case launcherLost
        /// taskbox was asked to stop, or nobody reads its output any more.
        case cancelled(Cancellation)
        /// Time passed.
        case tick
    }

    /// Something to do.
    package enum Action: Sendable, Equatable {
        /// Look at the processes, before a signal changes them.
        case lookAtProcesses
        /// SIGTERM to every process of the task.
        case terminate
        /// SIGKILL to every process of the task.
        case kill
        /// The launcher does not answer: kill what can be found, and the launcher.
        case killFromOutside
    }

    private enum Stage {
        case running
        /// SIGTERM was sent; at the instant SIGKILL follows.
        case terminating(Reason, killAt: Instant)
        /// SIGKILL was sent; at the instant the launcher counts as lost.
        case killing(Reason, giveUpAt: Instant)
        case finished(Ending)
    }

    /// Why the phase is being ended; `nil` as long as it is not, and for what a command left behind.
    var teardownReason: SupervisionStage.Reason? {
        switch stage {
        case .terminating(.deadline, _), .killing(.deadline, _): .deadline
        case .terminating(.cancellation(let cancellation), _), .killing(.cancellation(let cancellation), _):
            .cancellation(cancellation)
        case .running, .terminating(.leftovers, _), .killing(.leftovers, _), .finished: nil
        }
    }

    private enum Reason {
        case deadline
        case cancellation(Cancellation)
        /// The command ended by itself and left processes.
        case leftovers(Outcome)
    }

    /// How it all ended.
    package enum Ending: Sendable, Equatable {
        case byItself(Outcome)
        case deadline(killed: Bool)
        case cancelled(Cancellation, killed: Bool)
        /// The launcher died while the command ran; nothing is known of the command's own end.
        case launcherLost
    }

    /// What processes that a command left behind get between SIGTERM and SIGKILL.
    package static let leftoverGrace = Duration.milliseconds(500)
    /// After this long without an answer to SIGKILL the launcher itself is taken to be stuck or stopped.
    package static let patience = Duration.seconds(7)

    private var stage = Stage.running
    private let limit: Duration?
    private let deadline: Instant?
    private let grace: Duration

    /// The limit counts from `start`; no limit if `nil`.
    package init(start: Instant, limit: Duration?, grace: Duration) {
        self.limit = limit
        self.deadline = limit.map { start.advanced(by: $0) }
        self.grace = grace
    }

    /// The ending, once nothing more will happen.
    package var ending: Ending? {
        if case .finished(let ending) = stage { ending } else { nil }
    }

    /// When a `tick` is due, if nothing happens before.
    package var nextTick: Instant? {
        switch stage {
        case .running: deadline
        case .terminating(_, let instant), .killing(_, let instant): instant
        case .finished: nil
        }
    }

    /// Takes an event and says what to do, in order.
    package mutating func handle(_ event: Event, at now: Instant) -> [Action] {
        switch (stage, event) {
        case (.finished, _):
            return []
        case (.running, .commandEnded(_, let leftovers, let elapsed?)) where limit.map { elapsed >= $0 } ?? false:
            // It was over its time when it ended, and nobody was there to end it.
            stage = .terminating(.deadline, killAt: now.advanced(by: grace))
            return leftovers ? [.lookAtProcesses, .terminate] : []
        case (.running, .commandEnded(let outcome, leftovers: false, _)):
            // The launcher still owes its account of resources; it comes right after, in `empty`.
            stage = .terminating(.leftovers(outcome), killAt: now.advanced(by: SupervisionState.leftoverGrace))
            return []
        case (.running, .commandEnded(let outcome, leftovers: true, _)):
            stage = .terminating(.leftovers(outcome), killAt: now.advanced(by: SupervisionState.leftoverGrace))
            return [.lookAtProcesses, .terminate]
        case (.running, .cancelled(let cancellation)):
            stage = .terminating(.cancellation(cancellation), killAt: now.advanced(by: grace))
            return [.lookAtProcesses, .terminate]
        case (.running, .tick):
            guard let deadline, now >= deadline else { return [] }
            stage = .terminating(.deadline, killAt: now.advanced(by: grace))
            return [.lookAtProcesses, .terminate]
        case (.terminating(let reason, let killAt), .tick):
            guard now >= killAt else { return [] }
            return kill(reason, at: now)
        case (.terminating(.leftovers, _), .cancelled(let cancellation)):
            // The command is over, and so is the run: what it left is in the way of both.
            return kill(.cancellation(cancellation), at: now)
        case (.terminating(let reason, _), .cancelled(.signal)):
            return kill(reason, at: now)
        case (.killing(let reason, let giveUpAt), .tick):
            guard now >= giveUpAt else { return [] }
            finish(reason, killed: true)
            return [.killFromOutside]
        case (.terminating(let reason, _), .empty):
            finish(reason, killed: false)
            return []
        case (.killing(let reason, _), .empty):
            finish(reason, killed: true)
            return []
        case (.running, .empty), (.running, .launcherLost):
            stage = .finished(.launcherLost)
            return [.killFromOutside]
        case (.terminating(let reason, _), .launcherLost), (.killing(let reason, _), .launcherLost):
            finish(reason, killed: true)
            return [.killFromOutside]
        case (.killing(.leftovers, let giveUpAt), .cancelled(let cancellation)):
            stage = .killing(.cancellation(cancellation), giveUpAt: giveUpAt)
            return []
        case (.terminating, .commandEnded), (.killing, .commandEnded), (.killing, .cancelled),
            (.terminating, .cancelled(.outputLost)):
            // A reader that goes away is no second interrupt: Ctrl-C ends the other programs of a pipeline as well.
            return []
        }
    }

    private mutating func kill(_ reason: Reason, at now: Instant) -> [Action] {
        stage = .killing(reason, giveUpAt: now.advanced(by: SupervisionState.patience))
        return [.kill]
    }

    private mutating func finish(_ reason: Reason, killed: Bool) {
        switch reason {
        case .deadline: stage = .finished(.deadline(killed: killed))
        case .cancellation(let cancellation): stage = .finished(.cancelled(cancellation, killed: killed))
        case .leftovers(let outcome): stage = .finished(.byItself(outcome))
        }
    }
}
