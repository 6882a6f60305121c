extension ShellReader {
    /// A construct that is open, so that its end is known.
    private enum Open { case subshell, group, test, loop, choice(isAtPattern: Bool) }

    /// Reads commands up to the end of the script, or to an unquoted byte that closes a substitution.
    mutating func readCommands(until closing: UInt8?) {
        var open: [Open] = []
        var command = ShellCommand()
        // Whether the next word names a command.
        while true {
            skipBlanks()
            guard let byte else { break }
            if case .choice(isAtPattern: true) = open.last {
                readPattern(&open)
                continue
            }
            if byte == closing, !open.contains(where: { if case .subshell = $0 { true } else { false } }) { break }
            switch byte {
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "\n"):
                position += 1
                finish(&command, .end, open.isEmpty)
                readHereDocuments()
            case UInt8(ascii: ";"):
                finish(&command, .end, open.isEmpty)
                readSemicolons(&open)
            case UInt8(ascii: "&"): readAmpersand(&command, isTopLevel: open.isEmpty)
            case UInt8(ascii: "|"): readBar(&command, isTopLevel: open.isEmpty)
            case UInt8(ascii: "("): readParenthesis(&command, &open)
            case UInt8(ascii: ")"):
                position += 1
                finish(&command, .end, open.isEmpty)
                if case .subshell = open.last { open.removeLast() }
                command.isAfterCompound = true
            case UInt8(ascii: "<"), UInt8(ascii: ">"): readRedirection(&command)
            default: readCommandWord(&command, &open)
            }
        }
        finish(&command, .end, open.isEmpty)
    }

    private mutating func finish(_ command: inout ShellCommand, _ end: CommandFailures.End, _ isTopLevel: Bool) {
        check(command)
        if isTopLevel, !isNested { topLevel.add(command, end) }
        command = ShellCommand()
    }

    // MARK: Words

    private mutating func readCommandWord(_ command: inout ShellCommand, _ open: inout [Open]) {
        let start = position
        let word = readWord()
        // A byte that no word can hold, in a script that is not well formed.
        guard position > start else {
            position += 1
            return
        }
        if let byte, byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">"), !word.bare.isEmpty {
            if word.bare.allSatisfy(ShellByte.isDigit) { return }
            if let text = word.keyword, text.hasPrefix("{"), text.hasSuffix("}"), text.utf8.count > 2,
                text.utf8.dropFirst().dropLast().allSatisfy(ShellByte.isName)
            {
                report(
                    start, "dash takes \"\(text.prefix(40))\" for a word of the command, not for a descriptor",
                    hint: "write a number, such as exec 3> FILE")
                return
            }
        }
        if command.expectsName, readKeyword(word, &command, &open) { return }
        if word.assignment != nil, byte == UInt8(ascii: "("), bytes[position - 1] == UInt8(ascii: "=") {
            reportArray(word)
            skipBalanced()
        }
        command.add(word)
    }

    /// Takes a word where a command's name stands; `true` if it was a keyword.
    private mutating func readKeyword(
        _ word: ShellWord, _ command: inout ShellCommand, _ open: inout [Open]
    ) -> Bool {
        guard let keyword = word.keyword else { return false }
        switch keyword {
        case "if", "while", "until":
            open.append(keyword == "if" ? .test : .loop)
            command.compoundStart = command.compoundStart ?? word.range.lowerBound
        case "then", "else", "elif", "do", "!": break
        case "fi", "done", "esac", "}":
            if !open.isEmpty { open.removeLast() }
            command.isAfterCompound = true
        case "{": open.append(.group)
        case "for", "select":
            if keyword == "select" {
                report(
                    word.range.lowerBound, unlessDefined: .function(keyword), "dash has no \"select\"",
                    hint: "use \"case\" and \"read\"")
            }
            readLoopHead(word.range.lowerBound)
            open.append(.loop)
        case "case":
            skipBlanks()
            _ = readWord()
            skipBlanksAndLines()
            if isAt("in") { position += 2 }
            open.append(.choice(isAtPattern: true))
        case "[[": readDoubleBrackets(word)
        case "function": readFunction(word)
        default: return false
        }
        return true
    }

    private mutating func readLoopHead(_ start: Int) {
        skipBlanks()
        if isAt("((") {
            report(
                start, "dash has no loop of the form \"for ((…))\"",
                hint: "write i=0; while [ \"$i\" -lt 10 ]; do …; i=$((i + 1)); done")
            position += 1
            skipBalanced()
            return
        }
        definedNames.insert(.variable(readWord().text ?? ""))
        skipBlanks()
        // The words behind "in" are no commands.
        while let byte, !ShellByte.endsWord(byte) {
            let before = position
            let word = readWord()
            checkBraces(word)
            checkNegation(in: word)
            if position == before { break }
            skipBlanks()
        }
    }

    private mutating func readFunction(_ word: ShellWord) {
        report(word.range.lowerBound, "dash has no \"function\"", hint: "write NAME() { …; }")
        skipBlanks()
        definedNames.insert(.function(readWord().text ?? ""))
        skipBlanks()
        if isAt("()") { position += 2 }
    }

    private mutating func readDoubleBrackets(_ word: ShellWord) {
        report(
            word.range.lowerBound, "dash has no \"[[\"",
            hint: "write \"[ … ]\", with \"=\" for equality and quotation marks around variables")
        let start = position
        while let byte {
            if ShellByte.endsWord(byte) {
                position += 1
            } else {
                let before = position
                if readWord().keyword == "]]" { return }
                if position == before { position += 1 }
            }
        }
        goBack(to: start)
    }

    // MARK: Case

    private mutating func readPattern(_ open: inout [Open]) {
        skipBlanksAndLines()
        guard let byte else { return }
        if byte == UInt8(ascii: "(") { position += 1 }
        skipBlanks()
        let word = readWord()
        if word.keyword == "esac" {
            open.removeLast()
            return
        }
        checkNegation(in: word)
        while let byte = self.byte, byte != UInt8(ascii: ")"), byte != UInt8(ascii: "\n") {
            let before = position
            if ShellByte.endsWord(byte) { position += 1 } else { checkNegation(in: readWord()) }
            if position == before { position += 1 }
        }
        if self.byte == UInt8(ascii: "\n") { return }
        if self.byte != nil { position += 1 }
        open[open.count - 1] = .choice(isAtPattern: false)
    }

    mutating func skipBlanksAndLines() {
        while true {
            skipBlanks()
            if byte == UInt8(ascii: "#") {
                skipLine()
            } else if byte == UInt8(ascii: "\n") {
                position += 1
                readHereDocuments()
            } else {
                return
            }
        }
    }

    // MARK: Operators

    private mutating func readSemicolons(_ open: inout [Open]) {
        let start = position
        if isAt(";;&") || isAt(";&") {
            let sign = isAt(";;&") ? ";;&" : ";&"
            report(
                start, "dash has no \"\(sign)\" in \"case\"",
                hint: "write \";;\", and the commands once more where they are needed")
            position += sign.utf8.count
        } else if isAt(";;") {
            position += 2
        } else {
            position += 1
            return
        }
        if case .choice = open.last { open[open.count - 1] = .choice(isAtPattern: true) }
    }

    private mutating func readAmpersand(_ command: inout ShellCommand, isTopLevel: Bool) {
        let start = position
        if skip("&&") {
            finish(&command, .and, isTopLevel)
        } else if isAt("&>") {
            report(
                start,
                "dash reads \"&>\" as \"&\" and \">\": the command goes to the background, its output to the old place",
                hint: "write > FILE 2>&1")
            position += isAt("&>>") ? 3 : 2
            skipBlanks()
            _ = readWord()
        } else {
            position += 1
            finish(&command, .background, isTopLevel)
        }
    }

    private mutating func readBar(_ command: inout ShellCommand, isTopLevel: Bool) {
        let start = position
        if skip("||") {
            finish(&command, .or, isTopLevel)
        } else if skip("|&") {
            report(start, "dash has no \"|&\"", hint: "write 2>&1 |")
            finish(&command, .pipe, isTopLevel)
        } else {
            position += 1
            finish(&command, .pipe, isTopLevel)
        }
    }

    private mutating func readParenthesis(_ command: inout ShellCommand, _ open: inout [Open]) {
        if command.words.count == 1, command.expectsArguments, let name = command.words[0].keyword,
            bytes[(position + 1)..<limit].drop(while: ShellByte.isBlank).first == UInt8(ascii: ")")
        {
            definedNames.insert(.function(name))
            while byte != UInt8(ascii: ")") { position += 1 }
            position += 1
            command = ShellCommand()
            command.isDefinition = true
            return
        }
        if isAt("(("), reportArithmeticCommand() { return }
        position += 1
        command.compoundStart = command.compoundStart ?? position - 1
        open.append(.subshell)
    }
}
