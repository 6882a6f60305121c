import Documents
import TaskModel

/// Compares two definitions field by field, in the canonical form.
///
/// What means the same is the same: the order of maps and of authorizations does not count, nor the spelling of a mount's
/// path and source, nor a relationship's short form. The `id` does not count either: it is the platform's, and no file of a project can hold it.
package enum DefinitionComparison {
    /// What stands for a secret value.
    package static let mask = "********"

    /// All differences, in the order of the API's keys.
    package static func differences(from before: TaskDefinition, to after: TaskDefinition) -> [DefinitionDifference] {
        var differences: [DefinitionDifference] = []
        for key in TaskDefinition.apiKeys where key != "id" {
            if key == "authorizations" {
                differences += authorizations(before, after)
                continue
            }
            compare(
                before.comparable(key, beside: after), after.comparable(key, beside: before), at: FieldPath(key),
                isSecret: false, into: &differences)
        }
        return differences.map { $0.path.description.hasPrefix("variables") ? $0.masked : $0 }
    }

    /// The relationships whose endpoint one side alone names; the other's is then taken to be the same, since a service's
    /// default endpoint depends on its type, which a task does not hold (contract 1.5).
    package static func assumedEndpoints(from before: TaskDefinition, to after: TaskDefinition) -> [FieldPath] {
        before.relationships.filter { old in
            after.relationships.contains {
                $0.name == old.name && $0.effectiveService == old.effectiveService
                    && ($0.endpoint == nil) != (old.endpoint == nil)
            }
        }.map { FieldPath("relationships").appending($0.name) }
    }

    private static let scriptPaths = ["hooks.build", "hooks.deploy", "run.command"]

    /// What each side has alone, as one difference.
    private static func authorizations(_ before: TaskDefinition, _ after: TaskDefinition) -> [DefinitionDifference] {
        func only(_ items: [Authorization], _ others: [Authorization]) -> JSONValue? {
            let own = items.filter { !others.contains($0) }.map(\.canonicalJSON)
            return own.isEmpty ? nil : .array(own)
        }
        let old = only(before.authorizations, after.authorizations)
        let new = only(after.authorizations, before.authorizations)
        if old == nil, new == nil { return [] }
        return [DefinitionDifference(path: FieldPath("authorizations"), before: old, after: new)]
    }

    private static func compare(
        _ before: JSONValue?, _ after: JSONValue?, at path: FieldPath, isSecret: Bool,
        into differences: inout [DefinitionDifference]
    ) {
        if before == after { return }
        if case .object(let old)? = before, case .object(let new)? = after {
            let isVariable = path.description.hasPrefix("variables")
            for key in old.map(\.key) + new.map(\.key).filter({ before?[$0] == nil }) {
                compare(
                    before?[key], after?[key], at: path.appending(key),
                    isSecret: isSecret || (isVariable && SecretName.matches(key)), into: &differences)
            }
            return
        }
        let old = before == .null ? nil : before
        let new = after == .null ? nil : after
        if old == new { return }
        if isSecret {
            differences.append(
                DefinitionDifference(
                    path: path, before: old.map { _ in .string(mask) }, after: new.map { _ in .string(mask) },
                    isMasked: true))
            return
        }
        var lines: [ScriptLine]?
        if scriptPaths.contains(path.description) {
            lines = ScriptComparison.lines(from: old?.text ?? "", to: new?.text ?? "")
        }
        differences.append(DefinitionDifference(path: path, before: old, after: new, lines: lines))
    }
}

extension DefinitionDifference {
    /// The difference with what is secret inside its values masked.
    fileprivate var masked: DefinitionDifference {
        let (old, new) = (before.map(\.masked), after.map(\.masked))
        return DefinitionDifference(
            path: path, before: old, after: new, isMasked: isMasked || old != before || new != after, lines: lines)
    }
}

extension TaskDefinition {
    /// A field of the canonical form, with all that means the same spelt the same.
    fileprivate func comparable(_ key: String, beside other: TaskDefinition) -> JSONValue? {
        switch key {
        case "mounts": .object(mounts.map { .init($0.path.description, $0.comparable) })
        case "relationships": .object(relationships.map { .init($0.name, $0.comparable(beside: other)) })
        default: canonicalJSON[key]
        }
    }
}

extension Relationship {
    /// A relationship without a service is to the service of its own name (contract 1.5).
    fileprivate var effectiveService: String { service ?? name }

    fileprivate func comparable(beside other: TaskDefinition) -> JSONValue {
        let twin = other.relationships.first { $0.name == name && $0.effectiveService == effectiveService }
        return ["service": .string(effectiveService), "endpoint": .optional(endpoint ?? twin?.endpoint)]
    }
}

extension Mount {
    fileprivate var comparable: JSONValue {
        let word =
            switch source {
            case .instance: "instance"
            case .tmp: "tmp"
            case .storage, .service: source.word
            }
        return [
            "source": .string(word), "source_path": .string(sourcePath.description), "service": .optional(source.owner),
        ]
    }
}

extension JSONValue {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value without what stands under secret names or looks like a URL with a password.
    fileprivate var masked: JSONValue {
        switch self {
        case .object(let members):
            .object(
                members.map { member in
                    .init(
                        member.key,
                        SecretName.matches(member.key) ? .string(DefinitionComparison.mask) : member.value.masked)
                })
        case .array(let items): .array(items.map(\.masked))
        case .string(let text): SecretName.isInURL(text) ? .string(DefinitionComparison.mask) : self
        case .null, .bool, .integer, .bigInteger, .float: self
        }
    }
}
