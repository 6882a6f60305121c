import CSystem
import Engines
import Foundation
import ProcessSupport

/// Runs one command to its end: streams, deadline, signals, outcome, and nothing left behind.
///
/// Theory of operation. `Process` starts the engine's command, in which the launcher runs. The launcher executes the
/// invocation, adopts every descendant that loses its parent, and reports over a socket (`csystem_launch.h`); so the end of
/// the command is known exactly, whatever holds its pipes or the descriptor by which Foundation watches. The calling
/// thread waits for the launcher, for interrupts and for the deadline at once; a second thread, the relay, carries the
/// output and may block on a slow reader without any harm to the deadline. What to do is decided by `SupervisionState`;
/// signals to the tree are sent by the launcher, which sees all of it. If taskbox dies, the launcher sees the end of its
/// socket and kills everything.
package struct Supervisor: Sendable {
    package let interrupts: Interrupts
    /// Whether every child of this process belongs to the command, so that all may be killed if the launcher is lost.
    ///
    /// True in taskbox, which adopts what a lost launcher leaves (`csystem_become_subreaper`) and runs one thing at a time.
    package let ownsChildren: Bool

    package init(interrupts: Interrupts, ownsChildren: Bool) {
        self.interrupts = interrupts
        self.ownsChildren = ownsChildren
    }

    /// The time that a command may take.
    package struct Limits: Sendable, Equatable {
        /// From the start of the command; `nil` for no limit.
        package let limit: Duration?
        /// Between SIGTERM and SIGKILL.
        package let grace: Duration

        package init(limit: Duration?, grace: Duration) {
            self.limit = limit
            self.grace = grace
        }
    }

    /// The search for processes stops after this long, and so does their description, so that the first signal leaves in
    /// time.
    static let sightingBudget = Duration.milliseconds(5)
    /// The whole look at them, with finding out what they are doing, takes no longer.
    static let lookBudget = Duration.milliseconds(13)
    /// The first signal waits for the look no longer than this, whatever it hangs in.
    static let lookLimit = Duration.milliseconds(15)
    /// The most time for the list of processes that SIGKILL was needed for.
    static let survivorBudget = Duration.milliseconds(20)
    /// How long a pipe that somebody outside the task still holds is read after the end.
    static let heldPipeGrace = Duration.seconds(1)
    /// How often the launcher is woken, in case it was stopped.
    static let wakePeriod = Duration.seconds(1)
    /// How long a sandbox may take to stand before it counts as failed.
    static let startLimit = Duration.seconds(60)

    /// Is told of a phase that has to be ended, on the thread that keeps its deadline: it must not block.
    package typealias Watch = @Sendable (SupervisionStage) -> Void

    /// Takes what the processes use, now and then and on a thread of its own; `nil` for a look that saw nothing.
    package typealias SampleTaker = @Sendable (ResourceSample?) -> Void

    /// Is told of the engine's pid when nothing of the task is left but the engine, on the thread that keeps the deadline:
    /// the last moment at which the kernel's account of its control group is sure to be there.
    package typealias Account = @Sendable (Int32) -> Void

    /// Runs a command and returns when nothing of it is left.
    ///
    /// Blocks the calling thread, which must live until then, because the death of the thread that started a sandbox
    /// ends the sandbox.
    package func run(
        _ invocation: Invocation, with command: EngineCommand, limits: Limits, sink: any OutputSink,
        samples: SampleTaker? = nil, account: @escaping Account = { _ in }, watch: @escaping Watch = { _ in }
    ) throws(LaunchFailure) -> SupervisedRun {
        var session = try SupervisionSession(
            invocation, command, limits: limits, sink: sink, samples: samples, account: account, watch: watch,
            supervisor: self)
        return session.run()
    }
}

/// What became of a command.
package struct SupervisedRun: Sendable {
    package let outcome: Outcome
    /// From the start of the command until nothing of it was left.
    package let duration: Duration
    package let usage: ResourceUsage?
    /// What the command left running when it ended by itself, and taskbox ended.
    package let leftovers: [ProcessSighting]
    /// How many there were; more than `leftovers` if they were too many to be described in time.
    package let leftoverCount: Int
    /// Processes that could not be killed, or not be seen to end.
    package let isStuck: Bool
    /// The user did not want to wait for a slow reader: the relay may still be blocked in the sink, which must not be
    /// touched any more.
    package let isOutputAbandoned: Bool
    /// The last lines of each stream, and how long before the end of the phase (or the deadline) they came.
    package let tails: [StreamTail]

    /// What a stream said last.
    package struct StreamTail: Sendable, Equatable {
        package let stream: TaskStream
        package let lines: [String]
        package let age: Duration

        package init(stream: TaskStream, lines: [String], age: Duration) {
            self.stream = stream
            self.lines = lines
            self.age = age
        }
    }
}
