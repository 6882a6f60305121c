import DefinitionComparison
import Documents
import Planning
import Records
import Supervision
import TaskModel

extension RunComparison {
    /// The comparison for programs; stable, see README.md.
    var json: JSONValue {
        [
            "before": before.head, "after": after.head,
            "changes": .array(
                changes.map {
                    ["subject": .string($0.subject), "before": .optional($0.before), "after": .optional($0.after)]
                }),
            "phases": .array(
                phases.map { pair in
                    [
                        "phase": .string(pair.phase.rawValue), "before": pair.before.map(Self.json) ?? nil,
                        "after": pair.after.map(Self.json) ?? nil,
                    ]
                }),
            "definition": definition.map { .array($0.map(Self.json)) } ?? nil,
            "environment": .array(environment.map(Self.json)),
            "secrets_not_compared": .array(secrets.map(JSONValue.string)),
            "notes": .array(
                notes.map { ["before": .optional($0.before), "after": .optional($0.after)] }),
        ]
    }

    private static func json(_ result: PhaseResult) -> JSONValue {
        [
            "outcome": .string(result.outcome.words), "exit_status": .integer(Int(result.outcome.exitStatus)),
            "duration": .seconds(result.duration),
            "cpu": result.usage.map { .seconds($0.userTime + $0.systemTime) } ?? nil,
            "peak_memory": result.usage.map { .integer($0.peakMemory) } ?? nil,
        ]
    }

    private static func json(_ difference: DefinitionDifference) -> JSONValue {
        [
            "path": .string(difference.path.description), "before": difference.before ?? nil,
            "after": difference.after ?? nil,
        ]
    }

    private static func json(_ change: VariableChange) -> JSONValue {
        func side(_ variable: Variable?) -> JSONValue {
            variable.map { ["value": .optional($0.value), "origin": .string($0.origin)] } ?? nil
        }
        return [
            "name": .string(change.name), "phases": .array(change.phases.map { .string($0.rawValue) }),
            "before": side(change.before), "after": side(change.after),
        ]
    }
}

extension RunFacts {
    fileprivate var head: JSONValue {
        [
            "id": .string(record.id.description), "task": .optional(activity?.task), "result": .string(result),
            "cause": .optional(cause), "exit_status": exitStatus.map(JSONValue.integer) ?? nil,
            "started_at": .string(startedAt.rfc3339), "duration": duration.map { .seconds($0) } ?? nil,
        ]
    }
}
