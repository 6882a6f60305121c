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

extension RunRecord {
    /// What keeps the samples of a phase's next step.
    func sampleTaker(of phase: Phase, after time: PhaseTime) -> Supervisor.SampleTaker {
        { self.append($0.map(time.sample), phase: phase) }
    }
}
