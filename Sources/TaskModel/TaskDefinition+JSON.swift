import Documents

extension TaskDefinition {
    /// The 16 keys of the API object, in the order of the API's page (contract 1.1).
    package static let apiKeys = [
        "id", "resources", "authorizations", "relationships", "additional_hosts", "mounts", "timezone", "variables",
        "container_profile", "type", "source", "hooks", "dependencies", "runtime", "run", "name",
    ]

    /// The definition as the API would answer it: always all 16 keys, short forms written out.
    ///
    /// Decoding it gives an equal definition.
    package var canonicalJSON: JSONValue {
        .object(
            TaskDefinition.apiKeys.map { JSONValue.Member($0, value(ofKey: $0)) }
        )
    }

    private func value(ofKey key: String) -> JSONValue {
        switch key {
        case "id": .string(id)
        case "resources": resources?.canonicalJSON ?? .null
        case "authorizations": .array(authorizations.map(\.canonicalJSON))
        case "relationships": .map(relationships) { ($0.name, $0.canonicalJSON) }
        case "additional_hosts": .map(additionalHosts) { ($0.name.description, .string($0.address.description)) }
        case "mounts": .map(mounts) { ($0.key, $0.canonicalJSON) }
        case "timezone": .optional(timezone?.description)
        case "variables": .map(variables) { ($0.prefix, .map($0.variables) { ($0.name, $0.value) }) }
        case "container_profile": .optional(containerProfile)
        case "type": .string(type.description)
        case "source": ["root": .string(source.description)]
        case "hooks": ["build": .optional(hooks.build?.text), "deploy": .optional(hooks.deploy?.text)]
        case "dependencies":
            .map(dependencies) { ($0.language, $0.json) }
        case "runtime": runtime
        case "run": ["command": .string(run.command.text), "timeout": .integer(run.timeout.seconds)]
        default: .string(name.description)
        }
    }
}

extension JSONValue {
    fileprivate static func map<Item>(_ items: [Item], _ member: (Item) -> (String, JSONValue)) -> JSONValue {
        .object(
            items.map { item in
                let (key, value) = member(item)
                return Member(key, value)
            }
        )
    }
}

extension Resources {
    fileprivate var canonicalJSON: JSONValue {
        ["base_memory": .integer(baseMemory), "memory_ratio": .integer(memoryRatio)]
    }
}

extension Authorization {
    /// The entry as the API would answer it.
    package var canonicalJSON: JSONValue {
        ["type": .string(kind.rawValue), "action": .string(action.rawValue), "resource": .optional(resource)]
    }
}

extension Relationship {
    fileprivate var canonicalJSON: JSONValue { ["service": .optional(service), "endpoint": .optional(endpoint)] }
}

extension Mount {
    fileprivate var canonicalJSON: JSONValue {
        var members = [
            JSONValue.Member("source", .string(source.word)),
            JSONValue.Member("source_path", .string(sourcePath.description)),
        ]
        if let owner = source.owner { members.append(JSONValue.Member("service", .string(owner))) }
        return .object(members)
    }
}

extension DependencySet {
    /// Packages with their versions; in PHP's longer form where there are repositories.
    fileprivate var json: JSONValue {
        let packages = JSONValue.map(packages) { ($0.name, .string($0.version)) }
        return repositories.map { ["require": packages, "repositories": $0] } ?? packages
    }
}
