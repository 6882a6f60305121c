import Documents

/// What is checked of `runtime` and `stack`, whose contents the definition keeps as they are (contract 1.4).
extension Decoding {
    /// The keys that the platform knows below `runtime`, all of them for PHP but the last.
    private static let runtimeKeys = [
        "extensions", "disabled_extensions", "request_terminate_timeout", "sizing_hints", "xdebug", "quicklisp",
    ]

    /// The types that the platform asks for; keys that it does not know are only warned of.
    mutating func checkRuntime(_ node: Node, _ path: FieldPath) {
        guard case .mapping(let entries) = node.content else { return }
        for entry in entries {
            let key = entry.key.keyText
            let path = path.appending(key)
            // The API may write down what is not set.
            if strictness == .json, entry.value.isNull { continue }
            switch key {
            case "extensions", "disabled_extensions":
                guard case .sequence = entry.value.content else {
                    wrongType(
                        entry.value, path, expected: words.aList,
                        hint: entry.value.stringValue.map { "write [\($0.shortened())]" })
                    continue
                }
            case "request_terminate_timeout": checkWholeNumber(entry.value, path, least: nil, unit: "seconds")
            case "sizing_hints": checkSizingHints(entry.value, path)
            case "xdebug":
                guard self.entries(entry.value, path) != nil, let key = entry.value.value(ofKey: "idekey") else {
                    continue
                }
                _ = string(key, path.appending("idekey"))
            case "quicklisp": _ = self.entries(entry.value, path)
            default:
                // The platform's schema leaves room for others.
                guard strictness == .yaml, let nearest = EditDistance.nearest(to: key, among: Self.runtimeKeys) else {
                    continue
                }
                warn(
                    entry.key, path, "\(key.quoted()) is not a key of runtime that the platform is known to have",
                    hint: "did you mean \"\(nearest)\"?")
            }
        }
    }

    /// The megabytes that PHP's workers are counted by, and the least that the platform takes.
    private mutating func checkSizingHints(_ node: Node, _ path: FieldPath) {
        let least = ["request_memory": 10, "reserved_memory": 70]
        guard
            let hints = fields(node, path, of: "sizing_hints", known: ["request_memory", "reserved_memory"])
        else { return }
        for (key, entry) in hints.entries {
            checkWholeNumber(entry.value, hints.path(key), least: least[key], unit: "megabytes")
        }
    }

    private mutating func checkWholeNumber(_ node: Node, _ path: FieldPath, least: Int?, unit: String) {
        guard case .scalar(let scalar) = node.content, case .integer(let number) = scalar.value else {
            wrongType(
                node, path, expected: "a whole number of \(unit)",
                hint: node.stringValue.flatMap { Int($0) }.map { "write \($0) without quotes" })
            return
        }
        guard let least, number < least else { return }
        error(
            node, path, "\(number) is less than the platform's minimum of \(least) \(unit)",
            hint: "write at least \(least)")
    }

    /// `stack`: the packages of a composable image, which no machine of ours has.
    mutating func checkStack(_ fields: Fields, type: RuntimeType?) {
        guard let entry = fields.entries["stack"] else { return }
        let path = fields.path("stack")
        if let type, type.runtime != "composable" {
            warn(
                entry.key, path,
                "\"stack\" has an effect with a composable image only, not with \(type.description.quoted())",
                hint: "remove it, or write the type composable:VERSION")
        } else {
            warn(entry.key, path, "the packages of \"stack\" are not installed on this machine")
        }
        switch entry.value.content {
        case .mapping: break
        case .scalar where entry.value.stringValue != nil: break
        case .scalar: wrongType(entry.value, path, expected: "\(words.aList) of packages")
        case .sequence(let items):
            for (index, item) in items.enumerated() {
                if case .mapping = item.content { continue }
                if item.stringValue == nil {
                    wrongType(item, path.appending(index), expected: "a package, a string or \(words.aMap)")
                }
            }
        }
    }
}
