import Documents
import Planning
import Records
import Supervision

/// How a phase ended, line by line: what a run prints of it, and `taskbox show` again.
struct PhaseReport {
    let result: PhaseResult
    /// Masks secrets before anything is cut: a part of one would not be found any more.
    ///
    /// What a record holds is masked already.
    var redaction = Redaction.none

    private static let mostEntries = 30
    private static let mostLines = 5

    /// What the user should know beside the outcome.
    var warnings: [String] {
        var warnings: [String] = []
        if !result.leftovers.isEmpty {
            let names = result.leftovers.prefix(Self.mostEntries).map {
                "\(redaction.applied(to: $0.command).shortened(to: ProcessGroup.longestCommand)) (\($0.pid))"
            }
            warnings.append(
                "\(result.name) left \(plural(result.leftoverCount, "process", "processes")) running, which "
                    + "\(result.leftoverCount == 1 ? "was" : "were") ended as the platform's container would: "
                    + names.joined(separator: ", "))
        }
        if result.outcome.isSuccess, let lack = result.lackOfMemory {
            warnings.append("\(result.name) succeeded, but it ran \(lack)")
        }
        if result.isStuck { warnings.append("some processes of \(result.name) could not be ended") }
        return warnings
    }

    /// What was going on when the phase had to be ended: processes before the first signal, and the last output; empty for
    /// a phase that ended by itself.
    var teardown: [String] {
        guard case .timedOut(_, let teardown) = result.outcome else {
            guard case .cancelled(_, let teardown) = result.outcome else { return [] }
            return lines(of: teardown)
        }
        return lines(of: teardown)
    }

    /// `run: exit status 3 after 2.4 s, CPU 0.3 s, peak memory 12 MiB`.
    var summary: String {
        "\(result.label): \(result.outcome.words) after \(DurationText.of(result.duration))"
            + (result.usage.map { ", \($0.words)" } ?? "")
    }

    private func lines(of teardown: Teardown) -> [String] {
        var lines = ["\(plural(teardown.processCount, "process", "processes")) running at that moment:"]
        let groups = ProcessGroup.tree(of: teardown.processes)
        var shown = 0
        for group in groups.prefix(Self.mostEntries) {
            lines += group.lines(redaction)
            shown += group.count
        }
        if teardown.processCount > shown { lines.append("  and \(teardown.processCount - shown) more") }
        for tail in result.tails {
            lines.append("last lines of \(tail.stream.rawValue), \(DurationText.of(tail.age)) before:")
            lines += tail.lines.suffix(Self.mostLines).map { "  | \(redaction.applied(to: $0).shortened(to: 200))" }
        }
        if result.tails.isEmpty { lines.append("it had written nothing") }
        return lines
    }
}

extension Outcome {
    /// The outcome in few words.
    var words: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .signalled(let signal): "ended by \(SignalName.of(signal))"
        case .timedOut(let limit, _): "timed out (limit \(DurationText.of(limit)))"
        case .cancelled: "cancelled"
        case .supervisionLost: "lost"
        }
    }
}

extension ResourceUsage {
    /// CPU time, memory, and what went from and to disks, if anything did, in few words.
    var words: String {
        let disks = [("read", bytesRead), ("written", bytesWritten)].filter { $0.1 > 0 }
            .map { ", \(SizeText.of(Int64($0.1))) \($0.0)" }.joined()
        return "CPU \(DurationText.of(userTime + systemTime)), peak memory \((peakMemory + 1_048_575) / 1_048_576) MiB"
            + disks
    }
}
