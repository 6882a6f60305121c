/// A mistake that ends the reading of a JSON text.
struct JSONSyntaxError: Error {
    let diagnostic: Diagnostic
}

extension JSONReader {
    /// An error at the cursor.
    mutating func error(_ message: String, hint: String? = nil) -> JSONSyntaxError {
        error(message, at: cursor.location, hint: hint)
    }

    func error(_ message: String, at location: SourceLocation, hint: String? = nil) -> JSONSyntaxError {
        JSONSyntaxError(diagnostic: Diagnostic(.error, at: location, message, hint: hint))
    }

    /// Moves over white space and refuses comments, which many a JSON dialect knows.
    mutating func skipSpace() throws(JSONSyntaxError) {
        cursor.skipSpace()
        let isComment =
            switch cursor.byte {
            case UInt8(ascii: "#"): true
            case UInt8(ascii: "/"):
                cursor.byte(ahead: 1) == UInt8(ascii: "/") || cursor.byte(ahead: 1) == UInt8(ascii: "*")
            default: false
            }
        if isComment {
            throw error("JSON has no comments", hint: "remove the comment, or write the definition in YAML")
        }
    }

    /// What stands at the cursor, for "found …".
    func found() -> String {
        guard let byte = cursor.byte, let scalar = cursor.scalar else { return "the end of the text" }
        switch byte {
        case UInt8(ascii: "\""): return "a string"
        case UInt8(ascii: "'"): return "a single quote"
        case UInt8(ascii: " "): return "a space"
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return "a number"
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            return cursor.wordAhead.quoted(limit: 40)
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return scalar.needsEscape || scalar.properties.isWhitespace
                ? "the character U+\(code)" : String(scalar).quoted()
        }
    }

    /// What is wrong where a value should begin but does not.
    mutating func unexpectedValue(_ word: String) -> JSONSyntaxError {
        switch cursor.byte {
        case UInt8(ascii: "'"):
            return error("expected a value, found a single quote", hint: "put strings in double quotes")
        case UInt8(ascii: "+"):
            return error("a number must not begin with \"+\"", hint: "leave the sign out")
        case UInt8(ascii: "."):
            return error("a number must have a digit before the decimal point", hint: "write 0 before the point")
        case UInt8(ascii: ","):
            return error("expected a value, found \",\"", hint: "remove the comma, or put a value before it")
        default:
            if let scalar = cursor.scalar, JSONReader.typographicQuotes.contains(scalar) {
                return error(
                    "expected a value, found the quote \(String(scalar))", hint: "put strings in straight double quotes"
                )
            }
            let isWord = cursor.scalar.map { !$0.needsEscape && !$0.properties.isWhitespace } ?? false
            guard !word.isEmpty, isWord else { return error("expected a value, found \(found())") }
            return error("\(word.quoted(limit: 40)) is not a JSON value", hint: hintForWord(word))
        }
    }

    /// What to write in place of a bare word; `nil` for none.
    func hintForWord(_ word: String) -> String? {
        switch word.lowercased() {
        case "": nil
        case "true", "false", "null": "write \(word.lowercased()) in lower case"
        case "none", "nil", "undefined": "write null"
        case "nan", "infinity", "inf": "JSON has only finite numbers; use null or a string"
        case "yes", "on": "write true, or \(word.quoted()) for the text"
        case "no", "off": "write false, or \(word.quoted()) for the text"
        case let lower:
            if let literal = EditDistance.nearest(to: lower, among: ["true", "false", "null"]) {
                "write \(literal), or \(word.quoted(limit: 40)) for the text"
            } else {
                "put text in double quotes: \(word.quoted(limit: 40))"
            }
        }
    }

    /// What word processors make of quotes.
    private static let typographicQuotes: Set<Unicode.Scalar> = ["“", "”", "„", "‘", "’", "«", "»", "`"]

    /// What is wrong where a key should begin but does not.
    mutating func unexpectedKey(openedAt opening: SourceLocation) -> JSONSyntaxError {
        switch cursor.byte {
        case nil:
            return error("expected a key, found the end of the text", hint: hintForUnclosed("object", opening, "}"))
        case UInt8(ascii: "'"):
            return error("expected a key in double quotes, found a single quote")
        case UInt8(ascii: ","):
            return error("expected a key in double quotes, found \",\"", hint: "remove the comma")
        default:
            let word = cursor.wordAhead
            return error(
                "expected a key in double quotes, found \(found())",
                hint: word.isEmpty ? nil : "write \(word.quoted(limit: 40))"
            )
        }
    }

    /// What is wrong where a comma or a closing bracket should stand but does not.
    mutating func unexpectedSeparator(
        closing: Character, kind: String, openedAt opening: SourceLocation, after end: SourceLocation
    ) -> JSONSyntaxError {
        let hint: String?
        switch cursor.byte {
        case nil: hint = hintForUnclosed(kind, opening, closing)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            hint = hintForUnclosed(kind, opening, closing)
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"),
            .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
            hint = "put a comma after the value that ends at \(end.lineAndColumn)"
        default: hint = nil
        }
        return error("expected \",\" or \"\(closing)\" after the value, found \(found())", hint: hint)
    }

    private func hintForUnclosed(_ kind: String, _ opening: SourceLocation, _ closing: Character) -> String {
        "the \(kind) that begins at \(opening.lineAndColumn) is closed with \"\(closing)\""
    }
}
