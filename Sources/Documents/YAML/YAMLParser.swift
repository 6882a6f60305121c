/// Turns the bytes of a YAML 1.2 text into events, one document at a time.
///
/// The bytes have to be UTF-8 without NUL, which `YAMLEncoding` checks. They are walked once from front to back; the only
/// steps back are over white space, so the time is linear in the size of the text.
///
/// The grammar is in the extensions: documents and directives, block collections, flow collections, node properties and
/// the five styles of scalars.
package struct YAMLParser {
    /// Deeper nesting is refused: whoever walks the resulting tree by recursion must not run out of stack.
    package static let maximumDepth = 256
    /// The longest implicit key, in Unicode scalars, as YAML 1.2.2 section 7.4.2 sets it.
    static let maximumKeyLength = 1024

    let bytes: UnsafeBufferPointer<UInt8>
    /// The next byte to look at.
    var position: Int
    /// Where the line of `position` begins; after a byte order mark for the first line.
    var lineStart: Int
    /// Whether the white space in front of `position`, on its line, has a tab in it, as `skipToContent` found it.
    var hasTabInGap = false
    /// How many collections are open.
    var depth = 0
    /// The comment that ended the latest block scalar, for the message if the scalar's text seems to go on after it.
    var commentAfterBlockScalar: Int?

    /// The events of the document that was read last.
    package internal(set) var events: ContiguousArray<YAMLEvent> = []
    /// The texts that are not in the source as they are: folded, unescaped or without their indentation.
    var decoded: ContiguousArray<UInt8> = []
    var properties: [YAMLProperties] = []
    /// The tag prefixes of the document's `%TAG` directives by handle.
    var tagPrefixes: [String: String] = [:]
    /// What is suspicious but not wrong.
    package internal(set) var warnings: [YAMLSyntaxError] = []

    /// - Parameter bytes: The text, which has to outlive the parser.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = 0
        lineStart = 0
    }

    /// The bytes of a scalar's content or of an alias's name, for as long as the document is not left.
    package func withBytes<Result>(
        of text: YAMLEvent.Text, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard text.isDecoded else { return body(UnsafeBufferPointer(rebasing: bytes[text.start..<text.end])) }
        return decoded.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[text.start..<text.end])) }
    }

    /// The properties of an event's node.
    package func properties(of event: YAMLEvent) -> YAMLProperties? {
        event.propertiesIndex < 0 ? nil : properties[Int(event.propertiesIndex)]
    }
}

// MARK: - Events

extension YAMLParser {
    /// Keeps properties for an event.
    mutating func index(of nodeProperties: YAMLProperties?) -> Int32 {
        guard let nodeProperties else { return -1 }
        properties.append(nodeProperties)
        return Int32(truncatingIfNeeded: properties.count - 1)
    }

    @inline(never)
    mutating func emit(
        _ kind: YAMLEvent.Kind, at offset: Int, properties: YAMLProperties? = nil, isMarked: Bool = false
    ) {
        events.append(
            YAMLEvent(kind: kind, isMarked: isMarked, offset: offset, propertiesIndex: index(of: properties)))
    }

    @inline(never)
    mutating func emitScalar(
        _ text: YAMLEvent.Text, style: Scalar.Style, at offset: Int, properties: YAMLProperties?
    ) {
        events.append(
            YAMLEvent(
                kind: .scalar, style: style, offset: offset, text: text, propertiesIndex: index(of: properties)))
    }

    /// A node of which nothing is written but, maybe, its properties.
    mutating func emitEmptyNode(at offset: Int, properties: YAMLProperties?) {
        emitScalar(.empty, style: .plain, at: properties?.offset ?? offset, properties: properties)
    }

    /// Lets a mapping begin in front of the node at `slot`, which has turned out to be its first key.
    @inline(never)
    mutating func insertMappingStart(at slot: Int, offset: Int, properties: YAMLProperties?, isFlow: Bool) {
        let start = YAMLEvent(
            kind: .mappingStart, isMarked: isFlow, offset: offset, propertiesIndex: index(of: properties))
        if events[slot].kind == .reserved {
            events[slot] = start
        } else {
            events.insert(start, at: slot)
        }
    }

    /// Counts a collection that begins.
    @inline(never)
    mutating func enterCollection(at offset: Int) throws(YAMLSyntaxError) {
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw failure(
                at: offset, "collections are nested more than \(Self.maximumDepth) levels deep",
                hint: "nest them less deeply")
        }
    }
}

// MARK: - The cursor

extension YAMLParser {
    var isAtEnd: Bool { position >= bytes.count }

    var current: UInt8 { position < bytes.count ? bytes[position] : YAMLByte.end }

    func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : YAMLByte.end }

    /// How far `position` is into its line, in bytes.
    ///
    /// In front of block structure there are only ASCII characters, so this is its indentation.
    var column: Int { position - lineStart }

    /// The indentation of the current line: tabs do not count.
    var leadingSpaces: Int {
        var offset = lineStart
        while byte(at: offset) == YAMLByte.space { offset += 1 }
        return offset - lineStart
    }

    /// Whether `indicator` stands here as one: with white space or the end of the line after it.
    func isAtIndicator(_ indicator: UInt8) -> Bool {
        current == indicator && YAMLByte.isSeparator(byte(at: position + 1))
    }

    /// Whether a `---` or `...` line begins here.
    var isAtDocumentMarker: Bool {
        position == lineStart && (isAtMarker(YAMLByte.dash) || isAtMarker(YAMLByte.dot))
    }

    func isAtMarker(_ mark: UInt8) -> Bool {
        position == lineStart && current == mark && byte(at: position + 1) == mark && byte(at: position + 2) == mark
            && YAMLByte.isSeparator(byte(at: position + 3))
    }

    /// Steps over the line break at the current position.
    mutating func skipBreak() {
        position += current == YAMLByte.carriageReturn && byte(at: position + 1) == YAMLByte.lineFeed ? 2 : 1
        lineStart = position
    }

    mutating func skipBlanks() {
        while YAMLByte.isBlank(current) { position += 1 }
    }

    mutating func skipToLineEnd() {
        while position < bytes.count, !YAMLByte.isBreak(bytes[position]) { position += 1 }
    }

    /// Steps over white space, comments and line breaks.
    /// - Returns: Whether a line break was among them.
    @discardableResult
    mutating func skipToContent() -> Bool {
        var crossedLine = false
        hasTabInGap = false
        while true {
            let start = position
            while position < bytes.count, YAMLByte.isBlank(bytes[position]) {
                if bytes[position] == YAMLByte.tab { hasTabInGap = true }
                position += 1
            }
            // A `#` without white space in front of it is not a comment.
            if current == YAMLByte.hash, position > start || position == lineStart { skipToLineEnd() }
            guard YAMLByte.isBreak(current) else { return crossedLine }
            skipBreak()
            crossedLine = true
            hasTabInGap = false
        }
    }

    /// Steps to the content that follows a node, which has to be on a later line.
    @inline(never)
    mutating func finishLine() throws(YAMLSyntaxError) {
        guard skipToContent() || isAtEnd else { throw trailingContent() }
    }
}
