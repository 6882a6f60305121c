extension ShellReader {
    /// Reads one word; an empty one where none begins.
    mutating func readWord() -> ShellWord {
        let start = position
        var word = WordBuilder()
        while let byte, !ShellByte.endsWord(byte) {
            switch byte {
            case UInt8(ascii: "\\"):
                if skip("\\\n") { continue }
                position += 1
                if let next = self.byte {
                    word.quote(next)
                    position += 1
                }
            case UInt8(ascii: "'"): readSingleQuotes(&word)
            case UInt8(ascii: "\""): readDoubleQuotes(&word)
            case UInt8(ascii: "$"):
                word.expand(readExpansion(isInsideQuotes: false))
            case UInt8(ascii: "`"):
                readBackquotes()
                word.expand(true)
            default:
                word.add(byte)
                position += 1
            }
        }
        return word.word(start..<position)
    }

    private mutating func readSingleQuotes(_ word: inout WordBuilder) {
        let start = position
        position += 1
        word.isQuoted = true
        while let byte, byte != UInt8(ascii: "'") {
            word.quote(byte)
            position += 1
        }
        if byte == nil { openQuote = openQuote ?? start } else { position += 1 }
    }

    private mutating func readDoubleQuotes(_ word: inout WordBuilder) {
        let start = position
        position += 1
        word.isQuoted = true
        while let byte, byte != UInt8(ascii: "\"") {
            switch byte {
            case UInt8(ascii: "\\"):
                position += 1
                guard let next = self.byte else { break }
                if next == UInt8(ascii: "\n") {
                    position += 1
                    break
                }
                if ![UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "\\")].contains(next) {
                    word.quote(byte)
                }
                word.quote(next)
                position += 1
            case UInt8(ascii: "$"): word.expand(readExpansion(isInsideQuotes: true))
            case UInt8(ascii: "`"):
                readBackquotes()
                word.expand(true)
            default:
                word.quote(byte)
                position += 1
            }
        }
        if byte == nil { openQuote = openQuote ?? start } else { position += 1 }
    }

    /// What stands between two backquotes is a script of its own, which the next one ends that is not escaped.
    mutating func readBackquotes() {
        position += 1
        var end = position
        while end < limit, bytes[end] != UInt8(ascii: "`") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
        let outer = limit
        limit = min(end, outer)
        let inner = limit
        nested { $0.readCommands(until: nil) }
        limit = outer
        position = min(inner + 1, outer)
    }

    /// Moves over a parenthesis and all up to the one that closes it.
    mutating func skipBalanced() {
        var level = 0
        while let byte {
            switch byte {
            case UInt8(ascii: "("):
                level += 1
                position += 1
            case UInt8(ascii: ")"):
                level -= 1
                position += 1
                if level == 0 { return }
            case UInt8(ascii: "#") where position > 0 && ShellByte.endsWord(bytes[position - 1]): skipLine()
            default:
                let before = position
                if ShellByte.endsWord(byte) { position += 1 } else { _ = readWord() }
                if position == before { position += 1 }
            }
        }
    }
}
