extension ShellReader {
    /// Reads a redirection, or what only looks like one in bash.
    mutating func readRedirection(_ command: inout ShellCommand) {
        let start = position
        if isAt("<(") || isAt(">(") {
            let sign = isAt("<(") ? "<(…)" : ">(…)"
            report(
                start, "dash has no \"\(sign)\"",
                hint: "write to a file in /tmp first, or use a pipe")
            position += 2
            nested { $0.readCommands(until: UInt8(ascii: ")")) }
            if byte != nil { position += 1 }
            return
        }
        if isAt("<<<") {
            report(start, "dash has no \"<<<\"", hint: "write printf '%s\\n' \"…\" | COMMAND, or a here-document")
            position += 3
            skipBlanks()
            _ = readWord()
            return
        }
        if isAt("<<") {
            position += 2
            let stripsTabs = skip("-")
            skipBlanks()
            let word = readWord()
            hereDocuments.append(
                HereDocument(
                    delimiter: word.text ?? String(decoding: bytes[word.range], as: UTF8.self),
                    isQuoted: word.isQuoted, stripsTabs: stripsTabs))
            return
        }
        if isAt(">&"), !isAt(">&-") {
            position += 2
            skipBlanks()
            let word = readWord()
            if let text = word.text, !text.isEmpty, !text.utf8.allSatisfy(ShellByte.isDigit), text != "-" {
                report(
                    start, "dash takes only the number of a descriptor behind \">&\"",
                    hint: "write > FILE 2>&1")
            }
            return
        }
        while let byte,
            [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "-")].contains(
                byte)
        {
            position += 1
        }
        skipBlanks()
        _ = readWord()
    }

    /// Reads the bodies of the here-documents that the last line has begun.
    mutating func readHereDocuments() {
        let documents = hereDocuments
        hereDocuments = []
        for document in documents {
            let start = position
            var end = limit
            while position < limit {
                let lineStart = position
                skipLine()
                var line = bytes[lineStart..<position]
                if byte != nil { position += 1 }
                if document.stripsTabs { line = line.drop { $0 == UInt8(ascii: "\t") } }
                if line.elementsEqual(document.delimiter.utf8) {
                    end = lineStart
                    break
                }
            }
            guard !document.isQuoted else { continue }
            let behind = position
            position = start
            while position < end {
                switch bytes[position] {
                case UInt8(ascii: "\\"): position += 2
                case UInt8(ascii: "$"): readExpansion(isInsideQuotes: true)
                case UInt8(ascii: "`"): readBackquotes()
                default: position += 1
                }
            }
            // An expansion that does not end runs over the end of the document.
            if position > behind { goBack(to: behind) } else { position = behind }
        }
    }
}
