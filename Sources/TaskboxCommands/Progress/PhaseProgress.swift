import Planning
import Records
import Supervision

/// How far a phase is: all that the status line and the lines about a slow end show.
struct PhaseProgress: Equatable {
    let phase: Phase
    /// What runs, as messages name it.
    let name: String
    let limit: Duration?
    /// Since the command started.
    var elapsed: Duration
    /// Since the task wrote something, or since the start.
    var silence: Duration
    /// Set once the phase is being ended.
    var teardown: Teardown?

    /// A phase that gets no more time.
    struct Teardown: Equatable {
        let stage: SupervisionStage
        /// Since it began.
        var elapsed: Duration
    }

    /// The status line, at most so many columns wide.
    func status(width: Int) -> String {
        let texts =
            switch teardown?.stage {
            case .terminating(_, _, let grace):
                [
                    "\(phase.rawValue): SIGTERM sent, SIGKILL in \(Self.clock(grace - (teardown?.elapsed ?? .zero))), or with Ctrl-C",
                    "\(phase.rawValue): ending, \(Self.clock(grace - (teardown?.elapsed ?? .zero)))",
                ]
            case .killing:
                ["\(phase.rawValue): SIGKILL sent, waiting for the end of all processes", "\(phase.rawValue): ending"]
            case nil: running
            }
        return texts.first { $0.count < width } ?? String((texts.last ?? "").prefix(max(0, width - 1)))
    }

    /// From long to short.
    private var running: [String] {
        let time = Self.clock(elapsed) + (limit.map { " of \(Self.clock($0))" } ?? "")
        let short = "\(phase.rawValue): \(time)"
        guard silence >= .seconds(5) else { return ["\(short), \(name) runs", short] }
        return [
            "\(short), \(name) runs, silent for \(Self.clock(silence))",
            "\(short), silent for \(Self.clock(silence))", short,
        ]
    }

    /// The line after a time of silence.
    var heartbeat: String {
        let rest = limit.map { " of \(DurationText.whole($0))" } ?? ""
        return
            "\(phase.rawValue): \(name) still runs after \(DurationText.whole(elapsed))\(rest), silent for \(DurationText.whole(silence))"
    }

    /// `0:42`, `15:00`, `1:02:03`.
    static func clock(_ duration: Duration) -> String {
        let seconds = max(0, duration.components.seconds)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        guard seconds >= 3600 else { return "\(seconds / 60):\(two(seconds % 60))" }
        return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}

extension SupervisionStage {
    /// The line for people who wait for the end of a phase.
    func announcement(of phase: Phase, name: String) -> String? {
        switch self {
        case .terminating(let reason, let processes, let grace):
            let what =
                switch reason {
                case .deadline: "the time of \(name) is over"
                case .cancellation(let cancellation):
                    "cancelled\(cancellation.signalNumber.map { " by \(SignalName.of($0))" } ?? "")"
                }
            return
                "\(phase.rawValue): \(what), SIGTERM sent to \(plural(processes, "process", "processes")); SIGKILL follows "
                + "\(DurationText.of(grace)) later, or at once with Ctrl-C"
        case .killing: return nil
        }
    }
}
