import Documents

/// Reads back what `JSONEncoding` wrote; like it, to be taken over by `Documents`.
struct JSONDecoding {
    private var rest: ArraySlice<UInt8>
    private var depth = 0

    /// The value of a text; `nil` if it is not JSON.
    static func value(of bytes: [UInt8]) -> JSONValue? {
        var decoding = JSONDecoding(rest: bytes[...])
        guard let value = decoding.value() else { return nil }
        decoding.skipSpace()
        // Guards instead of `? :`, where a `nil` would be the JSON value `null`.
        guard decoding.rest.isEmpty else { return nil }
        return value
    }

    private init(rest: ArraySlice<UInt8>) { self.rest = rest }

    private mutating func value() -> JSONValue? {
        skipSpace()
        guard depth < 64 else { return nil }
        depth += 1
        defer { depth -= 1 }
        switch rest.first {
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "["): return array()
        case UInt8(ascii: "\""): return string().map(JSONValue.string)
        default: return word()
        }
    }

    private mutating func object() -> JSONValue? {
        var members: [JSONValue.Member] = []
        rest.removeFirst()
        if take("}") { return .object([]) }
        repeat {
            skipSpace()
            guard rest.first == UInt8(ascii: "\""), let key = string(), take(":"), let value = value() else {
                return nil
            }
            members.append(.init(key, value))
        } while take(",")
        guard take("}") else { return nil }
        return .object(members)
    }

    private mutating func array() -> JSONValue? {
        var elements: [JSONValue] = []
        rest.removeFirst()
        if take("]") { return .array([]) }
        repeat {
            guard let value = value() else { return nil }
            elements.append(value)
        } while take(",")
        guard take("]") else { return nil }
        return .array(elements)
    }

    private mutating func word() -> JSONValue? {
        let marks = Array("+-.".utf8)
        let bytes = rest.prefix {
            ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || marks.contains($0)
        }
        rest = rest.dropFirst(bytes.count)
        let text = String(decoding: bytes, as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            if let integer = Int(text) { return .integer(integer) }
            if text.allSatisfy({ $0 == "-" || $0.isNumber }), !text.isEmpty { return .bigInteger(text) }
            return Double(text).map(JSONValue.float)
        }
    }

    private mutating func string() -> String? {
        var bytes: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escaped() else { return nil }
                bytes += String(Character(scalar)).utf8
            default: bytes.append(byte)
            }
        }
        return nil
    }

    private mutating func escaped() -> Unicode.Scalar? {
        switch rest.popFirst() {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            // The writer escapes control characters only, so there are no surrogate pairs to join.
            let digits = rest.prefix(4)
            rest = rest.dropFirst(4)
            return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
        case let other?: return Unicode.Scalar(other)
        case nil: return nil
        }
    }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }
}
