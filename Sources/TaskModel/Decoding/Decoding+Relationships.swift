import Documents

extension Decoding {
    /// `relationships` in all their forms (contract 1.5): null, `{}`, `{service, endpoint}`, `"service"` and
    /// `"service:endpoint"`.
    mutating func relationships(_ fields: Fields) -> [Relationship] {
        let path = fields.path("relationships")
        guard let node = fields["relationships"],
            let entries = entries(node, path, hint: hintForRelationshipList(node))
        else { return [] }
        return entries.compactMap { entry in
            let name = entry.key.keyText
            let path = path.appending(name)
            if name.isEmpty {
                error(entry.key, path, "the name of the relationship is empty")
            } else {
                _ = withoutNUL(name, entry.key, path)
            }
            return relationship(name, entry.value, path)
        }
    }

    private func hintForRelationshipList(_ node: Node) -> String? {
        guard case .sequence(let items) = node.content, let first = items.first?.stringValue else { return nil }
        return "write " + example(json: "{\(first.quoted()): null}", yaml: "{ \(first.shortened()): }")
    }

    private mutating func relationship(_ name: String, _ node: Node, _ path: FieldPath) -> Relationship? {
        if node.isNull { return Relationship(name: name, service: nil, endpoint: nil) }
        if let text = node.stringValue { return shortRelationship(name, text, node, path) }
        let isMap =
            switch node.content {
            case .mapping: true
            case .sequence(let items): items.isEmpty && strictness == .json
            case .scalar: false
            }
        guard isMap else {
            wrongType(
                node, path, expected: "null, a string or \(words.aMap)",
                hint: "write \"service:endpoint\", or null for the service named like the relationship"
            )
            return nil
        }
        guard let fields = fields(node, path, of: "a relationship", known: ["service", "endpoint"]) else { return nil }
        let service = part("service", fields)
        let endpoint = part("endpoint", fields)
        return Relationship(name: name, service: service, endpoint: endpoint)
    }

    private mutating func part(_ key: String, _ fields: Fields) -> String? {
        guard let node = fields[key], let text = optionalString(node, fields.path(key)) else { return nil }
        guard !text.isEmpty else {
            error(node, fields.path(key), "the \(key) is empty", hint: "write its name, or null for the default")
            return nil
        }
        return text
    }

    private mutating func shortRelationship(
        _ name: String, _ text: String, _ node: Node, _ path: FieldPath
    ) -> Relationship? {
        guard withoutNUL(text, node, path) != nil else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
            error(
                node, path, "\(text.quoted()) is not of the form service or service:endpoint",
                hint: "write the name of a service, such as \"db\" or \"db:postgresql\""
            )
            return nil
        }
        return Relationship(
            name: name, service: String(parts[0]), endpoint: parts.count == 2 ? String(parts[1]) : nil
        )
    }

    /// `authorizations` (contract 7): the platform takes two pairs of type and action only.
    mutating func authorizations(_ fields: Fields) -> [Authorization] {
        guard let node = fields["authorizations"] else { return [] }
        return authorizations(node, fields.path("authorizations"))
    }

    mutating func authorizations(_ node: Node, _ path: FieldPath) -> [Authorization] {
        guard case .sequence(let items) = node.content else {
            wrongType(node, path, expected: words.aList, hint: node.isNull ? "leave the key out, or write []" : nil)
            return []
        }
        return items.enumerated().compactMap { index, item in authorization(item, path.appending(index)) }
    }

    private mutating func authorization(_ node: Node, _ path: FieldPath) -> Authorization? {
        guard let fields = fields(node, path, of: "an authorization", known: ["type", "action", "resource"]) else {
            return nil
        }
        let resource = optionalString(fields["resource"], fields.path("resource"))
        let kind = kind(fields, resource: resource)
        let action = word(Authorization.Action.self, "action", ["view", "operate"], fields)
        guard let kind, let action else { return nil }
        checkPair(kind, action, resource, fields)
        return Authorization(kind: kind, action: action, resource: resource)
    }

    private mutating func kind(_ fields: Fields, resource: String?) -> Authorization.Kind? {
        // The API's example lacks the type (contract 9 #2).
        if fields["type"] == nil, strictness == .json { return resource == nil ? .env : .task }
        return word(Authorization.Kind.self, "type", ["env", "task"], fields)
    }

    private mutating func word<Word: RawRepresentable>(
        _: Word.Type, _ key: String, _ known: [String], _ fields: Fields
    ) -> Word? where Word.RawValue == String {
        let path = fields.path(key)
        let list = known.map { "\"\($0)\"" }.joined(separator: " or ")
        guard let node = fields[key] else {
            error(fields.node, path, "\"\(key)\" is missing", hint: "write \(list)")
            return nil
        }
        guard let text = string(node, path) else { return nil }
        guard let word = Word(rawValue: text) else {
            error(
                node, path, "\(text.quoted()) is not \(key == "type" ? "a type" : "an action") of authorizations",
                hint: "write \(list)")
            return nil
        }
        return word
    }

    private mutating func checkPair(
        _ kind: Authorization.Kind, _ action: Authorization.Action, _ resource: String?, _ fields: Fields
    ) {
        let required: Authorization.Action = kind == .env ? .view : .operate
        if action != required {
            error(
                fields["action"] ?? fields.node, fields.path("action"),
                "the platform has no authorization to \(action.rawValue) of the type \"\(kind.rawValue)\"",
                hint: "write \"\(required.rawValue)\""
            )
        }
        switch kind {
        case .env:
            if let resource, let node = fields["resource"] {
                error(
                    node, fields.path("resource"),
                    "an authorization of the type \"env\" takes no resource, found \(resource.quoted())",
                    hint: "remove it, or write the type \"task\""
                )
            }
        case .task:
            if resource?.isEmpty ?? (fields["resource"].map(\.isNull) ?? true) {
                error(
                    fields["resource"] ?? fields.node, fields.path("resource"),
                    "an authorization of the type \"task\" needs \"resource\", the name of the task that may be started",
                    hint: "add it"
                )
            }
        }
    }
}
