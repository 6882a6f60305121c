import Documents

extension Decoding {
    /// `id` and `name`.
    ///
    /// The API uses the name as the id (contract 1.1), so each stands in for the other.
    mutating func identity(
        _ fields: Fields, fallbackName: String?, fallbackLocation: SourceLocation?
    ) -> (id: String?, name: TaskName?) {
        let id = identifier(fields, "id")
        let writtenName = identifier(fields, "name")
        let isNameBroken = fields["name"] != nil && writtenName == nil
        if isNameBroken || (writtenName == nil && fields["id"] != nil && id == nil) { return (nil, nil) }

        guard let text = writtenName ?? id ?? fallbackName else {
            error(
                fields.node, fields.path("name"), "the task has no name",
                hint: "add one, such as \"name\": \"export\""
            )
            return (nil, nil)
        }
        let key = writtenName != nil ? "name" : "id"
        let location = fields[key]?.location ?? fallbackLocation ?? fields.node.location
        let path = fields[key] == nil ? fields.path : fields.path(key)
        guard let name = TaskName(text) else {
            error(
                at: location, path, "\(text.quoted()) can not be the name of a task",
                hint: "use lower-case letters, digits, \"-\" and \"_\""
            )
            return (nil, nil)
        }
        warnAboutName(name, at: location, path, fallbackName: fallbackLocation == nil ? nil : fallbackName)
        return (id ?? name.description, name)
    }

    private mutating func identifier(_ fields: Fields, _ key: String) -> String? {
        guard let node = fields[key], let text = string(node, fields.path(key)) else { return nil }
        guard !text.isEmpty else {
            error(node, fields.path(key), "the \(key) is empty")
            return nil
        }
        return text
    }

    private mutating func warnAboutName(
        _ name: TaskName, at location: SourceLocation, _ path: FieldPath, fallbackName: String?
    ) {
        if !name.followsPlatformRule {
            warn(
                at: location, path, "the name \(name.description.quoted()) breaks the platform's rule for names",
                hint: TaskName.platformRule
            )
        }
        if let fallbackName, fallbackName != name.description {
            warn(
                at: location, path, "the name \(name.description.quoted()) is not the key \(fallbackName.quoted())",
                hint: "write the same name in both places; until then the name counts"
            )
        }
    }

    /// `type`, required (contract 1.4).
    mutating func type(_ fields: Fields) -> RuntimeType? {
        let path = fields.path("type")
        guard let node = fields["type"] else {
            error(
                fields.node, path, "\"type\" is missing",
                hint: "add the runtime and its version, such as "
                    + example(json: "\"type\": \"python:3.12\"", yaml: "type: \"python:3.12\"")
            )
            return nil
        }
        guard let text = string(node, path, hint: "write a runtime and its version, such as \"python:3.12\"") else {
            return nil
        }
        guard let type = RuntimeType(text) else {
            let runtime = RuntimeType.knownRuntimes.contains(text) ? text : "python"
            error(
                node, path, "\(text.quoted()) is not of the form runtime:version",
                hint:
                    "write a runtime and its version, such as \"\(runtime):\(runtime == "python" ? "3.12" : "VERSION")\""
            )
            return nil
        }
        if !RuntimeType.knownRuntimes.contains(type.runtime) {
            let nearest = EditDistance.nearest(to: type.runtime, among: RuntimeType.knownRuntimes)
            warn(
                node, path, "\(type.runtime.quoted()) is not a runtime that the platform is known to have",
                hint: nearest.map { "did you mean \"\($0):\(type.version.printable)\"?" }
                    ?? "the known ones are \(RuntimeType.knownRuntimes.joined(separator: ", "))"
            )
        }
        return type
    }

    /// `base`: a definition that the platform has built in (contract 9 #32).
    mutating func reportBase(_ node: Node, _ path: FieldPath) {
        guard let name = string(node, path) else { return }
        guard !name.isEmpty else {
            error(node, path, "the name of the built-in task is empty", hint: "remove \"base\" and write the task out")
            return
        }
        error(
            node, path, "\(name.quoted()) is built into the platform and not available locally",
            hint: "write the task out with \"type\" and \"run\""
        )
    }

    /// Reports a key beside `base`, which allows no other.
    mutating func reportBeside(base node: Node, _ path: FieldPath) {
        let key = node.keyText
        error(
            node, path.appending(key), "beside \"base\" no other key is allowed, and \(key.quoted()) is one",
            hint: "remove it, or remove \"base\" and write the task out")
    }

    /// Reports every tag that no reader has resolved, such as `!include`.
    mutating func checkTags(_ node: Node, _ path: FieldPath) {
        if let tag = node.tag {
            error(
                node, path, "the tag \(tag.quoted()) is not one of the platform's",
                hint: "the tags are !include, !file and !archive; a text that begins with \"!\" needs quotes")
        }
        switch node.content {
        case .scalar: break
        case .sequence(let items):
            for (index, item) in items.enumerated() { checkTags(item, path.appending(index)) }
        case .mapping(let entries):
            for entry in entries {
                checkTags(entry.key, path)
                checkTags(entry.value, path.appending(entry.key.keyText))
            }
        }
    }
}
