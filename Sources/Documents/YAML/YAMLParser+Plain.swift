// Plain scalars, and the texts that scalars of several lines are folded into: YAML 1.2.2 chapters 6.5 and 7.3.3.
extension YAMLParser {
    /// Reads a scalar without quotes, up to the white space after it.
    @inline(never)
    mutating func scanPlain(parent: Int, inFlow: Bool) throws(YAMLSyntaxError) -> YAMLEvent.Text {
        try checkPlainStart(inFlow: inFlow)
        let start = position
        var reachesLineEnd = skipPlainLine(inFlow: inFlow)
        var foldedStart: Int?
        while reachesLineEnd {
            let (end, line) = (position, lineStart)
            guard let breaks = skipToContinuation(parent: parent, inFlow: inFlow) else {
                (position, lineStart) = (end, line)
                break
            }
            if foldedStart == nil {
                foldedStart = decoded.count
                appendSource(from: start, to: end)
            }
            appendFold(breaks)
            let lineContent = position
            reachesLineEnd = skipPlainLine(inFlow: inFlow)
            appendSource(from: lineContent, to: position)
        }
        if let foldedStart { return YAMLEvent.Text(start: foldedStart, end: decoded.count, isDecoded: true) }
        return YAMLEvent.Text(start: start, end: position, isDecoded: false)
    }

    /// Steps over one line's part of a plain scalar.
    /// - Returns: Whether nothing follows it on the line.
    private mutating func skipPlainLine(inFlow: Bool) -> Bool {
        let start = position
        var offset = start
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == YAMLByte.colon {
                let next = self.byte(at: offset + 1)
                if YAMLByte.isSeparator(next) || inFlow && YAMLByte.isFlowIndicator(next) { break }
            } else if byte == YAMLByte.hash {
                if offset > start, YAMLByte.isBlank(bytes[offset - 1]) { break }
            } else if YAMLByte.isBreak(byte) || inFlow && YAMLByte.isFlowIndicator(byte) {
                break
            }
            offset += 1
        }
        let reachesLineEnd = offset >= bytes.count || YAMLByte.isBreak(bytes[offset])
        while offset > start, YAMLByte.isBlank(bytes[offset - 1]) { offset -= 1 }
        position = offset
        return reachesLineEnd
    }

    /// Steps to the next line of a plain scalar.
    /// - Returns: The number of line breaks in between; `nil` if the scalar ends here.
    private mutating func skipToContinuation(parent: Int, inFlow: Bool) -> Int? {
        var breaks = 0
        skipBlanks()
        while YAMLByte.isBreak(current) {
            skipBreak()
            breaks += 1
            skipBlanks()
        }
        guard !isAtEnd, !isAtDocumentMarker, current != YAMLByte.hash, leadingSpaces > parent else { return nil }
        guard !isAtIndicator(YAMLByte.colon) else { return nil }
        if inFlow, YAMLByte.isFlowIndicator(current) { return nil }
        if inFlow, current == YAMLByte.colon, YAMLByte.isFlowIndicator(byte(at: position + 1)) { return nil }
        return breaks
    }

    private func checkPlainStart(inFlow: Bool) throws(YAMLSyntaxError) {
        switch current {
        case YAMLByte.dash, YAMLByte.question, YAMLByte.colon:
            let next = byte(at: position + 1)
            guard YAMLByte.isSeparator(next) || inFlow && YAMLByte.isFlowIndicator(next) else { return }
        case YAMLByte.comma, YAMLByte.openBracket, YAMLByte.closeBracket, YAMLByte.openBrace, YAMLByte.closeBrace,
            YAMLByte.hash, YAMLByte.ampersand, YAMLByte.asterisk, YAMLByte.exclamation, YAMLByte.bar,
            YAMLByte.greater, YAMLByte.singleQuote, YAMLByte.doubleQuote, YAMLByte.percent, UInt8(ascii: "@"),
            UInt8(ascii: "`"):
            break
        default:
            return
        }
        throw badPlainStart(inFlow: inFlow)
    }

    // MARK: Decoded texts

    /// Adds bytes of the source to the decoded texts.
    mutating func appendSource(from start: Int, to end: Int) {
        if start < end { decoded.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end])) }
    }

    /// Adds what line breaks inside a flow scalar mean: a space for one, and a line feed for each further one.
    mutating func appendFold(_ breaks: Int) {
        if breaks == 1 {
            decoded.append(YAMLByte.space)
        } else {
            appendLineFeeds(breaks - 1)
        }
    }

    mutating func appendLineFeeds(_ count: Int) {
        for _ in 0..<count { decoded.append(YAMLByte.lineFeed) }
    }
}
