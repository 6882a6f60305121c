// Documents and directives: YAML 1.2.2 chapters 6.8 and 9.
extension YAMLParser {
    /// Reads the next document into `events`.
    /// - Returns: `false` at the end of the text.
    package mutating func nextDocument() throws(YAMLSyntaxError) -> Bool {
        events.removeAll(keepingCapacity: true)
        decoded.removeAll(keepingCapacity: true)
        properties.removeAll(keepingCapacity: true)
        tagPrefixes = [:]
        guard try skipToDocument() else { return false }

        let start = position
        if isAtMarker(YAMLByte.dash) {
            position += 3
            emit(.documentStart, at: start, isMarked: true)
            try parseBlockNode(parent: -1, at: .document)
        } else {
            emit(.documentStart, at: start)
            try parseBlockNode(parent: -1, at: .bareDocument)
        }
        guard isAtEnd || isAtDocumentMarker else { throw contentAfterDocument() }
        let end = position
        let isMarked = isAtMarker(YAMLByte.dot)
        if isMarked { try skipDocumentEnd() }
        emit(.documentEnd, at: end, isMarked: isMarked)
        return true
    }

    /// Steps over comments, directives and empty documents' ends, to where a document begins.
    private mutating func skipToDocument() throws(YAMLSyntaxError) -> Bool {
        var firstDirective: Int?
        var hasVersion = false
        while true {
            skipByteOrderMark()
            skipToContent()
            if isAtEnd || isAtMarker(YAMLByte.dot) {
                if let firstDirective { throw directiveWithoutDocument(at: firstDirective) }
                guard !isAtEnd else { return false }
                try skipDocumentEnd()
            } else if current == YAMLByte.percent, position == lineStart {
                if firstDirective == nil { firstDirective = position }
                try parseDirective(hasVersion: &hasVersion)
            } else {
                if let firstDirective, !isAtMarker(YAMLByte.dash) {
                    throw directiveWithoutDocument(at: firstDirective)
                }
                return true
            }
        }
    }

    private mutating func skipByteOrderMark() {
        guard position == lineStart, current == 0xEF, byte(at: position + 1) == 0xBB, byte(at: position + 2) == 0xBF
        else { return }
        position += 3
        lineStart = position
    }

    /// Steps over a `...` line.
    private mutating func skipDocumentEnd() throws(YAMLSyntaxError) {
        position += 3
        guard skipToContent() || isAtEnd else {
            throw failure(
                at: position, "only a comment may follow \"...\" on its line",
                hint: "put what follows on a line of its own")
        }
    }

    private func directiveWithoutDocument(at offset: Int) -> YAMLSyntaxError {
        failure(
            at: offset, "a line that begins with \"%\" is a directive, and no \"---\" line follows it",
            hint: "put a \"---\" line between the directives and the document, or quote the text")
    }

    private mutating func parseDirective(hasVersion: inout Bool) throws(YAMLSyntaxError) {
        let start = position
        position += 1
        let name = takeWord()
        switch name {
        case "YAML":
            try parseVersion(start, isRepeated: hasVersion)
            hasVersion = true
        case "TAG":
            try parseTagDirective(start)
        default:
            warnings.append(failure(at: start, "the directive \"%\(name)\" is not known and has no effect"))
            skipWords()
        }
        guard skipToContent() || isAtEnd else {
            throw failure(
                at: position, "only a comment may follow the directive \"%\(name)\" here",
                hint: "put white space and \"#\" in front of a comment")
        }
    }

    private mutating func parseVersion(_ start: Int, isRepeated: Bool) throws(YAMLSyntaxError) {
        guard !isRepeated else {
            throw failure(
                at: start, "the directive \"%YAML\" is given twice for one document", hint: "remove one of the two")
        }
        skipBlanks()
        let version = takeWord()
        let parts = version.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(YAMLByte.isDigit) }) else {
            throw failure(
                at: start, "the directive \"%YAML\" needs a version such as \"1.2\", not \"\(version)\"",
                hint: "write \"%YAML 1.2\", or remove the line")
        }
        guard parts[0] == "1" else {
            throw failure(
                at: start, "YAML \(version) is not known; this reader knows YAML 1.2",
                hint: "write \"%YAML 1.2\", or remove the line")
        }
        if parts[1] != "2" { warnings.append(failure(at: start, "YAML \(version) is read as YAML 1.2")) }
        // Readers disagree on a second version after the first; the public test suite has it ignored.
        let end = position
        skipBlanks()
        if YAMLByte.isDigit(current) { skipWords() } else { position = end }
    }

    private mutating func parseTagDirective(_ start: Int) throws(YAMLSyntaxError) {
        skipBlanks()
        let handle = takeWord()
        skipBlanks()
        let prefix = takeWord()
        let name = handle.utf8.dropFirst().dropLast()
        let isHandle =
            handle.utf8.first == YAMLByte.exclamation && handle.utf8.last == YAMLByte.exclamation
            && name.allSatisfy(Self.isWordByte)
        guard isHandle, !prefix.isEmpty else {
            throw failure(
                at: start, "the directive \"%TAG\" needs a handle such as \"!e!\" and a prefix",
                hint: "write it as in \"%TAG !e! tag:example.com,2024:\"")
        }
        guard tagPrefixes.updateValue(prefix, forKey: handle) == nil else {
            throw failure(
                at: start, "the tag handle \"\(handle)\" is declared twice for one document",
                hint: "remove one of the two lines")
        }
    }

    private mutating func takeWord() -> String {
        let start = position
        while !YAMLByte.isSeparator(current) { position += 1 }
        return string(from: start, to: position)
    }

    /// Steps over words up to a comment or the end of the line.
    private mutating func skipWords() {
        while true {
            let start = position
            skipBlanks()
            if YAMLByte.isBreak(current) || isAtEnd || current == YAMLByte.hash && position > start {
                // The comment has to be seen with its white space.
                position = start
                return
            }
            while !YAMLByte.isSeparator(current) { position += 1 }
        }
    }
}
