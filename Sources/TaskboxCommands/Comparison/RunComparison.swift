import DefinitionComparison
import DefinitionSources
import Documents
import Planning
import Records
import TaskModel

/// What changed between two runs.
struct RunComparison {
    let before: RunFacts
    let after: RunFacts

    /// One thing that has a text in each run.
    struct Change: Equatable {
        let subject: String
        let before: String?
        let after: String?
    }

    /// A variable that is not the same.
    struct VariableChange: Equatable {
        let name: String
        /// `nil` where the run did not have it.
        let before: Variable?
        let after: Variable?
        /// Where it changed like this.
        var phases: [Phase]
    }

    struct Variable: Equatable {
        /// `nil` for one that is known only when the source is.
        let value: String?
        let origin: String
    }

    /// How one phase went in each run.
    struct PhasePair {
        let phase: Phase
        let before: PhaseResult?
        let after: PhaseResult?
    }

    // MARK: Outcome, engine, source, options

    /// What has a text and differs: outcome, source, engine, options and the like.
    var changes: [Change] {
        [
            change("result") { $0.sentence },
            change("exit status") { $0.exitStatus.map(String.init) },
            change("task") { $0.activity?.task },
            change("definition from") { $0.plan?["definition"]?.text },
            change("repository") { $0.plan?["repository"]?.text },
            change("tree") { $0.activity?.details["tree"]?.text },
            change("engine") { $0.plan?["engine"]?["name"]?.text },
            change("network") { $0.plan?["engine"]?["network"]?.text },
            change("shell") { $0.plan?["shell"]?["path"]?.text },
            change("time zone") { $0.plan?["timezone"]?.text },
            change("options") { facts in
                facts.request.map { $0.words.map(ShellWord.quoted).joined(separator: " ") }
            },
        ].compactMap { $0 }
    }

    private func change(_ subject: String, _ text: (RunFacts) -> String?) -> Change? {
        let (old, new) = (text(before), text(after))
        return old == new ? nil : Change(subject: subject, before: old, after: new)
    }

    /// What one run could not honour, or warned of, and the other could.
    var notes: [Change] {
        let (old, new) = (before.notes, after.notes)
        return old.filter { !new.contains($0) }.map { Change(subject: "note", before: $0, after: nil) }
            + new.filter { !old.contains($0) }.map { Change(subject: "note", before: nil, after: $0) }
    }

    // MARK: Definition

    /// `nil` if one of the definitions can not be read.
    var definition: [DefinitionDifference]? {
        guard let old = Self.definition(of: before), let new = Self.definition(of: after) else { return nil }
        return DefinitionComparison.differences(from: old, to: new)
    }

    private static func definition(of facts: RunFacts) -> TaskDefinition? {
        // What can not be read is told as that.
        guard let bytes = try? facts.record.definitionBytes() else { return nil }
        return DefinitionLoader().load(.received(name: "definition.json", bytes: bytes)).definition
    }

    // MARK: Environment

    /// Variables that differ in value or origin, each with all phases in which it does.
    var environment: [VariableChange] {
        var changes: [VariableChange] = []
        for phase in Phase.allCases {
            guard let old = before.environment(of: phase), let new = after.environment(of: phase) else { continue }
            for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] {
                let change = VariableChange(name: name, before: old[name], after: new[name], phases: [phase])
                if let known = changes.firstIndex(where: {
                    $0.name == name && $0.before == change.before && $0.after == change.after
                }) {
                    changes[known].phases.append(phase)
                } else {
                    changes.append(change)
                }
            }
        }
        return changes
    }

    /// The names of variables whose values no record holds, so that they can not be compared.
    var secrets: [String] {
        let names = Phase.allCases.flatMap { phase in
            [before, after].flatMap {
                ($0.environment(of: phase) ?? [:]).filter { $0.value.value == Redaction.mask }.keys
            }
        }
        return Set(names).sorted()
    }

    // MARK: Times

    /// The phases that ran in one of the runs.
    var phases: [PhasePair] {
        let (old, new) = (before.activity?.phases ?? [], after.activity?.phases ?? [])
        return Phase.allCases.compactMap { phase in
            let pair = PhasePair(
                phase: phase, before: PhaseResult.whole(phase, of: old), after: PhaseResult.whole(phase, of: new))
            return pair.before == nil && pair.after == nil ? nil : pair
        }
    }
}

extension RunFacts {
    /// The result with its cause.
    fileprivate var sentence: String { result + (cause.map { ": \($0)" } ?? "") }

    fileprivate var notes: [String] {
        let notes = (plan?["notes"]?.elements ?? []).compactMap { note -> String? in
            guard let subject = note["subject"]?.text, let message = note["message"]?.text else { return nil }
            return comparable("\(subject): \(message)")
        }
        return notes + (activity?.details["warnings"]?.elements ?? []).compactMap(\.text).map(comparable)
    }

    /// `nil` for a phase that the plan skipped or does not have.
    fileprivate func environment(of phase: Phase) -> [String: RunComparison.Variable]? {
        let phases = plan?["phases"]?.elements ?? []
        guard let plan = phases.first(where: { $0["phase"]?.text == phase.rawValue }), plan["skipped"]?.text == nil,
            case .array(let variables)? = plan["environment"]
        else { return nil }
        let pairs = variables.compactMap { variable in
            variable["name"]?.text.map { name in
                (
                    name,
                    RunComparison.Variable(
                        value: variable["value"]?.text.map(comparable),
                        origin: variable["origin"]?.text.map(Self.withoutPlace) ?? "")
                )
            }
        }
        return Dictionary(pairs) { $1 }
    }

    /// A text without what differs from run to run and between engines: the app folder, and the run's own id.
    private func comparable(_ text: String) -> String {
        let text = plan?["app_dir"]?.text.map { text.replacing($0, with: "/app") } ?? text
        guard text.contains(record.id.short) else { return text }
        return text.replacing(record.id.description, with: "RUN").replacing(record.id.short, with: "RUN")
    }

    /// An origin without its line and column, which an unrelated edit moves.
    private static func withoutPlace(_ origin: String) -> String {
        guard origin.hasSuffix(")"), let open = origin.firstRange(of: " (") else { return origin }
        return String(origin[..<open.lowerBound])
    }
}
