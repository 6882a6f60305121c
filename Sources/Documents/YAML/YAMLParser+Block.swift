/// Where a node of block structure stands, which decides what may begin there.
enum YAMLBlockPlace {
    /// After a `---`.
    case document
    /// At the start of a document that begins without `---`.
    case bareDocument
    /// After a `- `.
    case sequenceEntry
    /// After a `? `, or after the `: ` that answers it.
    case explicitEntry
    /// After the colon of a key on the same line.
    case value

    /// Whether a collection may begin on the line of the indicator.
    var allowsCompactCollection: Bool { self == .sequenceEntry || self == .explicitEntry }

    /// Whether a sequence may be indented no deeper than its parent.
    var allowsUnindentedSequence: Bool { self == .value || self == .explicitEntry }
}

// Block nodes and block collections: YAML 1.2.2 chapter 8.2.
extension YAMLParser {
    /// What is known of a node before its content.
    private struct NodeHead {
        /// Properties on lines of their own, which are those of the whole node.
        var outer: YAMLProperties?
        /// Properties on the line of the content, which are a key's if the content begins with one.
        var inner: YAMLProperties?
        /// Where the content begins, or the properties in front of it on its line.
        var start: Int
        var mayBeginCollection: Bool
    }

    /// Reads a node of block structure, and steps to what follows it on a later line.
    ///
    /// `parent` is the indentation of the enclosing collection, -1 for none.
    mutating func parseBlockNode(parent: Int, at place: YAMLBlockPlace) throws(YAMLSyntaxError) {
        guard let head = try parseNodeHead(parent: parent, at: place) else { return }
        switch current {
        case YAMLByte.dash where isAtIndicator(YAMLByte.dash):
            guard head.mayBeginCollection, head.inner == nil else { throw misplacedSequence(head.inner, at: place) }
            try parseBlockSequence(parent: parent, properties: head.outer)
        case YAMLByte.question where isAtIndicator(YAMLByte.question):
            guard head.mayBeginCollection, head.inner == nil else { throw misplacedMapping(at: position) }
            try enterCollection(at: position)
            emit(.mappingStart, at: position, properties: head.outer)
            try parseBlockMapping(indent: column, isAtExplicitKey: true)
        case YAMLByte.bar, YAMLByte.greater:
            try parseBlockScalar(parent: parent, properties: combine(head.outer, head.inner))
        default:
            if try parseInlineNode(parent: parent, head) {
                try parseBlockMapping(indent: head.start - lineStart, isAtExplicitKey: false)
            }
        }
    }

    /// Steps to a node's content, and reads the properties in front of it.
    ///
    /// The result is `nil` if there is no content; the empty node is then in the events.
    @inline(never)
    private mutating func parseNodeHead(
        parent: Int, at place: YAMLBlockPlace
    ) throws(YAMLSyntaxError) -> NodeHead? {
        let gapStart = position
        let startsLine = skipToContent() || place == .bareDocument
        guard try contentBelongs(to: parent, at: place, startsLine: startsLine) else {
            emitEmptyNode(at: gapStart, properties: nil)
            return nil
        }
        var head = NodeHead(
            start: position, mayBeginCollection: !hasTabInGap && (startsLine || place.allowsCompactCollection))
        while current == YAMLByte.ampersand || current == YAMLByte.exclamation {
            let found = try parseProperties(inFlow: false)
            guard skipToContent() || isAtEnd else {
                head.inner = found
                break
            }
            head.outer = try combine(head.outer, found)
            guard try contentBelongs(to: parent, at: place, startsLine: true) else {
                emitEmptyNode(at: gapStart, properties: head.outer)
                return nil
            }
            head.mayBeginCollection = !hasTabInGap
            head.start = position
        }
        return head
    }

    /// Whether the content at the current position is that of a node inside `parent`, rather than what follows it.
    private func contentBelongs(
        to parent: Int, at place: YAMLBlockPlace, startsLine: Bool
    ) throws(YAMLSyntaxError) -> Bool {
        guard !isAtEnd else { return false }
        guard startsLine else { return true }
        guard !isAtDocumentMarker else { return false }
        if hasTabInGap {
            guard leadingSpaces > parent else { throw tabInIndentation() }
            return true
        }
        return column > parent
            || column == parent && place.allowsUnindentedSequence && isAtIndicator(YAMLByte.dash)
    }

    /// Reads a scalar, an alias or a flow collection.
    ///
    /// The result is whether it is the first key of a block mapping, at whose colon the position is left.
    private mutating func parseInlineNode(parent: Int, _ head: NodeHead) throws(YAMLSyntaxError) -> Bool {
        let start = position
        let keyLine = lineStart
        let slot = events.count
        try parseKeyOrScalar(parent: parent, properties: head.inner)
        let contentEnd = position
        skipBlanks()
        guard isAtIndicator(YAMLByte.colon) else {
            position = contentEnd
            if let outer = head.outer { try give(outer, toNodeAt: slot) }
            try finishLine()
            return false
        }
        guard lineStart == keyLine else { throw keyOverSeveralLines(from: start) }
        guard head.mayBeginCollection else { throw misplacedMapping(at: start) }
        try checkKeyLength(from: start)
        try enterCollection(at: head.start)
        insertMappingStart(at: slot, offset: head.start, properties: head.outer, isFlow: false)
        return true
    }

    /// Reads what may be an implicit key: nothing, if its colon stands here already.
    private mutating func parseKeyOrScalar(parent: Int, properties: YAMLProperties?) throws(YAMLSyntaxError) {
        if isAtIndicator(YAMLByte.colon) {
            emitEmptyNode(at: position, properties: properties)
        } else {
            if current == YAMLByte.openBracket || current == YAMLByte.openBrace { emit(.reserved, at: position) }
            try parseContent(parent: parent, inFlow: false, properties: properties)
        }
    }

    /// Adds properties that stood on an earlier line to the node at `slot`.
    @inline(never)
    private mutating func give(_ outer: YAMLProperties, toNodeAt slot: Int) throws(YAMLSyntaxError) {
        let target = events[slot].kind == .reserved ? slot + 1 : slot
        guard events[target].kind != .alias else { throw aliasWithProperties(outer) }
        let combined = try combine(outer, properties(of: events[target]))
        events[target].propertiesIndex = index(of: combined)
    }

    // MARK: Mappings

    /// Reads a block mapping from its first key on, of which an implicit one is read already.
    private mutating func parseBlockMapping(indent: Int, isAtExplicitKey: Bool) throws(YAMLSyntaxError) {
        var isExplicit = isAtExplicitKey
        while true {
            // The indicator: `?`, or the colon of an implicit key.
            position += 1
            if isExplicit {
                try parseBlockNode(parent: indent, at: .explicitEntry)
                if column == indent, isAtIndicator(YAMLByte.colon) {
                    position += 1
                    try parseBlockNode(parent: indent, at: .explicitEntry)
                } else {
                    emitEmptyNode(at: position, properties: nil)
                }
            } else {
                try parseBlockNode(parent: indent, at: .value)
            }
            guard try continues(indent) else { break }
            isExplicit = try parseNextKey(indent)
        }
        emit(.mappingEnd, at: position)
        depth -= 1
    }

    /// Whether the content at the current position, first on its line, is the next entry of a collection.
    private func continues(_ indent: Int) throws(YAMLSyntaxError) -> Bool {
        guard !isAtEnd, !isAtDocumentMarker else { return false }
        guard !hasTabInGap else { throw tabInIndentation() }
        guard column <= indent else { throw tooDeep(indent) }
        return column == indent
    }

    /// Reads a key of a block mapping after the first one, up to its colon.
    /// - Returns: Whether there is a `?` instead, at which the position is left.
    @inline(never)
    private mutating func parseNextKey(_ indent: Int) throws(YAMLSyntaxError) -> Bool {
        let start = position
        if isAtIndicator(YAMLByte.question) { return true }
        if isAtIndicator(YAMLByte.dash) { throw sequenceEntryInMapping() }
        let keyLine = lineStart
        var keyProperties: YAMLProperties?
        if current == YAMLByte.ampersand || current == YAMLByte.exclamation {
            keyProperties = try parseProperties(inFlow: false)
            skipBlanks()
        }
        guard !YAMLByte.isSeparator(current) else { throw missingColon(from: start) }
        try parseKeyOrScalar(parent: indent, properties: keyProperties)
        skipBlanks()
        guard isAtIndicator(YAMLByte.colon) else { throw missingColon(from: start) }
        guard lineStart == keyLine else { throw keyOverSeveralLines(from: start) }
        try checkKeyLength(from: start)
        return false
    }

    /// Refuses an implicit key that is longer than the format allows, so that no reader has to look ahead without end.
    @inline(never)
    func checkKeyLength(from start: Int) throws(YAMLSyntaxError) {
        guard position - start > Self.maximumKeyLength else { return }
        let length = bytes[start..<position].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        guard length > Self.maximumKeyLength else { return }
        throw failure(
            at: start, "a key of \(length) characters is more than the \(Self.maximumKeyLength) that YAML allows",
            hint: "write \"? \" in front of the key, and \": \" in front of its value on the next line")
    }

    // MARK: Sequences

    private mutating func parseBlockSequence(
        parent: Int, properties: YAMLProperties?
    ) throws(YAMLSyntaxError) {
        let indent = column
        try enterCollection(at: position)
        emit(.sequenceStart, at: position, properties: properties)
        while true {
            position += 1
            try parseBlockNode(parent: indent, at: .sequenceEntry)
            guard try continues(indent) else { break }
            guard isAtIndicator(YAMLByte.dash) else {
                // A sequence that is not indented ends where its mapping goes on.
                if indent == parent { break }
                throw missingDash()
            }
        }
        emit(.sequenceEnd, at: position)
        depth -= 1
    }
}
