// Literal and folded scalars: YAML 1.2.2 chapter 8.1.
extension YAMLParser {
    private enum Chomping {
        case strip
        case clip
        case keep
    }

    private struct BlockScalarHeader {
        var chomping = Chomping.clip
        /// How much deeper than its parent the text is indented; `nil` if its first line shows it.
        var indentation: Int?
    }

    /// Reads a block scalar from its indicator on, and steps to what follows it.
    @inline(never)
    mutating func parseBlockScalar(parent: Int, properties: YAMLProperties?) throws(YAMLSyntaxError) {
        let start = position
        let isLiteral = current == YAMLByte.bar
        position += 1
        let header = try parseBlockScalarHeader()
        let indent: Int
        if let indentation = header.indentation {
            indent = max(parent, 0) + indentation
        } else {
            indent = try detectIndentation(parent: parent)
        }
        let text = try takeBlockScalarText(indent: indent, isLiteral: isLiteral, chomping: header.chomping)
        emitScalar(text, style: isLiteral ? .literal : .folded, at: start, properties: properties)
        skipToContent()
    }

    private mutating func parseBlockScalarHeader() throws(YAMLSyntaxError) -> BlockScalarHeader {
        var header = BlockScalarHeader()
        let indicator = Character(Unicode.Scalar(bytes[position - 1]))
        indicators: for _ in 0..<2 {
            switch current {
            case YAMLByte.plus where header.chomping == .clip: header.chomping = .keep
            case YAMLByte.dash where header.chomping == .clip: header.chomping = .strip
            case YAMLByte.zero + 1...YAMLByte.nine where header.indentation == nil:
                header.indentation = Int(current - YAMLByte.zero)
            default: break indicators
            }
            position += 1
        }
        let end = position
        skipBlanks()
        if current == YAMLByte.hash, position > end { skipToLineEnd() }
        guard YAMLByte.isBreak(current) || isAtEnd else {
            throw failure(
                at: position, "\"\(excerpt(from: position))\" can not stand after \"\(indicator)\"",
                hint:
                    "begin the text on the next line; only \"+\", \"-\", a digit from 1 to 9 and a comment may follow "
                    + "\"\(indicator)\"")
        }
        if !isAtEnd { skipBreak() }
        return header
    }

    /// The indentation that the first line with text has; the position stays in front of the text.
    private func detectIndentation(parent: Int) throws(YAMLSyntaxError) -> Int {
        var line = position
        var deepestEmptyLine: (offset: Int, width: Int) = (line, 0)
        while true {
            var offset = line
            while byte(at: offset) == YAMLByte.space { offset += 1 }
            let width = offset - line
            if YAMLByte.isBreak(byte(at: offset)) {
                if width > deepestEmptyLine.width { deepestEmptyLine = (line, width) }
                line = offset + 1
                continue
            }
            guard offset < bytes.count else { return max(parent + 1, deepestEmptyLine.width, width) }
            guard width > parent else { return max(parent + 1, deepestEmptyLine.width) }
            guard deepestEmptyLine.width <= width else {
                throw failure(
                    at: deepestEmptyLine.offset,
                    "an empty line has \(deepestEmptyLine.width) spaces, which is more than the \(width) in front of "
                        + "the text that follows",
                    hint: "remove the spaces from the empty line, or say how deep the text is indented, as in \"|2\"")
            }
            return width
        }
    }

    private mutating func takeBlockScalarText(
        indent: Int, isLiteral: Bool, chomping: Chomping
    ) throws(YAMLSyntaxError) -> YAMLEvent.Text {
        let start = decoded.count
        /// The line breaks since the last line with text, which are not yet among the decoded bytes.
        var breaks = 0
        var hasText = false
        var lastLineIsSpaced = false
        while !isAtEnd {
            let line = position
            skipIndentation(indent)
            if isAtEnd {
                if position > line { breaks += 1 }
                break
            }
            if YAMLByte.isBreak(current) {
                breaks += 1
                skipBreak()
                continue
            }
            guard position - line == indent, !isAtDocumentMarker else {
                try endBlockScalar(line: line)
                break
            }
            // Lines that begin with white space keep the breaks around them.
            let isSpaced = YAMLByte.isBlank(current)
            if isLiteral || !hasText || isSpaced || lastLineIsSpaced {
                appendLineFeeds(breaks)
            } else {
                appendFold(breaks)
            }
            let content = position
            skipToLineEnd()
            appendSource(from: content, to: position)
            // A last line of spaces counts as a whole line even if the text ends in it, as the public test suite has it.
            let isUnbroken = isAtEnd && !isBlankLine(from: content)
            (hasText, lastLineIsSpaced, breaks) = (true, isSpaced, isUnbroken ? 0 : 1)
            if !isAtEnd { skipBreak() }
        }
        switch chomping {
        case .strip: break
        case .clip: appendLineFeeds(hasText ? min(breaks, 1) : 0)
        case .keep: appendLineFeeds(breaks)
        }
        return YAMLEvent.Text(start: start, end: decoded.count, isDecoded: true)
    }

    private func isBlankLine(from start: Int) -> Bool {
        bytes[start..<position].allSatisfy { $0 == YAMLByte.space }
    }

    private mutating func skipIndentation(_ indent: Int) {
        while current == YAMLByte.space, column < indent { position += 1 }
    }

    /// Goes back to the start of the line that does not belong to the scalar any more.
    private mutating func endBlockScalar(line: Int) throws(YAMLSyntaxError) {
        guard current != YAMLByte.tab else {
            throw failure(
                at: position, "a tab stands where the indentation of a block scalar's text is expected",
                hint: "indent the line with spaces, as deep as the lines above; tabs may follow after that")
        }
        commentAfterBlockScalar = current == YAMLByte.hash ? position : nil
        position = line
    }
}
