/// Writes JSON values as text.
package struct JSONWriter {
    /// One line in the manner of Python's `json.dumps(value, sort_keys=True)`: ASCII only, keys in the order of their
    /// code points, `, ` and `: ` between.
    ///
    /// The platform gives values that are not strings to a task in this form (contract 4.3). A float that is not finite
    /// is written as Python does, `Infinity` or `NaN`.
    package static func python(_ value: JSONValue) -> String {
        write(value, JSONWriter(style: .python))
    }

    /// One line, keys in their own order, text kept as it is except for what must be escaped.
    ///
    /// A float that is not finite becomes `null`.
    package static func line(_ value: JSONValue) -> String {
        write(value, JSONWriter(style: .line))
    }

    /// Many lines, indented by two spaces, without a line break at the end; otherwise as ``line(_:)``.
    package static func pretty(_ value: JSONValue) -> String {
        write(value, JSONWriter(style: .pretty))
    }

    private enum Style { case python, line, pretty }

    private let style: Style
    private var output = ""

    private init(style: Style) { self.style = style }

    private static func write(_ value: JSONValue, _ empty: JSONWriter) -> String {
        var writer = empty
        writer.append(value, depth: 0)
        return writer.output
    }

    private mutating func append(_ value: JSONValue, depth: Int) {
        switch value {
        case .null: output += "null"
        case .bool(let flag): output += flag ? "true" : "false"
        case .integer(let number): output += String(number)
        case .bigInteger(let digits): output += digits
        case .float(let number): append(number)
        case .string(let text): append(text)
        case .array(let items):
            appendList(items, opening: "[", closing: "]", depth: depth) { writer, item in
                writer.append(item, depth: depth + 1)
            }
        case .object(let members):
            let ordered =
                style == .python
                ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : members
            appendList(ordered, opening: "{", closing: "}", depth: depth) { writer, member in
                writer.append(member.key)
                writer.output += ": "
                writer.append(member.value, depth: depth + 1)
            }
        }
    }

    private mutating func appendList<Element>(
        _ items: [Element], opening: String, closing: String, depth: Int,
        appendItem: (inout JSONWriter, Element) -> Void
    ) {
        output += opening
        for (index, item) in items.enumerated() {
            if style == .pretty {
                output += index == 0 ? "\n" : ",\n"
                output += String(repeating: "  ", count: depth + 1)
            } else if index > 0 {
                output += ", "
            }
            appendItem(&self, item)
        }
        if style == .pretty, !items.isEmpty { output += "\n" + String(repeating: "  ", count: depth) }
        output += closing
    }

    private mutating func append(_ number: Double) {
        if number.isFinite {
            output += PythonFloat.text(number)
        } else if style == .python {
            output += number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
        } else {
            output += "null"
        }
    }

    private mutating func append(_ text: String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\u{8}": output += "\\b"
            case "\u{C}": output += "\\f"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case " "..."~": output.unicodeScalars.append(scalar)
            default: appendSpecial(scalar)
            }
        }
        output += "\""
    }

    private mutating func appendSpecial(_ scalar: Unicode.Scalar) {
        if style == .python {
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { appendEscape(unit) }
        } else if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
            // The second range is allowed in JSON, but a terminal obeys it.
            appendEscape(UInt16(truncatingIfNeeded: scalar.value))
        } else {
            output.unicodeScalars.append(scalar)
        }
    }

    private mutating func appendEscape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
