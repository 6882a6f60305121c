import Documents
import Planning

/// What records are read with: the value of a kind, or `nil`.
extension JSONValue {
    /// A string.
    package var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A whole number.
    package var number: Int? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// A truth value.
    package var flag: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// The elements of an array; none for other values.
    package var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The members of an object; none for other values.
    package var members: [Member] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    /// A time as records write it.
    package var time: Timestamp? { text.flatMap(Timestamp.init(rfc3339:)) }

    /// A number of seconds.
    package var duration: Duration? {
        switch self {
        case .float(let number): Seconds.duration(number)
        case .integer(let number): Seconds.duration(Double(number))
        default: nil
        }
    }
}
