import Execution
import Planning
import ProcessSupport
import Records
import Supervision

/// A screen for commands whose standard output is not the task's: what scripts write goes to standard error.
///
/// Only the session of a phase, if one is named, has standard output.
struct SessionScreen: TaskScreen {
    let screen: any TaskScreen
    let session: Phase?

    func notice(_ notice: LogNotice) { screen.notice(notice) }

    func show(
        _ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp
    ) -> SystemError? {
        screen.show(bytes, phase: phase, stream: phase == session ? stream : .stderr, at: time)
    }

    func endPhase() { screen.endPhase() }

    func finish() -> SystemError? { screen.finish() }
}
