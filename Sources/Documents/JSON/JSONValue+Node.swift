extension JSONValue {
    /// The value of a node without its places.
    ///
    /// Keys that YAML resolved to something else than a string are taken as they were written; keys that are no scalars
    /// as their JSON text.
    package init(_ node: Node) {
        switch node.content {
        case .scalar(let scalar): self.init(scalar.value)
        case .sequence(let items): self = .array(items.map(JSONValue.init))
        case .mapping(let entries):
            self = .object(entries.map { Member($0.key.keyText, JSONValue($0.value)) })
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
