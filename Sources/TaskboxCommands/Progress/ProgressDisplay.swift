import Foundation
import Planning
import ProcessSupport
import Supervision
import Synchronization

/// Shows how far a run is: a status line on a terminal, a line now and then elsewhere.
///
/// A thread of its own does the writing, because standard error may be blocked while the supervisor has a deadline to
/// keep: whoever reports something here only notes it. The thread lives as long as the process, and sleeps between phases.
final class ProgressDisplay: Sendable {
    private typealias Clock = SuspendingClock

    private struct State {
        var phase: Phase?
        var name = ""
        var limit: Duration?
        var start = Clock().now
        var lastOutput = Clock().now
        /// The last output that the heartbeat knows of.
        var lastLook: Clock.Instant?
        var stage: (SupervisionStage, since: Clock.Instant)?
        var isStageAnnounced = false
        var heartbeat = Heartbeat()
        var isThreadStarted = false
    }

    private let state = Mutex(State())
    private let console: Console
    private let drawsStatus: Bool
    private let wake: (reading: Int32, writing: Int32)?

    /// How often a terminal is looked after, and how often anything else.
    private static let terminalPeriod = Duration.milliseconds(100)
    private static let period = Duration.milliseconds(500)
    /// A phase that is shorter gets no status line.
    private static let patience = Duration.seconds(1)
    /// A phase that ends faster after SIGTERM needs no line about it.
    private static let teardownPatience = Duration.milliseconds(400)

    init(console: Console, drawsStatus: Bool) {
        self.console = console
        self.drawsStatus = drawsStatus && !console.isQuiet
        // Without a pipe there is no progress to be seen, and nothing else is lost.
        wake = console.isQuiet ? nil : try? Descriptor.pipe()
    }

    /// A step of a phase begins, with the time that it has.
    func begin(_ phase: Phase, _ step: PhaseStep, limit: Duration?) {
        guard let wake else { return }
        let startsThread = state.withLock { state in
            let now = Clock().now
            defer { state.isThreadStarted = true }
            let isThreadStarted = state.isThreadStarted
            state = State(
                phase: phase, name: step.name(in: phase), limit: limit, start: now, lastOutput: now)
            return !isThreadStarted
        }
        // Not by the thread, which may be late: once a phase has ended nothing of its status must be drawn.
        if drawsStatus { console.line.allowStatus(true) }
        if startsThread {
            Thread.detachNewThread { [self] in show(wake.reading) }
        } else {
            withUnsafeBytes(of: UInt8(0)) { byte in
                // One byte a phase always fits.
                try? Descriptor.write(byte, to: wake.writing)
            }
        }
    }

    func note(_ stage: SupervisionStage) {
        state.withLock { $0.stage = (stage, Clock().now) }
    }

    func noteOutput() {
        state.withLock { $0.lastOutput = Clock().now }
    }

    /// Takes the status away; nothing is written until the next phase begins.
    func end() {
        state.withLock { $0.phase = nil }
        console.line.allowStatus(false)
    }

    private func show(_ wake: Int32) {
        while true {
            let isIdle = state.withLock { $0.phase == nil }
            let ready = Readiness.wait(
                reading: [wake], for: isIdle ? nil : drawsStatus ? Self.terminalPeriod : Self.period)
            if ready[0] {
                var bytes: UInt64 = 0
                // The pipe is ours and readable.
                _ = withUnsafeMutableBytes(of: &bytes) { try? Descriptor.read(into: $0, from: wake) }
            }
            look()
        }
    }

    private func look() {
        let now = Clock().now
        let (progress, announcement, heartbeat) = state.withLock { state -> (PhaseProgress?, String?, String?) in
            guard let phase = state.phase else { return (nil, nil, nil) }
            let progress = PhaseProgress(
                phase: phase, name: state.name, limit: state.limit, elapsed: state.start.duration(to: now),
                silence: state.lastOutput.duration(to: now),
                teardown: state.stage.map { .init(stage: $0.0, elapsed: $0.since.duration(to: now)) })
            var announcement: String?
            if let teardown = progress.teardown, teardown.elapsed >= Self.teardownPatience, !state.isStageAnnounced {
                state.isStageAnnounced = true
                announcement = teardown.stage.announcement(of: phase, name: state.name)
            }
            var heartbeat: String?
            if !drawsStatus, progress.teardown == nil {
                if state.lastOutput != state.lastLook { state.heartbeat.reset() }
                state.lastLook = state.lastOutput
                if state.heartbeat.isDue(afterSilence: progress.silence) { heartbeat = progress.heartbeat }
            }
            return (progress, announcement, heartbeat)
        }
        guard let progress else { return }
        for line in [announcement, heartbeat].compactMap({ $0 }) { console.say(line) }
        guard drawsStatus, progress.elapsed >= Self.patience, progress.silence >= Self.terminalPeriod else { return }
        console.line.draw(status: console.dimmed(progress.status(width: console.line.width ?? 80)))
    }
}
