import Documents
import Planning
import Records
import Supervision

/// How a phase ended, line by line: what a run prints of it, and `taskbox show` again.
struct PhaseReport {
    let result: PhaseResult

    var warnings: [String] {
        result.leftovers.isEmpty
            ? [] : ["\(result.phase.scriptName) left \(plural(result.leftovers.count, "process", "processes")) running"]
    }

    var teardown: [String] {
        guard case .timedOut(_, let teardown) = result.outcome else { return [] }
        return teardown.processes.map { "\($0.pid) \($0.command)" } + result.tails.flatMap(\.lines).map { "  | \($0)" }
    }

    var summary: String {
        "\(result.phase.rawValue): \(result.outcome.words) after \(DurationText.of(result.duration))"
            + (result.usage.map { ", \($0.words)" } ?? "")
    }
}
