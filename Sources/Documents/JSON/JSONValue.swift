/// A JSON value without places: what definitions carry in free-form fields, and what taskbox writes.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    /// An integer outside `Int`, in canonical decimal digits with an optional `-`.
    case bigInteger(String)
    case float(Double)
    case string(String)
    case array([JSONValue])
    /// In order; keys are unique.
    case object([Member])

    /// A key and its value.
    package struct Member: Sendable, Equatable {
        package let key: String
        package let value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral {
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
    package init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    /// The value of a key of an object; `nil` for other values and absent keys.
    package subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// A string, or `null` for `nil`.
    package static func optional(_ string: String?) -> JSONValue { string.map(JSONValue.string) ?? .null }
}
