import Planning
import ProcessSupport
import Records
import Supervision

/// What a run has to say while it goes on.
package enum RunEvent: Sendable {
    case snapshotTaken(treeID: String, files: Int)
    /// Something the user should know; a sentence without a full stop.
    case warning(String)
    /// The run has to wait, and for what.
    case waiting(String)
    /// The build is that of an earlier run.
    case buildReused(BuildNote.Reuse)
    /// The dependencies are those that an earlier run installed.
    case dependenciesReused(BuildNote.Reuse)
    /// A script of the phase starts, with the time that it has; `nil` for no limit.
    case stepStarted(PhasePlan, PhaseStep, limit: Duration?)
    case phaseSkipped(Phase, reason: String)
    /// The phase is being ended; told by the thread that keeps its deadline, so whoever takes this must not block.
    case phaseEnding(Phase, SupervisionStage)
    case phaseEnded(PhaseResult)
    /// Files that the phase changed in the app folder, where the platform would have refused.
    case wroteToApp(Phase, [String])
    case workspaceKept(String)
    case sessionStarted(PhaseSession)
    case sessionEnded(SessionResult)
}

/// Where a run shows what the task writes.
package protocol TaskScreen: Sendable {
    /// A step of the run that the platform's log has a line for.
    func notice(_ notice: LogNotice)
    /// Shows bytes of a phase; says why they can not be shown, once they can not.
    func show(_ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp) -> SystemError?
    /// Shows what is held of unfinished lines.
    func endPhase()
    /// Ends what is shown; says why it could not be shown as a whole.
    func finish() -> SystemError?
}
