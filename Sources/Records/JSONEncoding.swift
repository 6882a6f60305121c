import Documents

/// JSON text of records.
///
/// The one place where records meet JSON text, so that the writer and the reader of `Documents` can take it over.
enum JSONEncoding {
    /// The text of a value, indented, with a line end behind it.
    static func file(_ value: JSONValue) -> [UInt8] {
        var text: [UInt8] = []
        append(value, indent: 0, to: &text)
        text.append(UInt8(ascii: "\n"))
        return text
    }

    private static func append(_ value: JSONValue, indent: Int, to text: inout [UInt8]) {
        switch value {
        case .null: text += "null".utf8
        case .bool(let flag): text += (flag ? "true" : "false").utf8
        case .integer(let number): text += String(number).utf8
        case .bigInteger(let digits): text += digits.utf8
        // JSON has no other numbers.
        case .float(let number): text += (number.isFinite ? String(describing: number) : "null").utf8
        case .string(let string): append(string, to: &text)
        case .array(let elements):
            appendBlock(elements, "[", "]", indent: indent, to: &text) { element, text in
                append(element, indent: indent + 2, to: &text)
            }
        case .object(let members):
            appendBlock(members, "{", "}", indent: indent, to: &text) { member, text in
                append(member.key, to: &text)
                text += ": ".utf8
                append(member.value, indent: indent + 2, to: &text)
            }
        }
    }

    private static func appendBlock<Element>(
        _ elements: [Element], _ opening: String, _ closing: String, indent: Int, to text: inout [UInt8],
        append: (Element, inout [UInt8]) -> Void
    ) {
        text += opening.utf8
        for (index, element) in elements.enumerated() {
            text += (index == 0 ? "\n" : ",\n").utf8
            text += repeatElement(UInt8(ascii: " "), count: indent + 2)
            append(element, &text)
        }
        if !elements.isEmpty {
            text.append(UInt8(ascii: "\n"))
            text += repeatElement(UInt8(ascii: " "), count: indent)
        }
        text += closing.utf8
    }

    private static func append(_ string: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { JSONStringBytes.append(UnsafeRawBufferPointer($0), to: &text) }
        text.append(UInt8(ascii: "\""))
    }
}
