import Documents
import Planning
import Records

/// All that a record tells of a run, read once.
///
/// What is missing or damaged is `nil` or empty: a record is shown as far as it can be read.
struct RunFacts {
    let record: RecordedRun
    let state: RecordState
    let definition: JSONValue?
    let plan: JSONValue?
    /// What it was asked for.
    let request: RecordedRequest?
    /// The moment of the look.
    let now: Timestamp

    init(_ record: RecordedRun, at now: Timestamp = .now()) {
        self.record = record
        self.now = now
        state = record.state(at: now)
        // A file that can not be read is a gap in what is shown; the state says whether the record is damaged.
        definition = (try? record.definition()) ?? nil
        plan = (try? record.plan()) ?? nil
        request = ((try? record.request()) ?? nil).flatMap(RecordedRequest.init(json:))
    }

    var activity: Activity? { state.activity }
    var isLive: Bool { state.isLive }

    /// Such as `exited`; `nil` as long as the run goes on.
    var outcome: String? { isLive ? nil : activity?.details["outcome"]?.text }

    /// `nil` as long as the run goes on, and for a damaged record.
    var exitStatus: Int? { isLive ? nil : activity?.details["exit_status"]?.number }

    /// The phase that ended the run, or that runs now.
    var phase: Phase? {
        let name = isLive ? nil : activity?.details["phase"]?.text
        return name.flatMap(Phase.init(rawValue:)) ?? activity?.startedPhases.last?.phase
    }

    /// When the run began.
    var startedAt: Timestamp { activity?.startedAt ?? record.createdAt }

    /// How long the run took, or goes on until now; `nil` for a damaged record.
    var duration: Duration? {
        guard let activity, let start = activity.startedAt else { return nil }
        guard let end = isLive ? now : activity.completedAt else { return nil }
        return .microseconds(max(0, end.microseconds - start.microseconds))
    }

    /// The word for lists, see ``RecordState/result``.
    var result: String { state.result }

    /// Why it failed, a sentence; `nil` if it did not.
    var cause: String? {
        if case .damaged(let reason) = state { return reason }
        return activity?.details["cause"]?.text
    }
}

extension RecordState {
    /// The word for lists: `running`, `success`, `failure`, `timeout`, `cancelled`, `interrupted` or `damaged`.
    var result: String {
        switch self {
        case .live: return "running"
        case .interrupted: return "interrupted"
        case .damaged: return "damaged"
        case .ended(let activity):
            switch activity.details["outcome"]?.text {
            case "timed_out": return "timeout"
            case "cancelled": return "cancelled"
            default: return activity.result?.rawValue ?? "damaged"
            }
        }
    }
}
