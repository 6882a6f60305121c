extension JSONReader {
    /// Reads a string; the cursor stands on its opening quote.
    mutating func readString() throws(JSONSyntaxError) -> String {
        let opening = cursor.location
        cursor.skip(1)
        let start = cursor.offset
        try skipPlainText(openedAt: opening)
        if cursor.byte == UInt8(ascii: "\"") {
            let text = String(decoding: cursor.bytes[start..<cursor.offset], as: UTF8.self)
            cursor.skip(1)
            return text
        }
        // The string has escapes.
        var content = Array(cursor.bytes[start..<cursor.offset])
        while cursor.byte == UInt8(ascii: "\\") {
            try readEscape(into: &content)
            let next = cursor.offset
            try skipPlainText(openedAt: opening)
            content.append(contentsOf: cursor.bytes[next..<cursor.offset])
        }
        cursor.skip(1)
        return String(decoding: content, as: UTF8.self)
    }

    /// Moves to the next quote or backslash.
    private mutating func skipPlainText(openedAt opening: SourceLocation) throws(JSONSyntaxError) {
        let bytes = cursor.bytes
        var index = cursor.offset
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\""),
            bytes[index] != UInt8(ascii: "\\")
        {
            index += 1
        }
        cursor.skip(index - cursor.offset)
        guard index < bytes.count else {
            throw error("the string has no closing quote", at: opening, hint: "close it with \"")
        }
        guard bytes[index] < 0x20 else { return }
        switch bytes[index] {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            throw error(
                "the string is not closed on its line", at: opening,
                hint: "close it with \", or write a line break inside it as \\n"
            )
        case UInt8(ascii: "\t"):
            throw error("a tab inside a string must be written as an escape", hint: "write \\t")
        case let byte:
            let digits = String(byte, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: 4 - digits.count) + digits
            throw error(
                "the control character U+\(code) inside a string must be written as an escape",
                hint: "write \\u\(code.lowercased())"
            )
        }
    }

    private mutating func readEscape(into content: inout [UInt8]) throws(JSONSyntaxError) {
        let escaped: UInt8
        switch cursor.byte(ahead: 1) {
        case UInt8(ascii: "\""): escaped = UInt8(ascii: "\"")
        case UInt8(ascii: "\\"): escaped = UInt8(ascii: "\\")
        case UInt8(ascii: "/"): escaped = UInt8(ascii: "/")
        case UInt8(ascii: "b"): escaped = 0x08
        case UInt8(ascii: "f"): escaped = 0x0C
        case UInt8(ascii: "n"): escaped = UInt8(ascii: "\n")
        case UInt8(ascii: "r"): escaped = UInt8(ascii: "\r")
        case UInt8(ascii: "t"): escaped = UInt8(ascii: "\t")
        case UInt8(ascii: "u"): return try readUnicodeEscape(into: &content)
        default: throw badEscape()
        }
        cursor.skip(2)
        content.append(escaped)
    }

    private mutating func badEscape() -> JSONSyntaxError {
        let location = cursor.location
        cursor.skip(1)
        guard let scalar = cursor.scalar else {
            return error("the text ends inside an escape", at: location)
        }
        if scalar == "\n" || scalar == "\r" {
            return error(
                "JSON can not continue a string on the next line", at: location,
                hint: "write a line break as \\n and keep the string on one line"
            )
        }
        return error(
            "\"\\\(String(scalar).printable)\" is not an escape of JSON", at: location,
            hint: "write a backslash itself as \\\\"
        )
    }

    private mutating func readUnicodeEscape(into content: inout [UInt8]) throws(JSONSyntaxError) {
        let location = cursor.location
        let unit = try readCodeUnit()
        guard UTF16.isLeadSurrogate(unit) || UTF16.isTrailSurrogate(unit) else {
            append(UInt32(unit), to: &content)
            return
        }
        if UTF16.isLeadSurrogate(unit), cursor.byte == UInt8(ascii: "\\"), cursor.byte(ahead: 1) == UInt8(ascii: "u") {
            let second = try readCodeUnit()
            if UTF16.isTrailSurrogate(second) {
                append(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00), to: &content)
                return
            }
        }
        throw error(
            "\\u\(String(unit, radix: 16)) is half of a surrogate pair without its other half", at: location,
            hint: "write both halves, such as \\ud83d\\ude00, or the character itself"
        )
    }

    /// Reads `\uXXXX`.
    private mutating func readCodeUnit() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for step in 2..<6 {
            guard let byte = cursor.byte(ahead: step), let digit = JSONReader.hexadecimalDigit(byte) else {
                throw error("expected four hexadecimal digits after \"\\u\"")
            }
            unit = unit << 4 | digit
        }
        cursor.skip(6)
        return unit
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private func append(_ value: UInt32, to content: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(value) else { return }
        content.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
