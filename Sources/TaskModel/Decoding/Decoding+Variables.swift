import Documents

extension Decoding {
    /// `variables`: prefixes, and under each of them names (contract 1.1 and 4.3).
    mutating func variables(_ fields: Fields) -> [VariableGroup] {
        let path = fields.path("variables")
        guard let node = fields["variables"], let entries = entries(node, path) else { return [] }
        return entries.map { variableGroup($0, path) }
    }

    private mutating func variableGroup(_ entry: Node.Entry, _ path: FieldPath) -> VariableGroup {
        let prefix = entry.key.keyText
        let path = path.appending(prefix)
        let none = VariableGroup(prefix: prefix, variables: [])
        if prefix.isEmpty {
            error(entry.key, path, "the prefix is empty", hint: "write \"env\" for environment variables")
            return none
        }
        guard withoutNUL(prefix, entry.key, path) != nil,
            let entries = entries(entry.value, path, hint: hintForFlatVariable(prefix, entry.value))
        else { return none }
        let variables = entries.map { entry in
            let path = path.appending(entry.key.keyText)
            if prefix == VariableGroup.environmentPrefix {
                checkEnvironmentVariable(entry, path)
            } else if entry.key.keyText.isEmpty {
                error(entry.key, path, "the name of the variable is empty")
            }
            checkNumbers(entry.value, path)
            return Variable(
                name: entry.key.keyText, value: JSONValue(entry.value), location: entry.key.location
            )
        }
        return VariableGroup(prefix: prefix, variables: variables)
    }

    /// Variables need two levels; people write `NAME: value` or `env:NAME: value`.
    private func hintForFlatVariable(_ key: String, _ value: Node) -> String? {
        guard case .scalar = value.content, !value.isNull else { return nil }
        let parts = key.split(separator: ":", maxSplits: 1)
        let (prefix, name) = parts.count == 2 ? (String(parts[0]), String(parts[1])) : ("env", key)
        return "variables have a prefix: write "
            + example(
                json: "\(prefix.quoted()): {\(name.quoted()): …}",
                yaml: "\(prefix.shortened()): { \(name.shortened()): … }"
            )
    }

    private mutating func checkEnvironmentVariable(_ entry: Node.Entry, _ path: FieldPath) {
        checkEnvironmentName(entry.key.keyText, entry.key, path)
        if let text = entry.value.stringValue {
            _ = withoutNUL(text, entry.value, path)
        } else if entry.value.isNull {
            warn(
                entry.value, path, "null becomes an empty string in the environment",
                hint: "write \"\" to say so, or remove the variable"
            )
        }
    }

    private mutating func checkEnvironmentName(_ text: String, _ node: Node, _ path: FieldPath) {
        guard let name = EnvironmentName(text) else {
            let problem =
                text.isEmpty
                ? "the name of the variable is empty"
                : "no process can have a variable named \(text.quoted()), because of the "
                    + (text.utf8.contains(0) ? "NUL character" : "\"=\"")
            error(node, path, problem, hint: "use letters, digits and \"_\", not beginning with a digit")
            return
        }
        if name.isReserved {
            warn(
                node, path, "the platform's own value of \(text.shortened()) wins over this one",
                hint: "choose a name that does not begin with PLATFORM_ or UPSUN_"
            )
        }
        if !name.isShellName {
            warn(
                node, path,
                "no shell can hold a variable named \(text.quoted()): dash drops it before the script starts",
                hint: "use letters, digits and \"_\", not beginning with a digit"
            )
        } else if text != text.uppercased() {
            warn(
                node, path, "the name \(text.quoted()) is not in upper case, and it stays as it is written",
                hint:
                    "write \(text.uppercased().quoted()) if the script reads that; only variables of the project and the "
                    + "environment are turned to upper case"
            )
        }
    }
}
