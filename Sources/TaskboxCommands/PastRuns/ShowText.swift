import Documents
import Planning
import Records
import Supervision

/// How a run went, for people: what its end printed, and where it came from.
struct ShowText {
    let facts: RunFacts
    let shortID: String
    let usesColour: Bool
    /// Of the terminal; `nil` where there is none.
    let width: Int?

    private static let labelWidth = 13

    /// Lines with line ends, harmless to a terminal.
    var text: String {
        (header + phases + warnings + notes).map { $0 + "\n" }.joined()
    }

    private var header: [String] {
        let activity = facts.activity
        var lines = [row("run", facts.record.id.description)]
        if let task = activity?.task, !task.isEmpty {
            let type = facts.definition?["type"]?.text.map { " (\($0))" } ?? ""
            let source = facts.plan?["definition"]?.text.map { " from \($0)" } ?? ""
            lines.append(row("task", task + type + source))
        }
        lines.append(row("result", result, colour: resultColour))
        if let hint = activity?.details["hint"]?.text { lines.append(row("hint", hint)) }
        if let status = facts.exitStatus { lines.append(row("exit status", String(status))) }
        lines.append(row("started", "\(AgeText.date(facts.startedAt)), \(AgeText.of(facts.startedAt, at: facts.now))"))
        if let duration = facts.duration { lines.append(row("duration", DurationText.of(duration) + usage)) }
        if let engine = facts.plan?["engine"], let name = engine["name"]?.text {
            lines.append(row("engine", name + (engine["reason"]?.text.map { ": \($0)" } ?? "")))
        }
        if let repository = facts.plan?["repository"]?.text {
            let root = facts.plan?["source_root"]?.text.map { ", root \($0)" } ?? ""
            let tree = activity?.details["tree"]?.text.map { ", tree \($0.prefix(7))" } ?? ""
            lines.append(row("source", repository + root + tree))
        }
        if let request = facts.request {
            let words = request.words
            if !words.isEmpty { lines.append(row("options", words.map(ShellWord.quoted).joined(separator: " "))) }
            if let earlier = request.rerunOf { lines.append(row("rerun of", earlier)) }
        }
        lines.append(row("log", "\(SizeText.of(facts.record.logSize)): taskbox log \(shortID)"))
        lines.append(row("record", facts.record.folder))
        return lines
    }

    private var result: String {
        let cause = facts.cause.map { ": \($0)" } ?? ""
        switch facts.state {
        case .live:
            let phase = facts.activity?.startedPhases.last.map { ", in \($0.step.name(in: $0.phase))" } ?? ""
            return "running\(phase)"
        case .interrupted, .damaged: return facts.result + cause
        case .ended: return (facts.result == "success" ? "success" : "failed") + cause
        }
    }

    private var resultColour: Int? {
        switch facts.result {
        case "success": 32
        case "running": 36
        default: 31
        }
    }

    private var usage: String {
        (facts.activity?.details).flatMap(ResourceUsage.init(json:)).map { ", \($0.words)" } ?? ""
    }

    /// In the order of the run: what ended, what was skipped, what goes on.
    private var phases: [String] {
        let results = facts.activity?.phases ?? []
        let plans = facts.plan?["phases"]?.elements ?? []
        var lines: [String] = []
        for phase in Phase.allCases {
            let plan = plans.first { $0["phase"]?.text == phase.rawValue }
            let ended = results.filter { $0.phase == phase }
            if phase == .build, let run = facts.activity?.details["dependencies_of_run"]?.text {
                lines.append("build: dependencies as run \(run.prefix(8)) installed them")
            }
            for result in ended {
                let report = PhaseReport(result: result)
                lines.append(report.summary)
                lines += (report.teardown + report.warnings.map { "warning: \($0)" }).map { "  \($0)" }
            }
            let started = facts.activity?.startedPhases.filter { $0.phase == phase } ?? []
            if phase == .build, let build = facts.activity?.build, build.replacesHook, let reused = build.reused {
                lines.append(
                    "build: reused that of run \(reused.runID.prefix(8)), built \(AgeText.of(reused.builtAt, at: build.time))"
                )
            } else if let start = started.last, started.count > ended.count {
                let age = Duration.microseconds(max(0, facts.now.microseconds - start.at.microseconds))
                let limit = plan?["timeout"]?.duration.map { ", at most \(DurationText.of($0))" } ?? ""
                lines.append(
                    facts.isLive
                        ? "\(phase.rawValue): \(start.step.name(in: phase)) runs for \(DurationText.of(age))\(limit)"
                        : "\(phase.rawValue): \(start.step.name(in: phase)) was started")
            } else if let reason = plan?["skipped"]?.text {
                lines.append("\(phase.rawValue): skipped, \(reason)")
            } else if plan != nil, ended.isEmpty {
                lines.append("\(phase.rawValue): not reached")
            }
        }
        return lines.isEmpty ? [] : [""] + lines.map { folded($0) }
    }

    private var warnings: [String] {
        let warnings = (facts.activity?.details["warnings"]?.elements ?? []).compactMap(\.text)
        return warnings.isEmpty ? [] : [""] + warnings.map { folded("warning: \($0)") }
    }

    private var notes: [String] {
        let notes = (facts.plan?["notes"]?.elements ?? []).compactMap { note -> String? in
            guard let subject = note["subject"]?.text, let message = note["message"]?.text else { return nil }
            return folded("  \(subject): \(message)")
        }
        return notes.isEmpty ? [] : ["", "what differs from the platform, or was left out"] + notes
    }

    private func row(_ label: String, _ value: String, colour: Int? = nil) -> String {
        let label = label + String(repeating: " ", count: max(1, Self.labelWidth - label.count))
        let value = wrapped(value.printable, used: label.count)
        guard usesColour, let colour else { return label + value }
        return "\(label)\u{1b}[1;\(colour)m\(value)\u{1b}[0m"
    }

    private func folded(_ line: String) -> String { wrapped(line.printable, used: 0) }

    private func wrapped(_ text: String, used: Int) -> String {
        width.map { WrappedLine.lines(of: text, width: $0, used: used) } ?? text
    }
}
