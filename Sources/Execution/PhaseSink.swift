import Planning
import ProcessSupport
import Records
import Supervision

/// Takes the output of one phase to the record and to the screen.
struct PhaseSink: OutputSink {
    let phase: Phase
    let record: RunRecord?
    let screen: any TaskScreen

    func take(_ bytes: UnsafeRawBufferPointer, from stream: TaskStream) -> SystemError? {
        let now = Timestamp.now()
        record?.append(bytes, phase: phase, stream: stream, at: now)
        return screen.show(bytes, phase: phase, stream: stream, at: now)
    }
}
