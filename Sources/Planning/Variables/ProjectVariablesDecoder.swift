import Documents

/// Reads the variables of a project or an environment from a file.
///
/// Either a list of objects as the API has them (`name`, `value`, `is_json`, `is_sensitive`, `visible_build`,
/// `visible_runtime`; other members mean nothing here), or a map from names to values or to such objects.
package struct ProjectVariablesDecoder {
    private let level: ProjectVariable.Level
    /// The option that named the file.
    private let source: String
    private var variables: [ProjectVariable] = []
    private var problems: [Diagnostic] = []

    package init(level: ProjectVariable.Level, from source: String) {
        self.level = level
        self.source = source
    }

    /// The variables, and every problem with its place.
    package mutating func decode(_ node: Node) -> ([ProjectVariable], [Diagnostic]) {
        switch node.content {
        case .sequence(let items):
            for item in items { object(item, name: nil) }
        case .mapping(let entries):
            for entry in entries {
                if case .mapping = entry.value.content {
                    object(entry.value, name: entry.key.keyText)
                } else {
                    add(entry.key.keyText, JSONValue(entry.value), of: nil, at: entry.key)
                }
            }
        case .scalar:
            problem(node, nil, "the variables are neither a list nor a map", hint: "write NAME: VALUE, a line for each")
        }
        return (variables, problems)
    }

    private mutating func object(_ node: Node, name: String?) {
        guard case .mapping = node.content else {
            return problem(node, name, "a variable has to be a map with name and value")
        }
        guard let name = node.value(ofKey: "name")?.stringValue ?? name else {
            return problem(node, nil, "the variable has no name", hint: "give it the member name, such as env:MODE")
        }
        guard let value = node.value(ofKey: "value") else {
            return problem(
                node, name, "the variable has no value",
                hint: "the API keeps the values of sensitive variables to itself; write it here")
        }
        add(name, JSONValue(value), of: node, at: value)
    }

    private mutating func add(_ name: String, _ value: JSONValue, of object: Node?, at node: Node) {
        guard !name.isEmpty, !name.hasSuffix(":"), name.allSatisfy({ !$0.isWhitespace && $0 != "=" && $0 != "\0" })
        else { return problem(node, name, "\(name.quoted()) is not a name of a variable") }
        var value = value
        if flag("is_json", of: object, otherwise: false), case .string(let text) = value {
            let (parsed, syntax) = JSONReader.read(SourceFile(name: source, text: text))
            guard let parsed, syntax.allSatisfy({ $0.severity != .error }) else {
                return problem(
                    node, name, "the value is not JSON, although is_json says so",
                    hint: syntax.first.map { "\($0.message)" })
            }
            value = JSONValue(parsed)
        }
        variables.append(
            ProjectVariable(
                level: level, name: name, value: value,
                isSensitive: flag("is_sensitive", of: object, otherwise: false),
                isVisibleInBuild: flag("visible_build", of: object, otherwise: true),
                isVisibleAtRuntime: flag("visible_runtime", of: object, otherwise: true),
                origin: "\(source) (\(node.location))"))
    }

    private mutating func flag(_ key: String, of object: Node?, otherwise standard: Bool) -> Bool {
        guard let node = object?.value(ofKey: key), !node.isNull else { return standard }
        if case .scalar(let scalar) = node.content, case .bool(let flag) = scalar.value { return flag }
        problem(node, key, "\(key) is neither true nor false")
        return standard
    }

    private mutating func problem(_ node: Node, _ path: String?, _ message: String, hint: String? = nil) {
        problems.append(Diagnostic(.error, at: node.location, path: path, message, hint: hint))
    }
}
