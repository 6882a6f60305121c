import Documents

/// One decoding under way: the problems so far, and the questions that every field asks.
///
/// Each field adds its own functions in a file of its own. They report what is wrong and return something harmless; the
/// definition is made only if no error was reported.
struct Decoding {
    let strictness: TaskDecoder.Strictness
    let timeZones: TimeZoneCatalog
    private(set) var problems: [Diagnostic] = []

    init(strictness: TaskDecoder.Strictness, timeZones: TimeZoneCatalog) {
        self.strictness = strictness
        self.timeZones = timeZones
    }

    // MARK: Reporting

    mutating func error(_ node: Node, _ path: FieldPath, _ message: String, hint: String? = nil) {
        error(at: node.location, path, message, hint: hint)
    }

    mutating func error(at location: SourceLocation, _ path: FieldPath, _ message: String, hint: String? = nil) {
        problems.append(Diagnostic(.error, at: location, path: path.description, message, hint: hint))
    }

    mutating func warn(_ node: Node, _ path: FieldPath, _ message: String, hint: String? = nil) {
        warn(at: node.location, path, message, hint: hint)
    }

    mutating func warn(at location: SourceLocation, _ path: FieldPath, _ message: String, hint: String? = nil) {
        problems.append(Diagnostic(.warning, at: location, path: path.description, message, hint: hint))
    }

    mutating func wrongType(_ node: Node, _ path: FieldPath, expected: String, hint: String? = nil) {
        error(node, path, "expected \(expected), found \(describe(node))", hint: hint)
    }

    /// What a node is, for "found …".
    func describe(_ node: Node) -> String {
        switch node.content {
        case .sequence(let items): items.isEmpty ? "an empty \(words.list)" : "\(words.aList)"
        case .mapping: words.aMap
        case .scalar(let scalar):
            switch scalar.value {
            case .null: "null"
            case .bool(let flag): flag ? "true" : "false"
            case .integer, .bigInteger, .float: "the number \(scalar.text.shortened())"
            case .string(let text): text.isEmpty ? "an empty string" : "the string \(text.quoted())"
            }
        }
    }

    /// The words of the format that the text is written in.
    var words: (aMap: String, aList: String, list: String) {
        switch strictness {
        case .json: ("an object", "an array", "array")
        case .yaml: ("a mapping", "a list", "list")
        }
    }

    /// An example in the format that the text is written in.
    func example(json: String, yaml: String) -> String {
        switch strictness {
        case .json: json
        case .yaml: yaml
        }
    }

    // MARK: Shapes

    /// The entries of a map.
    ///
    /// In JSON `[]` is an empty map too, as the platform's API sometimes writes it (contract 1.1). `nil` with an error
    /// for everything else.
    mutating func entries(_ node: Node, _ path: FieldPath, hint: String? = nil) -> [Node.Entry]? {
        switch node.content {
        case .mapping(let entries): return entries
        case .sequence(let items) where items.isEmpty && strictness == .json: return []
        case .sequence, .scalar:
            wrongType(node, path, expected: words.aMap, hint: hint ?? hintForAbsence(of: node))
            return nil
        }
    }

    /// The values of a map whose keys are known; other keys are reported.
    ///
    /// The example says what the map should look like, for the hint where there is none.
    mutating func fields(
        _ node: Node, _ path: FieldPath, of owner: String, known: [String], hints: [String: String] = [:],
        example: String? = nil
    ) -> Fields? {
        guard let entries = entries(node, path, hint: example.map { "write \($0)" }) else { return nil }
        var values: [String: Node.Entry] = [:]
        for entry in entries {
            let key = entry.key.keyText
            if known.contains(key) {
                values[key] = values[key] ?? entry
            } else {
                reportUnknown(entry.key, key, path, of: owner, known: known, hints: hints)
            }
        }
        return Fields(node: node, path: path, entries: values)
    }

    private mutating func reportUnknown(
        _ node: Node, _ key: String, _ path: FieldPath, of owner: String, known: [String], hints: [String: String]
    ) {
        let path = path.appending(key)
        let hint =
            hints[key] ?? EditDistance.nearest(to: key, among: known).map { "did you mean \($0.quoted())?" }
            ?? hintForMisspelt(key, hints) ?? "the keys of \(owner) are \(known.joined(separator: ", "))"
        switch strictness {
        case .json:
            // HAL members such as `_links` stand in every answer of the API (contract 1.1).
            if key.hasPrefix("_") { return }
            warn(node, path, "\(key.quoted()) is not a key of \(owner) and is ignored", hint: hint)
        case .yaml:
            error(node, path, "\(key.quoted()) is not a key of \(owner)", hint: hint)
        }
    }

    /// A misspelt key may also be one that belongs elsewhere.
    private func hintForMisspelt(_ key: String, _ hints: [String: String]) -> String? {
        guard let nearest = EditDistance.nearest(to: key, among: hints.keys), let hint = hints[nearest] else {
            return nil
        }
        return "did you mean \(nearest.quoted())? \(hint)"
    }

    /// A string; `nil` with an error for everything else, also for a string with a NUL byte, which neither a path nor a
    /// process can hold.
    mutating func string(_ node: Node, _ path: FieldPath, expected: String = "a string", hint: String? = nil) -> String?
    {
        guard case .scalar(let scalar) = node.content, case .string(let text) = scalar.value else {
            wrongType(node, path, expected: expected, hint: hint ?? hintForNumber(node))
            return nil
        }
        return withoutNUL(text, node, path)
    }

    /// A string or null; both are a success.
    mutating func optionalString(_ node: Node?, _ path: FieldPath) -> String? {
        guard let node, !node.isNull else { return nil }
        return string(node, path, expected: "a string or null")
    }

    /// The text, or `nil` with an error if it holds a NUL byte.
    mutating func withoutNUL(_ text: String, _ node: Node, _ path: FieldPath) -> String? {
        guard text.utf8.contains(0) else { return text }
        error(node, path, "\(text.quoted()) holds a NUL character, which can not be passed on", hint: "remove it")
        return nil
    }

    /// A path below a folder; `nil` with an error if it leaves the folder.
    mutating func relativePath(
        _ text: String, _ node: Node, _ path: FieldPath, folder: String, hint: String = "remove the \"..\""
    ) -> RelativePath? {
        guard text.utf8.count <= Decoding.longestPath else {
            error(node, path, "the path is longer than \(Decoding.longestPath) bytes")
            return nil
        }
        guard let result = RelativePath(text) else {
            error(node, path, "\(text.quoted()) leads out of \(folder)", hint: hint)
            return nil
        }
        return result
    }

    /// What Linux takes in one call.
    private static let longestPath = 4095

    private func hintForNumber(_ node: Node) -> String? {
        guard case .scalar(let scalar) = node.content else { return nil }
        switch scalar.value {
        case .integer, .bigInteger, .float, .bool: return "put it in quotes: \(scalar.text.quoted())"
        case .null, .string: return nil
        }
    }

    private func hintForAbsence(of node: Node) -> String? {
        node.isNull ? "leave the key out, or write {}" : nil
    }
}

/// The values of a map with known keys.
struct Fields {
    let node: Node
    let path: FieldPath
    let entries: [String: Node.Entry]

    subscript(_ key: String) -> Node? { entries[key]?.value }

    func path(_ key: String) -> FieldPath { path.appending(key) }
}
