import Documents

/// What the reader makes of a text, in forms that a test can compare at a glance.
struct YAMLReading {
    let documents: [Node]
    let diagnostics: [Diagnostic]

    init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    init(bytes: [UInt8]) {
        (documents, diagnostics) = YAMLReader.read(SourceFile(name: "config.yaml", bytes: bytes))
    }

    var values: [JSONValue] { documents.map(\.plainValue) }

    /// One line for each diagnostic.
    var findings: [String] {
        diagnostics.map { diagnostic in
            let place = diagnostic.location.map { "\($0.line):\($0.column) " } ?? ""
            return "\(place)\(diagnostic.severity): \(diagnostic.message)" + (diagnostic.hint.map { " | \($0)" } ?? "")
        }
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Node {
    /// The node without places and tags; keys that are no texts as they were written.
    var plainValue: JSONValue {
        switch content {
        case .scalar(let scalar):
            switch scalar.value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .bigInteger(let digits): .bigInteger(digits)
            case .float(let value): .float(value)
            case .string(let text): .string(text)
            }
        case .sequence(let items):
            .array(items.map(\.plainValue))
        case .mapping(let entries):
            .object(entries.map { JSONValue.Member($0.key.scalar?.text ?? "?", $0.value.plainValue) })
        }
    }

    var scalar: Scalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    /// The value of a key of a mapping, or of an index of a sequence.
    func at(_ path: String...) -> Node? {
        var node: Node? = self
        for step in path {
            switch node?.content {
            case .mapping(let entries): node = entries.first { $0.key.scalar?.text == step }?.value
            case .sequence(let items):
                let index = Int(step) ?? items.count
                node = index < items.count ? items[index] : nil
            default: return nil
            }
        }
        return node
    }
}
