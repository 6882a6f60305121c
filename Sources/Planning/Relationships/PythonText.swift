import Documents

/// Values as the platform writes them into variables of relationships: as Python does (contract 4.5).
enum PythonText {
    /// A string as it is, null as nothing, truth values in lower case, numbers in decimal, everything else as `repr`.
    static func of(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .integer, .bigInteger, .float: JSONWriter.python(value)
        case .array, .object: representation(of: value)
        }
    }

    private static func representation(of value: JSONValue) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .null: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .integer, .bigInteger, .float: JSONWriter.python(value)
        case .array(let items): "[" + items.map(representation).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\(quoted($0.key)): \(representation(of: $0.value))" }.joined(separator: ", ") + "}"
        }
    }

    /// In single quotes, or in double ones where the text has single ones only.
    private static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var result = String(Character(quote))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case quote: result += "\\\(Character(quote))"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + (digits.count == 1 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + String(Character(quote))
    }
}
