import Execution
import Foundation
import Planning
import ProcessSupport
import Records
import Supervision
import Synchronization

/// The task's output as it is: byte for byte, each stream to its own.
final class PlainScreen: TaskScreen {
    /// Streams that can not be written any more, with the reason.
    private let lost = Mutex<[TaskStream: SystemError]>([:])
    /// What a package manager says is not the task's output, so a pipe does not get it.
    private let isInstalling = Atomic(false)
    private let line: ScreenLine
    private let progress: ProgressDisplay

    init(line: ScreenLine, progress: ProgressDisplay) {
        self.line = line
        self.progress = progress
    }

    func notice(_ notice: LogNotice) {
        if case .dependencies = notice { isInstalling.store(true, ordering: .relaxed) }
    }

    func show(
        _ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp
    ) -> SystemError? {
        let stream = isInstalling.load(ordering: .relaxed) ? .stderr : stream
        if let error = lost.withLock({ $0[stream] }) { return error }
        progress.noteOutput()
        do throws(SystemError) {
            try line.pass(bytes, of: stream)
            return nil
        } catch {
            lost.withLock { $0[stream] = error }
            return error
        }
    }

    func endPhase() { isInstalling.store(false, ordering: .relaxed) }

    /// A loss was told when it happened: nothing is held back here.
    func finish() -> SystemError? { nil }
}

/// The task's output in one of the platform's forms: both streams on standard output, as the platform's log has them.
final class RenderedScreen: TaskScreen {
    private struct State {
        var renderer: any LogRenderer
        var loss: SystemError?

        /// Lets the renderer write to standard output, until that fails for the first time.
        mutating func write(
            on line: ScreenLine, _ body: (inout any LogRenderer, (UnsafeRawBufferPointer) -> Void) -> Void
        ) {
            var failure = loss
            body(&renderer) { bytes in
                guard failure == nil else { return }
                do throws(SystemError) {
                    try line.pass(bytes, of: .stdout)
                } catch {
                    failure = error
                }
            }
            loss = failure
        }
    }

    private let state: Mutex<State>
    private let line: ScreenLine
    private let progress: ProgressDisplay

    init(_ renderer: any LogRenderer, line: ScreenLine, progress: ProgressDisplay) {
        state = Mutex(State(renderer: renderer))
        self.line = line
        self.progress = progress
    }

    func notice(_ notice: LogNotice) {
        let now = Timestamp.now()
        state.withLock { $0.write(on: line) { renderer, sink in renderer.notice(notice, at: now, to: sink) } }
    }

    func show(
        _ bytes: UnsafeRawBufferPointer, phase: Phase, stream: TaskStream, at time: Timestamp
    ) -> SystemError? {
        progress.noteOutput()
        return state.withLock { state in
            state.write(on: line) { $0.output(bytes, phase: phase, stream: stream, at: time, to: $1) }
            return state.loss
        }
    }

    func endPhase() {
        let now = Timestamp.now()
        state.withLock { $0.write(on: line) { renderer, sink in renderer.endPhase(at: now, to: sink) } }
    }

    /// Ends the log.
    func finish() -> SystemError? {
        let now = Timestamp.now()
        return state.withLock { state in
            state.write(on: line) { renderer, sink in renderer.finish(at: now, to: sink) }
            return state.loss
        }
    }
}
