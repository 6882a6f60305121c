/// Reads JSON (RFC 8259, strictly) into nodes that know their places.
///
/// A syntax error ends the reading; duplicate keys and numbers out of range are reported and the reading goes on. The
/// time is linear in the length of the text.
package struct JSONReader {
    /// Deeper nesting is refused, so that no text can exhaust the stack.
    package static let nestingLimit = 256

    var cursor: JSONCursor
    var diagnostics: [Diagnostic] = []
    private var depth = 0

    private init(_ file: SourceFile) { self.cursor = JSONCursor(file) }

    /// The value of the text, `nil` after a syntax error, and everything there is to say about it.
    ///
    /// Where a key stands twice the first value is kept.
    package static func read(_ file: SourceFile) -> (Node?, [Diagnostic]) {
        var reader = JSONReader(file)
        do throws(JSONSyntaxError) {
            let node = try reader.readText()
            return (node, reader.diagnostics.inOrderOfText)
        } catch {
            return (nil, (reader.diagnostics + [error.diagnostic]).inOrderOfText)
        }
    }

    private mutating func readText() throws(JSONSyntaxError) -> Node {
        try checkEncoding()
        cursor.skipByteOrderMark()
        try skipSpace()
        guard !cursor.isAtEnd else {
            throw error("expected a JSON value, but the text is empty")
        }
        let node = try readValue()
        try skipSpace()
        guard cursor.isAtEnd else {
            let isSecondValue = cursor.byte == UInt8(ascii: "{") || cursor.byte == UInt8(ascii: "[")
            throw error(
                "expected the end of the text after the value, found \(found())",
                hint: isSecondValue ? "put several values into one array: [ …, … ]" : nil
            )
        }
        return node
    }

    private mutating func checkEncoding() throws(JSONSyntaxError) {
        let bytes = cursor.bytes
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw error("the text is in UTF-16", hint: "save the file as UTF-8")
        }
        guard let offset = cursor.file.firstInvalidUTF8Offset else { return }
        let byte = String(bytes[offset], radix: 16, uppercase: true)
        let location = JSONCursor.location(ofOffset: offset, in: cursor.file)
        throw error("the byte 0x\(byte) does not belong to UTF-8 text", at: location, hint: "save the file as UTF-8")
    }

    // MARK: Values

    private mutating func readValue() throws(JSONSyntaxError) -> Node {
        switch cursor.byte {
        case UInt8(ascii: "{"): return try readObject()
        case UInt8(ascii: "["): return try readArray()
        case UInt8(ascii: "\""):
            let location = cursor.location
            return Node(.scalar(.quoted(try readString(), line: location.line)), at: location)
        case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try readNumber()
        default: return try readWord()
        }
    }

    private mutating func readWord() throws(JSONSyntaxError) -> Node {
        let location = cursor.location
        let word = cursor.wordAhead
        let value: Scalar.Value
        switch word {
        case "true": value = .bool(true)
        case "false": value = .bool(false)
        case "null": value = .null
        default: throw unexpectedValue(word)
        }
        cursor.skip(word.utf8.count)
        return Node(.scalar(Scalar(value, style: .plain, text: word, contentLine: location.line)), at: location)
    }

    // MARK: Objects and arrays

    private mutating func readArray() throws(JSONSyntaxError) -> Node {
        let location = cursor.location
        try enter()
        var items: [Node] = []
        try skipSpace()
        if cursor.byte == UInt8(ascii: "]") {
            leave()
            return Node(.sequence([]), at: location)
        }
        while true {
            items.append(try readValue())
            if try readSeparator(closing: "]", of: "array", openedAt: location) { break }
        }
        return Node(.sequence(items), at: location)
    }

    private mutating func readObject() throws(JSONSyntaxError) -> Node {
        let location = cursor.location
        try enter()
        var entries: [Node.Entry] = []
        var index = KeyIndex()
        try skipSpace()
        if cursor.byte == UInt8(ascii: "}") {
            leave()
            return Node(.mapping([]), at: location)
        }
        while true {
            let entry = try readEntry(openedAt: location)
            let key = entry.key.keyText
            if let first = index.insert(key, at: entries.count, in: entries) {
                let place = entries[first].key.location
                diagnostics.append(
                    Diagnostic(
                        .error, at: entry.key.location,
                        "the key \(key.quoted()) stands twice in this object; the first is at \(place.lineAndColumn)",
                        hint: "remove one of the two"
                    )
                )
            } else {
                entries.append(entry)
            }
            if try readSeparator(closing: "}", of: "object", openedAt: location) { break }
        }
        return Node(.mapping(entries), at: location)
    }

    private mutating func readEntry(openedAt opening: SourceLocation) throws(JSONSyntaxError) -> Node.Entry {
        guard cursor.byte == UInt8(ascii: "\"") else { throw unexpectedKey(openedAt: opening) }
        let location = cursor.location
        let text = try readString()
        try skipSpace()
        guard cursor.byte == UInt8(ascii: ":") else {
            let isOther = cursor.byte == UInt8(ascii: "=")
            throw error(
                "expected \":\" after the key \(text.quoted()), found \(found())",
                hint: isOther ? "write a colon between key and value" : nil
            )
        }
        cursor.skip(1)
        try skipSpace()
        let key = Node(.scalar(.quoted(text, line: location.line)), at: location)
        return Node.Entry(key: key, value: try readValue())
    }

    /// Reads what follows an element: `true` at the closing bracket, `false` after a comma that another element follows.
    private mutating func readSeparator(
        closing: Character, of kind: String, openedAt opening: SourceLocation
    ) throws(JSONSyntaxError) -> Bool {
        let end = cursor.location
        try skipSpace()
        if cursor.byte == closing.asciiValue {
            leave()
            return true
        }
        guard cursor.byte == UInt8(ascii: ",") else {
            throw unexpectedSeparator(closing: closing, kind: kind, openedAt: opening, after: end)
        }
        let comma = cursor.location
        cursor.skip(1)
        try skipSpace()
        if cursor.byte == closing.asciiValue {
            throw error("there is a comma before the closing \"\(closing)\"", at: comma, hint: "remove the comma")
        }
        return false
    }

    private mutating func enter() throws(JSONSyntaxError) {
        guard depth < JSONReader.nestingLimit else {
            throw error("values are nested more than \(JSONReader.nestingLimit) deep")
        }
        depth += 1
        cursor.skip(1)
    }

    private mutating func leave() {
        depth -= 1
        cursor.skip(1)
    }
}

extension Scalar {
    /// A string as JSON writes it.
    fileprivate static func quoted(_ text: String, line: Int) -> Scalar {
        Scalar(.string(text), style: .doubleQuoted, text: text, contentLine: line)
    }
}

/// The keys that an object has had so far, compared byte by byte as JSON does (Swift's own comparison takes different
/// spellings of an accented letter for equal).
private struct KeyIndex {
    private struct Key: Hashable {
        let text: String

        static func == (left: Key, right: Key) -> Bool {
            // The first comparison is the quick one, and rarely wrong.
            left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
        }
    }

    /// Filled only once an object has more than a few keys.
    private var positions: [Key: Int] = [:]
    private static let smallSize = 8

    /// The position of the same key among the entries; otherwise the key is noted under `position`.
    mutating func insert(_ key: String, at position: Int, in entries: [Node.Entry]) -> Int? {
        if entries.count < KeyIndex.smallSize {
            return entries.firstIndex { Key(text: $0.key.keyText) == Key(text: key) }
        }
        if positions.isEmpty {
            for (position, entry) in entries.enumerated() { positions[Key(text: entry.key.keyText)] = position }
        }
        if let first = positions[Key(text: key)] { return first }
        positions[Key(text: key)] = position
        return nil
    }
}
