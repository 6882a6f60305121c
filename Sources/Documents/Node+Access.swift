extension Node {
    /// Whether the node is the null of its format.
    package var isNull: Bool {
        if case .scalar(let scalar) = content { return scalar.value == .null }
        return false
    }

    /// The text of a string; `nil` for other nodes.
    package var stringValue: String? {
        if case .scalar(let scalar) = content, case .string(let text) = scalar.value { return text }
        return nil
    }

    /// The text of the node where it stands as a key: as it was written, or its JSON text if it is no scalar.
    package var keyText: String {
        if case .scalar(let scalar) = content { return scalar.text }
        return JSONWriter.line(JSONValue(key: self))
    }

    /// The value of a key of a map; `nil` for other nodes and absent keys, and for keys that are no scalars.
    package func value(ofKey key: String) -> Node? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { entry in
            if case .scalar(let scalar) = entry.key.content { scalar.text == key } else { false }
        }?.value
    }
}
