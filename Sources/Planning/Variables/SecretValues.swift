import Documents
import TaskModel

/// A secret, known by the name that it stands under.
package struct SecretValue: Sendable, Equatable {
    package let name: String
    package let value: String
}

/// Finds the secrets among the user's variables: values of names that look secret, at any depth.
package enum SecretValues {
    /// Those of a definition, of the project's variables and of those that a trigger gives.
    package static func of(
        definition: TaskDefinition, project: [ProjectVariable] = [], trigger: [TriggerVariable] = []
    ) -> [SecretValue] {
        definition.variables.flatMap(\.variables).flatMap { secrets(in: $0.value, of: $0.name) }
            + project.flatMap { variable in
                variable.isSensitive
                    ? scalars(in: variable.value).map { SecretValue(name: variable.name, value: $0) }
                    : secrets(in: variable.value, of: variable.name)
            }
            + trigger.filter { SecretName.matches($0.name) || SecretName.isInURL($0.value) }.map {
                SecretValue(name: $0.name, value: $0.value)
            }
    }

    /// Whether something in an object stands under a secret name.
    static func isAny(in object: JSONValue) -> Bool { !secrets(in: object, of: "").isEmpty }

    private static func secrets(in value: JSONValue, of name: String) -> [SecretValue] {
        if SecretName.matches(name) { return scalars(in: value).map { SecretValue(name: name, value: $0) } }
        switch value {
        case .object(let members): return members.flatMap { secrets(in: $0.value, of: $0.key) }
        case .array(let items): return items.flatMap { secrets(in: $0, of: name) }
        case .string(let text): return SecretName.isInURL(text) ? [SecretValue(name: name, value: text)] : []
        case .null, .bool, .integer, .bigInteger, .float: return []
        }
    }

    /// Texts of all that is below a secret name; truth values and null tell nothing.
    private static func scalars(in value: JSONValue) -> [String] {
        switch value {
        case .null, .bool: []
        case .integer, .bigInteger, .float: [JSONWriter.line(value)]
        case .string(let text): [text]
        case .array(let items): items.flatMap(scalars)
        case .object(let members): members.flatMap { scalars(in: $0.value) }
        }
    }
}
