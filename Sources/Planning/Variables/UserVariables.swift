import Documents
import TaskModel

/// What the user's variables become (contract 4.3, 4.4): environment variables, and members of `PLATFORM_VARIABLES`.
///
/// Precedence, lowest to highest: the definition's `variables`, the project's, the environment's, then those of
/// `--variable`, which reach deploy and run only, because the platform builds before it is triggered.
struct UserVariables {
    /// One variable of the environment.
    struct Entry {
        let name: String
        let text: String
        let origin: EnvironmentVariable.Origin
        var isSecret = false
    }

    /// From lowest to highest.
    let environment: [Entry]
    /// The value of `PLATFORM_VARIABLES`; keys are `prefix:name`, or the name alone where there is no prefix.
    let platformVariables: JSONValue

    init(
        definition: TaskDefinition, project: [ProjectVariable] = [], trigger: [TriggerVariable], phase: Phase
    ) {
        var environment: [Entry] = []
        var others: [String: JSONValue] = [:]
        for group in definition.variables {
            for variable in group.variables {
                if group.prefix == VariableGroup.environmentPrefix {
                    let origin = EnvironmentVariable.Origin.definition(
                        field: "variables.env.\(variable.name)", variable.location)
                    environment.append(
                        Entry(name: variable.name, text: UserVariables.text(of: variable.value), origin: origin))
                } else {
                    others["\(group.prefix):\(variable.name)"] = variable.value
                }
            }
        }
        for level in ProjectVariable.Level.allCases {
            for variable in project where variable.level == level && variable.isVisible(in: phase) {
                if let name = variable.environmentName {
                    environment.append(
                        Entry(
                            name: name, text: UserVariables.text(of: variable.value), origin: .option(variable.origin),
                            isSecret: variable.isSensitive))
                } else {
                    others[variable.name] = variable.value
                }
            }
        }
        if phase != .build {
            for variable in trigger where !variable.isReserved {
                if variable.type == VariableGroup.environmentPrefix {
                    environment.append(
                        Entry(name: variable.name, text: variable.value, origin: .option("--variable")))
                } else {
                    others["\(variable.type):\(variable.name)"] = .string(variable.value)
                }
            }
        }
        self.environment = environment
        platformVariables = .object(others.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, $0.value) })
    }

    /// A string as it is; anything else as JSON the way Python writes it; null as nothing (contract 4.3).
    private static func text(of value: JSONValue) -> String {
        switch value {
        case .string(let string): string
        case .null: ""
        default: JSONWriter.python(value)
        }
    }
}
