import Documents

/// A collection of tasks as the API answers it: an array, or a map by names (contract 6.4).
struct TaskCollection: Equatable {
    /// The names that the tasks carry, or stand under.
    let names: [String]
    let isEmpty: Bool

    /// `nil` for what is no collection of tasks.
    init?(_ value: JSONValue) {
        guard Self.firstIntruder(in: value) == nil else { return nil }
        switch value {
        case .array(let tasks):
            isEmpty = tasks.isEmpty
            names = tasks.compactMap { task in
                if case .string(let name)? = task["name"] ?? task["id"] { name } else { nil }
            }
        case .object(let members):
            names = Self.tasks(of: members).map(\.key)
            isEmpty = names.isEmpty
        case .null, .bool, .integer, .bigInteger, .float, .string: return nil
        }
    }

    /// What is in the way of taking a value for a collection of tasks, in words that follow "is" or "holds".
    static func kindOfIntruder(in value: JSONValue) -> String {
        guard let intruder = firstIntruder(in: value) else { return value.kind }
        switch value {
        case .array: return "a list that holds \(intruder.kind)"
        case .object: return "an object that holds \(intruder.kind)"
        case .null, .bool, .integer, .bigInteger, .float, .string: return value.kind
        }
    }

    /// The value itself, or the first of its parts that can be no task.
    private static func firstIntruder(in value: JSONValue) -> JSONValue? {
        switch value {
        case .array(let tasks): tasks.first { !$0.isObject }
        case .object(let members): tasks(of: members).first { !$0.value.isObject }?.value
        case .null, .bool, .integer, .bigInteger, .float, .string: value
        }
    }

    /// HAL members such as `_links` are no tasks.
    private static func tasks(of members: [JSONValue.Member]) -> [JSONValue.Member] {
        members.filter { !$0.key.hasPrefix("_") }
    }
}

extension JSONValue {
    fileprivate var isObject: Bool { if case .object = self { true } else { false } }

    /// What it is, for a sentence.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .integer, .bigInteger, .float: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
