// Content that may stand in a line, and flow collections: YAML 1.2.2 chapter 7.
extension YAMLParser {
    /// Reads an alias, a flow collection, or a scalar of any style but the block ones.
    ///
    /// `parent` is the indentation of the enclosing block collection, which further lines have to exceed. The result is
    /// whether the content is written as JSON would write it, so that a colon after it needs no white space.
    @discardableResult
    mutating func parseContent(
        parent: Int, inFlow: Bool, properties: YAMLProperties?
    ) throws(YAMLSyntaxError) -> Bool {
        let start = position
        switch current {
        case YAMLByte.asterisk:
            if let properties { throw aliasWithProperties(properties) }
            position += 1
            let name = try takeName(of: "alias")
            events.append(YAMLEvent(kind: .alias, offset: start, text: name))
            return false
        case YAMLByte.openBracket, YAMLByte.openBrace:
            try parseFlowCollection(parent: parent, properties: properties)
            return true
        case YAMLByte.doubleQuote:
            emitScalar(try scanDoubleQuoted(parent: parent), style: .doubleQuoted, at: start, properties: properties)
            return true
        case YAMLByte.singleQuote:
            emitScalar(try scanSingleQuoted(parent: parent), style: .singleQuoted, at: start, properties: properties)
            return true
        default:
            let text = try scanPlain(parent: parent, inFlow: inFlow)
            emitScalar(text, style: .plain, at: start, properties: properties)
            return false
        }
    }

    private mutating func parseFlowCollection(
        parent: Int, properties: YAMLProperties?
    ) throws(YAMLSyntaxError) {
        let start = position
        let isSequence = current == YAMLByte.openBracket
        let close = isSequence ? YAMLByte.closeBracket : YAMLByte.closeBrace
        try enterCollection(at: start)
        emit(isSequence ? .sequenceStart : .mappingStart, at: start, properties: properties, isMarked: true)
        position += 1
        try skipInFlow(parent: parent, from: start)
        while current != close {
            guard current != YAMLByte.comma else { throw emptyFlowEntry() }
            if isSequence {
                try parseFlowSequenceEntry(parent: parent, from: start)
            } else {
                try parseFlowMappingEntry(parent: parent, from: start)
            }
            try skipInFlow(parent: parent, from: start)
            if current == YAMLByte.comma {
                position += 1
                try skipInFlow(parent: parent, from: start)
            } else if current != close {
                throw missingComma(from: start)
            }
        }
        emit(isSequence ? .sequenceEnd : .mappingEnd, at: position)
        position += 1
        depth -= 1
    }

    /// Steps to the next content of a flow collection, which began at `start`.
    @inline(never)
    private mutating func skipInFlow(parent: Int, from start: Int) throws(YAMLSyntaxError) {
        let crossedLine = skipToContent()
        guard !isAtEnd else { throw unclosedFlow(from: start) }
        guard crossedLine else { return }
        guard !isAtDocumentMarker else { throw unclosedFlow(from: start) }
        let indent = hasTabInGap ? leadingSpaces : column
        if indent > parent { return }
        // A closing bracket below the start of its key is against the letter of YAML 1.2, but it is widely written and
        // widely read, also by the platform.
        if indent == parent, current == YAMLByte.closeBracket || current == YAMLByte.closeBrace { return }
        throw hasTabInGap ? tabInIndentation() : shallowFlowLine(parent: parent, from: start)
    }

    /// Whether a colon stands here that separates a key from its value.
    private func isAtFlowColon(afterJSON: Bool) -> Bool {
        guard current == YAMLByte.colon else { return false }
        let next = byte(at: position + 1)
        return afterJSON || YAMLByte.isSeparator(next) || YAMLByte.isFlowIndicator(next)
    }

    /// Whether nothing is written of a node: its collection ends here, or goes on to a value or an entry.
    private var isAtFlowNodeEnd: Bool {
        current == YAMLByte.comma || current == YAMLByte.closeBracket || current == YAMLByte.closeBrace
            || isAtFlowColon(afterJSON: false)
    }

    private mutating func parseFlowNode(parent: Int, from start: Int) throws(YAMLSyntaxError) -> Bool {
        var found: YAMLProperties?
        while current == YAMLByte.ampersand || current == YAMLByte.exclamation {
            found = try combine(found, try parseProperties(inFlow: true))
            try skipInFlow(parent: parent, from: start)
        }
        if isAtFlowNodeEnd {
            emitEmptyNode(at: position, properties: found)
            return false
        }
        return try parseContent(parent: parent, inFlow: true, properties: found)
    }

    /// Reads the value behind the colon at the current position.
    private mutating func parseFlowValue(parent: Int, from start: Int) throws(YAMLSyntaxError) {
        position += 1
        let valueStart = position
        try skipInFlow(parent: parent, from: start)
        if current == YAMLByte.comma || current == YAMLByte.closeBracket || current == YAMLByte.closeBrace {
            emitEmptyNode(at: valueStart, properties: nil)
        } else {
            _ = try parseFlowNode(parent: parent, from: start)
        }
    }

    private mutating func parseFlowMappingEntry(parent: Int, from start: Int) throws(YAMLSyntaxError) {
        if isAtIndicator(YAMLByte.question) {
            position += 1
            try skipInFlow(parent: parent, from: start)
        }
        let isJSON = try parseFlowNode(parent: parent, from: start)
        let keyEnd = position
        try skipInFlow(parent: parent, from: start)
        if isAtFlowColon(afterJSON: isJSON) {
            try parseFlowValue(parent: parent, from: start)
        } else {
            emitEmptyNode(at: keyEnd, properties: nil)
        }
    }

    /// Reads an entry of a flow sequence, which may be a mapping of one pair without braces.
    private mutating func parseFlowSequenceEntry(parent: Int, from start: Int) throws(YAMLSyntaxError) {
        let entryStart = position
        if isAtIndicator(YAMLByte.question) {
            try enterCollection(at: entryStart)
            emit(.mappingStart, at: entryStart, isMarked: true)
            try parseFlowMappingEntry(parent: parent, from: start)
            emit(.mappingEnd, at: position)
            depth -= 1
            return
        }
        let keyLine = lineStart
        let slot = events.count
        emitReservedIfNested()
        let isJSON = try parseFlowNode(parent: parent, from: start)
        try skipInFlow(parent: parent, from: start)
        guard isAtFlowColon(afterJSON: isJSON) else { return }
        guard lineStart == keyLine else { throw keyOverSeveralLines(from: entryStart) }
        try checkKeyLength(from: entryStart)
        try enterCollection(at: entryStart)
        insertMappingStart(at: slot, offset: entryStart, properties: nil, isFlow: true)
        try parseFlowValue(parent: parent, from: start)
        emit(.mappingEnd, at: position)
        depth -= 1
    }

    /// Keeps an event free in front of an entry of many events, where inserting one later would have to move them all.
    private mutating func emitReservedIfNested() {
        switch current {
        case YAMLByte.openBracket, YAMLByte.openBrace, YAMLByte.ampersand, YAMLByte.exclamation:
            emit(.reserved, at: position)
        default: break
        }
    }
}
