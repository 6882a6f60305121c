// The sentences that say what is wrong with the form of a text, and what to do.
//
// None of them is inlined: the parser recurses, and its frames would have to hold the parts of every sentence.
extension YAMLParser {
    @inline(never)
    func failure(at offset: Int, _ message: String, hint: String? = nil) -> YAMLSyntaxError {
        YAMLSyntaxError(offset: offset, message: message, hint: hint)
    }

    func string(from start: Int, to end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// The text from an offset to the end of its line, shortened, without white space at its end.
    func excerpt(from start: Int, limit: Int = 40) -> String {
        var end = start
        // Four bytes a character at most, and never a whole file that has no line breaks.
        while end < bytes.count, end - start <= limit * 4, !YAMLByte.isBreak(bytes[end]) { end += 1 }
        while end > start, YAMLByte.isBlank(bytes[end - 1]) { end -= 1 }
        let text = string(from: start, to: end)
        return text.count > limit && limit > 1 ? text.prefix(limit - 1) + "…" : String(text.prefix(limit))
    }

    /// The line number of an offset, for a message that names a second place.
    private func line(of offset: Int) -> Int {
        var number = 1
        for index in 0..<offset where YAMLByte.isBreak(bytes[index]) {
            let isFirstHalf = bytes[index] == YAMLByte.carriageReturn && byte(at: index + 1) == YAMLByte.lineFeed
            if !isFirstHalf { number += 1 }
        }
        return number
    }

    // MARK: Indentation

    @inline(never)
    func tabInIndentation() -> YAMLSyntaxError {
        failure(
            at: lineStart + leadingSpaces, "a tab is used for indentation", hint: "indent with spaces only")
    }

    @inline(never)
    func tooDeep(_ indent: Int) -> YAMLSyntaxError {
        if let comment = commentAfterBlockScalar, comment >= events.last?.offset ?? 0 {
            return failure(
                at: comment,
                "a comment that is indented less than the text ends the block scalar here, but text follows",
                hint: "indent the comment as deep as the text of the block scalar")
        }
        return failure(
            at: position,
            "\"\(excerpt(from: position))\" is indented by \(column) space\(column == 1 ? "" : "s"), which fits no line above it",
            hint: "indent it by \(indent) to go on with the collection above it")
    }

    @inline(never)
    func shallowFlowLine(parent: Int, from start: Int) -> YAMLSyntaxError {
        let bracket = Character(Unicode.Scalar(bytes[start]))
        return failure(
            at: position,
            "this line goes on with the \"\(bracket)\" of line \(line(of: start)), but is not indented deeper than its key",
            hint: "indent the line by \(parent + 1) or more spaces, or close the \"\(bracket)\" before it")
    }

    @inline(never)
    func shallowQuotedLine(parent: Int, from open: Int) -> YAMLSyntaxError {
        failure(
            at: position,
            "this line goes on with the quoted text of line \(line(of: open)), but is not indented deeper than its key",
            hint: "indent the line by \(parent + 1) or more spaces, or close the quote before it")
    }

    // MARK: Block structure

    @inline(never)
    func contentAfterDocument() -> YAMLSyntaxError {
        if hasTabInGap { return tabInIndentation() }
        let text = excerpt(from: position)
        if let comment = commentAfterBlockScalar, comment >= events.last?.offset ?? 0 { return tooDeep(0) }
        return failure(
            at: position, "\"\(text)\" does not belong to the value above it",
            hint: "check the indentation and the quotes above it, or begin a new document with a \"---\" line")
    }

    @inline(never)
    func trailingContent() -> YAMLSyntaxError {
        let text = excerpt(from: position)
        if let fault = aliasWithColon() { return fault }
        switch current {
        case YAMLByte.colon:
            if isAtIndicator(YAMLByte.colon) { return misplacedMapping(at: position) }
            return failure(
                at: position, "a space is missing after the colon in \"\(text)\"", hint: "write a space after the colon"
            )
        case YAMLByte.hash:
            return failure(
                at: position, "a comment needs white space in front of its \"#\"",
                hint: "write a space before the \"#\"")
        case YAMLByte.comma, YAMLByte.closeBracket, YAMLByte.closeBrace:
            return failure(
                at: position, "\"\(text)\" follows a value that is complete",
                hint: "remove it, or put the whole value in quotes")
        default:
            let hint =
                switch position > 0 ? bytes[position - 1] : YAMLByte.end {
                case YAMLByte.singleQuote: "write '' for a single quote inside single quotes"
                case YAMLByte.doubleQuote: "write \\\" for a double quote inside double quotes"
                default: "put it on a line of its own, or the whole value in quotes"
                }
            return failure(at: position, "\"\(text)\" follows a value that is complete", hint: hint)
        }
    }

    @inline(never)
    func misplacedMapping(at offset: Int) -> YAMLSyntaxError {
        if hasTabInGap, !isAtIndicator(YAMLByte.colon) { return tabInIndentation() }
        return failure(
            at: offset, "\"\(excerpt(from: offset))\" would begin a mapping where only a single value can stand",
            hint: "put the value in quotes if the colon is a part of it, or begin the mapping on a line of its own")
    }

    @inline(never)
    func misplacedSequence(_ properties: YAMLProperties?, at place: YAMLBlockPlace) -> YAMLSyntaxError {
        if properties != nil {
            return failure(
                at: position, "a sequence can not begin on the line of its anchor or tag",
                hint: "begin the sequence on the next line")
        }
        if hasTabInGap {
            return failure(
                at: position, "a tab stands in front of the \"-\", where only spaces can show how deep the sequence is",
                hint: "use spaces only")
        }
        return failure(
            at: position,
            place == .value
                ? "a sequence can not begin on the line of its key" : "a sequence can not begin on the line of \"---\"",
            hint: "begin it on the next line, or put the value in quotes if it is a text")
    }

    @inline(never)
    func sequenceEntryInMapping() -> YAMLSyntaxError {
        failure(
            at: position, "\"\(excerpt(from: position))\" is an entry of a sequence among the keys of a mapping",
            hint: "indent it deeper than the key that it belongs to, or write it as \"key: value\"")
    }

    @inline(never)
    func missingDash() -> YAMLSyntaxError {
        failure(
            at: position, "\"\(excerpt(from: position))\" stands among the entries of a sequence without its \"- \"",
            hint: "write \"- \" in front of it, or indent it as the mapping that it belongs to")
    }

    /// The fault of `*name: value`, which is an alias whose name ends with a colon.
    private func aliasWithColon() -> YAMLSyntaxError? {
        guard let alias = events.last, alias.kind == .alias, alias.text.end > alias.text.start,
            bytes[alias.text.end - 1] == YAMLByte.colon
        else { return nil }
        return failure(
            at: alias.offset, "the colon belongs to the name of the alias in \"\(excerpt(from: alias.offset))\"",
            hint: "write a space between the alias and the colon")
    }

    @inline(never)
    func missingColon(from start: Int) -> YAMLSyntaxError {
        let text = excerpt(from: start)
        if let fault = aliasWithColon() { return fault }
        if let colon = text.firstIndex(of: ":"), colon != text.startIndex, !text.contains(" ") {
            return failure(
                at: start, "a space is missing after the colon in \"\(text)\"", hint: "write a space after the colon")
        }
        return failure(
            at: start, "\"\(text)\" is not a \"key: value\" pair as the lines above it",
            hint: "write a colon and a space after the key, or indent the line if it belongs to the value above it")
    }

    @inline(never)
    func keyOverSeveralLines(from start: Int) -> YAMLSyntaxError {
        let first = excerpt(from: start)
        if let colon = first.firstIndex(of: ":"), colon != first.startIndex, !first.contains(" ") {
            return failure(
                at: start, "a space is missing after the colon in \"\(first)\"", hint: "write a space after the colon")
        }
        switch bytes[start] {
        case YAMLByte.singleQuote, YAMLByte.doubleQuote, YAMLByte.openBracket, YAMLByte.openBrace:
            return failure(
                at: position,
                "a key has to be on one line, and this one begins on line \(line(of: start)) with \"\(first)\"",
                hint: "write it on one line, or put a comma or a closing quote or bracket where it is missing")
        default:
            return failure(
                at: lineStart + leadingSpaces,
                "this line goes on with \"\(first)\" of line \(line(of: start)), but has a colon as if it began with a key",
                hint: "check the indentation of both lines, or put the text in quotes if the colon is a part of it")
        }
    }

    @inline(never)
    func aliasWithProperties(_ properties: YAMLProperties) -> YAMLSyntaxError {
        failure(
            at: properties.offset, "an alias can not have an anchor or a tag of its own",
            hint: "remove the anchor or the tag")
    }

    // MARK: Flow structure

    @inline(never)
    func unclosedFlow(from start: Int) -> YAMLSyntaxError {
        let isSequence = bytes[start] == YAMLByte.openBracket
        return failure(
            at: start, "this \"\(isSequence ? "[" : "{")\" is never closed",
            hint: "put \"\(isSequence ? "]" : "}")\" at its end")
    }

    @inline(never)
    func missingComma(from start: Int) -> YAMLSyntaxError {
        let close = bytes[start] == YAMLByte.openBracket ? "]" : "}"
        if current == YAMLByte.colon {
            return failure(
                at: position, "the colon in \"\(excerpt(from: position))\" follows a value instead of a key",
                hint: "put a comma between the entries, or the text in quotes if the colon is a part of it")
        }
        if current == YAMLByte.hash { return trailingContent() }
        return failure(
            at: position, "\",\" or \"\(close)\" is missing in front of \"\(excerpt(from: position))\"",
            hint: "separate the entries with commas")
    }

    @inline(never)
    func emptyFlowEntry() -> YAMLSyntaxError {
        failure(at: position, "there is nothing in front of this comma", hint: "remove the comma, or write a value")
    }

    // MARK: Scalars

    @inline(never)
    func unclosedQuote(from open: Int) -> YAMLSyntaxError {
        let isDouble = bytes[open] == YAMLByte.doubleQuote
        return failure(
            at: open, "the \(isDouble ? "double" : "single") quote that opens here is never closed",
            hint: isDouble
                ? "put a double quote at the end of the text"
                : "put a single quote at the end of the text; two of them are one inside it")
    }

    @inline(never)
    func badPlainStart(inFlow: Bool) -> YAMLSyntaxError {
        let text = excerpt(from: position)
        let first = Character(Unicode.Scalar(current))
        switch current {
        case YAMLByte.hash: return trailingContent()
        case YAMLByte.dash where inFlow:
            return failure(
                at: position, "entries of a sequence in brackets are written without \"-\"",
                hint: "remove the \"-\", or put it in quotes if it is a text")
        case YAMLByte.bar, YAMLByte.greater:
            return failure(
                at: position, "a block scalar can not stand \(inFlow ? "inside brackets" : "here")",
                hint: "put the text in quotes")
        case YAMLByte.openBracket, YAMLByte.openBrace, YAMLByte.comma, YAMLByte.closeBracket, YAMLByte.closeBrace:
            return failure(
                at: position, "\"\(text)\" has no opening bracket that it belongs to",
                hint: "remove it, or put the text in quotes")
        default:
            return failure(
                at: position, "a value without quotes can not begin with \"\(first)\"",
                hint: "put the text in quotes: \"'\(text)'\"")
        }
    }
}
