// Scalars in quotes: YAML 1.2.2 chapters 5.7, 7.3.1 and 7.3.2.
extension YAMLParser {
    @inline(never)
    mutating func scanSingleQuoted(parent: Int) throws(YAMLSyntaxError) -> YAMLEvent.Text {
        let open = position
        position += 1
        // The bytes from here on are not yet among the decoded ones.
        var pending = position
        var decodedStart: Int?
        while true {
            switch current {
            case YAMLByte.singleQuote:
                guard byte(at: position + 1) == YAMLByte.singleQuote else {
                    return finishQuoted(pending, decodedStart)
                }
                if decodedStart == nil { decodedStart = decoded.count }
                appendSource(from: pending, to: position + 1)
                position += 2
                pending = position
            case YAMLByte.lineFeed, YAMLByte.carriageReturn:
                if decodedStart == nil { decodedStart = decoded.count }
                try foldQuotedLine(pending, parent: parent, from: open)
                pending = position
            case YAMLByte.end where isAtEnd:
                throw unclosedQuote(from: open)
            default:
                position += 1
            }
        }
    }

    @inline(never)
    mutating func scanDoubleQuoted(parent: Int) throws(YAMLSyntaxError) -> YAMLEvent.Text {
        let open = position
        position += 1
        var pending = position
        var decodedStart: Int?
        while true {
            switch current {
            case YAMLByte.doubleQuote:
                return finishQuoted(pending, decodedStart)
            case YAMLByte.backslash:
                if decodedStart == nil { decodedStart = decoded.count }
                appendSource(from: pending, to: position)
                position += 1
                if YAMLByte.isBreak(current) {
                    // The break itself is nothing; further empty lines are line feeds.
                    appendLineFeeds(try skipQuotedBreaks(parent: parent, from: open) - 1)
                } else {
                    try parseEscape(from: open)
                }
                pending = position
            case YAMLByte.lineFeed, YAMLByte.carriageReturn:
                if decodedStart == nil { decodedStart = decoded.count }
                try foldQuotedLine(pending, parent: parent, from: open)
                pending = position
            case YAMLByte.end where isAtEnd:
                throw unclosedQuote(from: open)
            default:
                position += 1
            }
        }
    }

    /// Steps over the closing quote.
    private mutating func finishQuoted(_ pending: Int, _ decodedStart: Int?) -> YAMLEvent.Text {
        defer { position += 1 }
        guard let decodedStart else { return YAMLEvent.Text(start: pending, end: position, isDecoded: false) }
        appendSource(from: pending, to: position)
        return YAMLEvent.Text(start: decodedStart, end: decoded.count, isDecoded: true)
    }

    /// Ends a line of a quoted scalar, without the white space around the break.
    private mutating func foldQuotedLine(_ pending: Int, parent: Int, from open: Int) throws(YAMLSyntaxError) {
        var end = position
        while end > pending, YAMLByte.isBlank(bytes[end - 1]) { end -= 1 }
        appendSource(from: pending, to: end)
        appendFold(try skipQuotedBreaks(parent: parent, from: open))
    }

    /// Steps over line breaks and the indentation of the next line with content.
    /// - Returns: The number of line breaks.
    private mutating func skipQuotedBreaks(parent: Int, from open: Int) throws(YAMLSyntaxError) -> Int {
        var breaks = 0
        while YAMLByte.isBreak(current) {
            skipBreak()
            breaks += 1
            guard !isAtDocumentMarker else { throw unclosedQuote(from: open) }
            skipBlanks()
        }
        guard !isAtEnd else { throw unclosedQuote(from: open) }
        let indent = leadingSpaces
        // As for closing brackets, a closing quote on its own line may stand as far left as its key.
        guard indent > parent || indent == parent && column == indent && current == bytes[open] else {
            if byte(at: lineStart + indent) == YAMLByte.tab { throw tabInIndentation() }
            throw shallowQuotedLine(parent: parent, from: open)
        }
        return breaks
    }

    // MARK: Escapes

    /// Decodes the escape whose character after the backslash is the current one.
    private mutating func parseEscape(from open: Int) throws(YAMLSyntaxError) {
        let digits: Int
        switch current {
        case UInt8(ascii: "x"): digits = 2
        case UInt8(ascii: "u"): digits = 4
        case UInt8(ascii: "U"): digits = 8
        default:
            guard !isAtEnd else { throw unclosedQuote(from: open) }
            guard let scalar = Self.simpleEscape(current) else { throw unknownEscape() }
            position += 1
            return append(scalar)
        }
        let start = position - 1
        position += 1
        var value = try takeHexDigits(digits, from: start)
        // JSON, which YAML includes, writes characters outside the first plane as two surrogates.
        if digits == 4, 0xD800...0xDBFF ~= value, current == YAMLByte.backslash,
            byte(at: position + 1) == UInt8(ascii: "u")
        {
            position += 2
            let low = try takeHexDigits(4, from: position - 2)
            guard 0xDC00...0xDFFF ~= low else { throw notACharacter(from: start) }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw notACharacter(from: start) }
        append(scalar)
    }

    private mutating func takeHexDigits(_ count: Int, from start: Int) throws(YAMLSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = YAMLByte.hexValue(current) else {
                let kind = Character(Unicode.Scalar(byte(at: start + 1)))
                throw failure(
                    at: start, "the escape \"\\\(kind)\" needs \(count) hexadecimal digits",
                    hint: "write all \(count) digits, or \"\\\\\" for a backslash")
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func simpleEscape(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case UInt8(ascii: "0"): "\u{0}"
        case UInt8(ascii: "a"): "\u{7}"
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "t"), YAMLByte.tab: "\t"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "v"): "\u{B}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "e"): "\u{1B}"
        case YAMLByte.space: " "
        case YAMLByte.doubleQuote: "\""
        case UInt8(ascii: "/"): "/"
        case YAMLByte.backslash: "\\"
        case UInt8(ascii: "N"): "\u{85}"
        case UInt8(ascii: "_"): "\u{A0}"
        case UInt8(ascii: "L"): "\u{2028}"
        case UInt8(ascii: "P"): "\u{2029}"
        default: nil
        }
    }

    private func unknownEscape() -> YAMLSyntaxError {
        failure(
            at: position - 1, "\"\\\(excerpt(from: position, limit: 1))\" is not an escape of double quotes",
            hint: "write \"\\\\\" for a backslash, or use single quotes, in which a backslash is only itself")
    }

    private func notACharacter(from start: Int) -> YAMLSyntaxError {
        failure(
            at: start, "\"\(string(from: start, to: position))\" is not a character",
            hint: "write the code of a character, or \"\\\\\" for a backslash")
    }
}
