import DefinitionComparison
import Documents
import Planning
import Records
import Supervision
import TaskModel

/// A comparison of two runs for people: what changed, subject by subject, and what did not in a line.
struct ComparisonText {
    let comparison: RunComparison
    /// How the two runs are called.
    let names: (before: String, after: String)
    let usesColour: Bool

    /// Lines with line ends, harmless to a terminal.
    var text: String {
        let lines =
            [head("-", names.before, comparison.before), head("+", names.after, comparison.after)]
            + comparison.changes.flatMap(lines) + times + definition + environment
            + comparison.notes.map { note in note.before.map { "- note: \($0)" } ?? "+ note: \(note.after ?? "")" }
            .withHeading("what differs from the platform") + same
        return lines.map { coloured($0.printable) + "\n" }.joined()
    }

    private func head(_ mark: String, _ name: String, _ facts: RunFacts) -> String {
        "\(mark) run \(name), \(AgeText.date(facts.startedAt)): \(facts.result)"
    }

    private func lines(of change: RunComparison.Change) -> [String] {
        func shown(_ text: String?) -> String { text.map { $0.isEmpty ? "none" : $0 } ?? "not known" }
        return ["", change.subject, "- \(shown(change.before))", "+ \(shown(change.after))"]
    }

    private var times: [String] {
        let pairs = comparison.phases
        if pairs.isEmpty { return [] }
        return pairs.map { pair in
            "  \(pair.phase.rawValue.padding(to: 7))\(Self.cell(pair.before)) -> \(Self.cell(pair.after))"
                + (Self.factor(pair).map { ", \($0)" } ?? "")
        }.withHeading("phases")
    }

    private static func cell(_ result: PhaseResult?) -> String {
        guard let result else { return "did not run" }
        return DurationText.of(result.duration) + " (" + (result.usage.map { "\($0.words)" } ?? "no usage known") + ")"
    }

    /// How much longer or shorter, where that says something.
    private static func factor(_ pair: RunComparison.PhasePair) -> String? {
        guard let before = pair.before?.duration, let after = pair.after?.duration, before >= .milliseconds(10),
            after >= .milliseconds(10)
        else { return nil }
        let percent = Int((after / before * 100).rounded()) - 100
        return abs(percent) < 10 ? nil : percent > 0 ? "\(percent) % longer" : "\(-percent) % shorter"
    }

    private var definition: [String] {
        guard let differences = comparison.definition else {
            return ["", "definition", "  one of the two can not be read"]
        }
        return differences.flatMap { ["", "definition: \($0.path)"] + DifferenceReport.lines(of: $0) }
    }

    private var environment: [String] {
        comparison.environment.flatMap { change -> [String] in
            let phases = change.phases.map(\.rawValue).joined(separator: ", ")
            return ["  in \(phases)"]
                + [("-", change.before), ("+", change.after)].map { mark, variable in
                    guard let variable else { return "\(mark) \(change.name) is not set" }
                    return "\(mark) \(change.name)=\(variable.value ?? "(known at the run)")  (\(variable.origin))"
                }
        }.withHeading("environment")
    }

    private var same: [String] {
        let changed = Set(comparison.changes.map(\.subject))
        var same = ["tree", "engine", "options"].filter { !changed.contains($0) }
        if comparison.definition?.isEmpty ?? false { same.insert("definition", at: 0) }
        if comparison.environment.isEmpty { same.append("environment") }
        var lines = same.isEmpty ? [] : ["", "the same: \(same.joined(separator: ", "))"]
        if !comparison.secrets.isEmpty {
            lines += ["", "not compared, because they are secret: \(comparison.secrets.joined(separator: ", "))"]
        }
        return lines
    }

    private func coloured(_ line: String) -> String {
        guard usesColour, let mark = line.first, mark == "-" || mark == "+" else { return line }
        return "\u{1b}[\(mark == "-" ? 31 : 32)m\(line)\u{1b}[0m"
    }
}

extension [String] {
    fileprivate func withHeading(_ heading: String) -> [String] { isEmpty ? [] : ["", heading] + self }
}

extension String {
    fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
