import ProcessSupport
import Supervision
import Testing

@Suite struct SupervisionStateTests {
    let start = SuspendingClock().now

    func state(limit: Duration? = .seconds(60)) -> SupervisionState {
        SupervisionState(start: start, limit: limit, grace: .seconds(10))
    }

    func at(_ seconds: Double) -> SuspendingClock.Instant { start.advanced(by: .seconds(seconds)) }

    @Test func commandThatEndsAloneNeedsNoSignal() {
        var state = state()
        #expect(state.handle(.commandEnded(.exited(7), leftovers: false), at: at(1)) == [])
        #expect(state.ending == nil)
        #expect(state.handle(.empty(stuck: false), at: at(1)) == [])
        #expect(state.ending == .byItself(.exited(7)))
    }

    @Test func leftoversAreTerminatedThenKilledAfterHalfASecond() {
        var state = state()
        #expect(state.handle(.commandEnded(.exited(0), leftovers: true), at: at(1)) == [.lookAtProcesses, .terminate])
        #expect(state.nextTick == at(1.5))
        #expect(state.handle(.tick, at: at(1.4)) == [])
        #expect(state.handle(.tick, at: at(1.5)) == [.kill])
        #expect(state.handle(.empty(stuck: false), at: at(1.6)) == [])
        #expect(state.ending == .byItself(.exited(0)))
    }

    @Test func deadlineClimbsTheLadderOnce() {
        var state = state()
        #expect(state.nextTick == at(60))
        #expect(state.handle(.tick, at: at(59.9)) == [])
        #expect(state.handle(.tick, at: at(60)) == [.lookAtProcesses, .terminate])
        #expect(state.handle(.tick, at: at(61)) == [])
        #expect(state.nextTick == at(70))
        #expect(state.handle(.tick, at: at(70)) == [.kill])
        #expect(state.handle(.tick, at: at(70.1)) == [])
        #expect(state.handle(.empty(stuck: false), at: at(70.2)) == [])
        #expect(state.ending == .deadline(killed: true))
    }

    @Test func commandThatEndsInTheGraceIsStillTimedOut() {
        var state = state()
        _ = state.handle(.tick, at: at(60))
        #expect(state.handle(.commandEnded(.exited(0), leftovers: false), at: at(61)) == [])
        #expect(state.handle(.empty(stuck: false), at: at(61)) == [])
        #expect(state.ending == .deadline(killed: false))
    }

    @Test func secondInterruptKillsAtOnce() {
        var state = state(limit: nil)
        #expect(state.nextTick == nil)
        #expect(state.handle(.cancelled(.signal(2)), at: at(5)) == [.lookAtProcesses, .terminate])
        #expect(state.handle(.cancelled(.signal(2)), at: at(5.1)) == [.kill])
        #expect(state.handle(.cancelled(.signal(2)), at: at(5.2)) == [])
        #expect(state.handle(.empty(stuck: false), at: at(5.3)) == [])
        #expect(state.ending == .cancelled(.signal(2), killed: true))
    }

    @Test func launcherThatDoesNotAnswerIsKilledFromOutside() {
        var state = state()
        _ = state.handle(.tick, at: at(60))
        _ = state.handle(.tick, at: at(70))
        #expect(state.handle(.tick, at: at(70).advanced(by: SupervisionState.patience)) == [.killFromOutside])
        #expect(state.ending == .deadline(killed: true))
    }

    @Test func lostLauncherEndsTheRun() {
        var state = state()
        #expect(state.handle(.launcherLost, at: at(1)) == [.killFromOutside])
        #expect(state.ending == .launcherLost)
        #expect(state.handle(.tick, at: at(99)) == [])
    }

    @Test func launcherLostDuringTeardownKeepsTheCause() {
        var state = state()
        _ = state.handle(.tick, at: at(60))
        #expect(state.handle(.launcherLost, at: at(61)) == [.killFromOutside])
        #expect(state.ending == .deadline(killed: true))
    }
}

extension SupervisionStateTests {
    /// The command is over, but the run is not to go on.
    @Test func interruptWhileLeftoversEndCancels() {
        var state = state()
        _ = state.handle(.commandEnded(.exited(0), leftovers: true), at: at(1))
        #expect(state.handle(.cancelled(.signal(15)), at: at(1.1)) == [.kill])
        #expect(state.handle(.empty(stuck: false), at: at(1.2)) == [])
        #expect(state.ending == .cancelled(.signal(15), killed: true))
    }

    @Test func interruptWhileLeftoversAreKilledCancels() {
        var state = state()
        _ = state.handle(.commandEnded(.exited(0), leftovers: true), at: at(1))
        _ = state.handle(.tick, at: at(2))
        #expect(state.handle(.cancelled(.signal(2)), at: at(2.1)) == [])
        #expect(state.handle(.empty(stuck: false), at: at(2.2)) == [])
        #expect(state.ending == .cancelled(.signal(2), killed: true))
    }

    /// Ctrl-C ends the other programs of a pipeline too; the task keeps its grace.
    @Test func readerThatGoesAwayIsNoSecondInterrupt() {
        var state = state()
        _ = state.handle(.cancelled(.signal(2)), at: at(1))
        #expect(state.handle(.cancelled(.outputLost(SystemError(32))), at: at(1.1)) == [])
        #expect(state.nextTick == at(11))
    }

    /// taskbox was stopped over the deadline, and the command ended meanwhile.
    @Test func anEndThatWasTooLate() {
        var state = SupervisionState(start: start, limit: .seconds(60), grace: .seconds(10))
        #expect(state.handle(.commandEnded(.exited(0), leftovers: false, after: .seconds(60)), at: at(90)) == [])
        #expect(state.handle(.empty(stuck: false), at: at(90)) == [])
        #expect(state.ending == .deadline(killed: false))
    }

    @Test func leftoversOfAnEndThatWasTooLate() {
        var state = SupervisionState(start: start, limit: .seconds(60), grace: .seconds(10))
        #expect(
            state.handle(.commandEnded(.exited(0), leftovers: true, after: .seconds(61)), at: at(90))
                == [.lookAtProcesses, .terminate])
        #expect(state.handle(.empty(stuck: false), at: at(90)) == [])
        #expect(state.ending == .deadline(killed: false))
    }

    /// It ended in time, and was told late.
    @Test func anEndInTimeThatIsToldLate() {
        var state = SupervisionState(start: start, limit: .seconds(60), grace: .seconds(10))
        #expect(state.handle(.commandEnded(.exited(3), leftovers: false, after: .seconds(59)), at: at(90)) == [])
        #expect(state.handle(.empty(stuck: false), at: at(90)) == [])
        #expect(state.ending == .byItself(.exited(3)))
    }
}
