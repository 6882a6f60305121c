extension JSONValue {
    /// The value of a node without its places.
    ///
    /// Keys that YAML resolved to something else than a string are taken as they were written; keys that are no scalars
    /// as their JSON text.
    package init(_ node: Node) { self.init(node, keyText: \.keyText) }

    /// The value of a node that is a key itself.
    ///
    /// A key in it that is no scalar either stands as an ellipsis: as text in a text, each would double the length of the
    /// one around it.
    init(key node: Node) {
        self.init(node) { inner in
            if case .scalar(let scalar) = inner.content { scalar.text } else { "…" }
        }
    }

    private init(_ node: Node, keyText: (Node) -> String) {
        switch node.content {
        case .scalar(let scalar): self.init(scalar.value)
        case .sequence(let items): self = .array(items.map { JSONValue($0, keyText: keyText) })
        case .mapping(let entries):
            self = .object(entries.map { Member(keyText($0.key), JSONValue($0.value, keyText: keyText)) })
        }
    }

    private init(_ value: Scalar.Value) {
        switch value {
        case .null: self = .null
        case .bool(let flag): self = .bool(flag)
        case .integer(let number): self = .integer(number)
        case .bigInteger(let digits): self = .bigInteger(digits)
        case .float(let number): self = .float(number)
        case .string(let text): self = .string(text)
        }
    }
}
