extension ShellReader {
    /// Says what dash does otherwise with a command that has been read to its end.
    mutating func check(_ command: ShellCommand) {
        for word in command.words {
            if let (name, isAppending) = word.assignment {
                definedNames.insert(.variable(name))
                if isAppending, command.call.first.map({ $0.range.lowerBound > word.range.lowerBound }) ?? true {
                    report(
                        word.range.lowerBound, "dash has no \"+=\"",
                        hint: "write \(name)=\"$\(name)…\"")
                }
            }
        }
        for word in command.call {
            checkBraces(word)
            checkTilde(word)
        }
        guard let name = command.name, let first = command.call.first else { return }
        let place = first.range.lowerBound
        let arguments = command.arguments
        if let remedy = Self.remedies[name] {
            report(place, unlessDefined: .function(name), "dash has no \"\(name)\"", hint: remedy)
        }
        let words = Array(command.call.dropFirst())
        switch name {
        case "[", "test": checkTest(words)
        case "echo":
            if let option = arguments.first ?? nil, words[0].text == words[0].keyword,
                ["-e", "-E", "-ne", "-en", "-nE"].contains(option)
            {
                report(
                    words[0].range.lowerBound, "dash's echo prints \"\(option)\"",
                    hint: "use printf; dash's echo takes \\n and the like as they are meant without \"-e\"")
            }
        case "set": checkSet(words)
        case "trap":
            checkOptions(of: name, words)
            checkTrap(words)
        case "read":
            checkOptions(of: name, words)
            checkRead(words, place)
        case "printf": checkPrintf(words)
        case "export", "readonly", "local":
            if name == "local" { firstLocal = firstLocal ?? place }
            for word in words {
                if let name = word.assignment?.name ?? word.text { definedNames.insert(.variable(name)) }
            }
            checkOptions(of: name, words)
            for word in words
            where word.bare.last == UInt8(ascii: "=") && word.range.upperBound < bytes.count
                && bytes[word.range.upperBound] == UInt8(ascii: "(")
            {
                reportArray(word)
            }
        case ".": checkDot(words)
        case "kill": checkKill(words)
        case "exit", "return": checkStatus(of: name, words)
        default: checkOptions(of: name, words)
        }
    }

    /// Commands that dash does not have, and what to write instead.
    private static let remedies = [
        "source": "write . ./FILE", "declare": "write NAME=VALUE; in a function, local NAME",
        "typeset": "write NAME=VALUE; in a function, local NAME", "let": "write NAME=$((…))",
        "shopt": "leave it out", "pushd": "use cd, in parentheses to come back",
        "popd": "use cd, in parentheses to come back",
        "mapfile": "read line by line: while read -r line; do …; done",
        "readarray": "read line by line: while read -r line; do …; done",
        "disown": "leave it out; \"nohup\" protects from a hangup", "builtin": "use \"command\"",
        "coproc": "use a pipe with a name (mkfifo)", "compgen": "use \"command -v\"",
        "caller": "leave it out", "enable": "leave it out", "dirs": "use pwd", "history": "leave it out",
        "logout": "write exit", "suspend": "leave it out", "complete": "leave it out", "compopt": "leave it out",
        "bind": "leave it out",
    ]

    // MARK: Commands

    private mutating func checkTest(_ words: [ShellWord]) {
        for (index, word) in words.enumerated() where index > 0 {
            switch word.keyword {
            case "==":
                report(
                    word.range.lowerBound, "dash compares with \"=\"; \"==\" is an error", hint: "write \"=\"")
            case "=~":
                report(
                    word.range.lowerBound, "dash has no \"=~\"", hint: "use case, expr or grep")
            default: break
            }
        }
        // With more words, `-a` and `-o` stand between two tests.
        let operands = words.prefix { $0.keyword != "]" }
        let test = operands.first?.keyword == "!" ? operands.dropFirst() : operands
        guard test.count == 2, let sign = test.first, let text = sign.keyword, let remedy = Self.unaryTests[text] else {
            return
        }
        report(sign.range.lowerBound, "dash has no \"\(text)\" in tests", hint: remedy)
    }

    /// Tests of one word that only bash has.
    private static let unaryTests = [
        "-v": "write [ -n \"${NAME+set}\" ]", "-a": "write -e", "-o": "look for the letter of the option in $-",
        "-N": "use find with -newer", "-R": "leave it out",
    ]

    private static let options: Set<String> = [
        "allexport", "errexit", "ignoreeof", "interactive", "monitor", "noclobber", "noexec", "noglob", "nolog",
        "notify",
        "nounset", "stdin", "verbose", "vi", "emacs", "xtrace", "debug", "privileged",
    ]

    private mutating func checkSet(_ words: [ShellWord]) {
        var expectsOption = false
        for word in words {
            guard let text = word.text, text != "--" else { return }
            if expectsOption {
                expectsOption = false
                if !Self.options.contains(text) {
                    report(
                        word.range.lowerBound, "dash has no option \"\(text.prefix(40))\" and stops there",
                        hint: text == "pipefail"
                            ? "leave it out, and write what may fail without a pipe" : "leave it out")
                }
                continue
            }
            guard text.hasPrefix("-") || text.hasPrefix("+"), text.utf8.count > 1 else { return }
            if let letter = text.dropFirst().first(where: { "BHPThkt".contains($0) }) {
                report(word.range.lowerBound, "dash has no option \"-\(letter)\" and stops there", hint: "leave it out")
            } else if text.contains("E") {
                report(
                    word.range.lowerBound, "dash's option \"-E\" is another than bash's",
                    hint: "leave it out: there is no trap for ERR that a function could take over")
            }
            expectsOption = text.hasSuffix("o")
        }
    }

    private mutating func checkTrap(_ words: [ShellWord]) {
        for word in words.dropFirst() {
            guard let text = word.text else { continue }
            if ["ERR", "DEBUG", "RETURN"].contains(text) {
                report(
                    word.range.lowerBound, "dash has no trap for \"\(text)\"", hint: "use EXIT, and look at $? there")
            } else if text.hasPrefix("SIG") {
                report(
                    word.range.lowerBound, "dash takes no \"SIG\" before the name of a signal",
                    hint: "write \(text.dropFirst(3).prefix(20))")
            }
        }
    }

    mutating func reportArray(_ word: ShellWord) {
        report(word.range.lowerBound, "dash has no arrays", hint: "use \"set --\" and \"$@\", or words in one variable")
    }

    /// `((…))` where a command stands; `true` if it was arithmetic and is read.
    mutating func reportArithmeticCommand() -> Bool {
        let start = position
        var end = start + 2
        var level = 2
        while end < limit, level > 0 {
            switch bytes[end] {
            case UInt8(ascii: "("): level += 1
            case UInt8(ascii: ")"): level -= 1
            case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                return false
            default: break
            }
            end += 1
        }
        let inner = bytes[(start + 2)..<max(start + 2, end - 2)]
        guard level == 0, end >= 2, bytes[end - 2] == UInt8(ascii: ")") else { return false }
        let signs = Array("+-*/%=<>!".utf8)
        guard inner.contains(where: signs.contains), !Self.holdsTwoWords(inner) else { return false }
        report(start, "dash has no \"((…))\" as a command", hint: "write [ … ] for a test, NAME=$((…)) for a sum")
        position = end
        return true
    }

    /// Whether two words follow each other, as a command and its argument do.
    private static func holdsTwoWords(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(whereSeparator: ShellByte.isBlank)
        return zip(parts, parts.dropFirst()).contains { left, right in
            guard let last = left.last, let first = right.first else { return false }
            let isWord = { (byte: UInt8) in ShellByte.isName(byte) || byte == UInt8(ascii: "$") }
            // An option such as -l belongs to a command.
            let isOption =
                first == UInt8(ascii: "-")
                && right.dropFirst().first.map { ShellByte.isName($0) && !ShellByte.isDigit($0) } ?? false
            return (isWord(last) && isWord(first)) || (isWord(last) && isOption)
        }
    }

    // MARK: Words and variables

    /// `{a,b}` and `{1..3}`, which dash leaves as they are.
    mutating func checkBraces(_ word: ShellWord) {
        let bare = word.bare
        // Programs such as curl expand braces themselves.
        guard bare.contains(UInt8(ascii: "{")), !String(decoding: bare, as: UTF8.self).contains("://") else { return }
        var index = bare.startIndex
        while let opening = bare[index...].firstIndex(of: UInt8(ascii: "{")) {
            guard let closing = bare[opening...].firstIndex(of: UInt8(ascii: "}")) else { return }
            let inner = bare[(opening + 1)..<closing]
            index = closing
            if Self.isBraceExpansion(inner) {
                let shown = "{" + String(decoding: inner, as: UTF8.self) + "}"
                report(
                    word.range.lowerBound, "dash does not expand \"\(shown.prefix(60))\"",
                    hint: shown.contains("..") ? "write the words out, or use seq" : "write the words out")
            }
        }
    }

    private static func isBraceExpansion(_ inner: ArraySlice<UInt8>) -> Bool {
        guard inner.allSatisfy({ $0 > ShellWord.expanded && $0 != UInt8(ascii: "{") }) else { return false }
        let text = String(decoding: inner, as: UTF8.self)
        if let dots = text.firstRange(of: "..") {
            let (left, right) = (text[..<dots.lowerBound], text[dots.upperBound...])
            let isLetter = { (part: Substring) in part.count == 1 && part.allSatisfy(\.isLetter) }
            return (Int(left) != nil && Int(right) != nil) || (isLetter(left) && isLetter(right))
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        // `{1,3}` counts in a pattern.
        return parts.count > 1 && parts.contains { part in !part.allSatisfy(\.isNumber) }
            && parts.allSatisfy { part in part.allSatisfy { $0.isLetter || $0.isNumber || "._-/*".contains($0) } }
    }

    /// Variables that bash sets and dash does not.
    private static let bashVariables: Set<String> = [
        "RANDOM", "SRANDOM", "BASH", "BASHPID", "BASH_SOURCE", "BASH_VERSION", "BASH_LINENO", "PIPESTATUS", "FUNCNAME",
        "EPOCHSECONDS", "EPOCHREALTIME", "UID", "EUID", "GROUPS", "SECONDS", "HOSTNAME", "OSTYPE", "MACHTYPE",
        "HOSTTYPE", "DIRSTACK", "SHELLOPTS", "BASHOPTS", "BASH_ARGV0", "BASH_COMMAND", "BASH_REMATCH", "BASH_SUBSHELL",
        "BASH_VERSINFO",
        // Debian's dash, which the platform has, is built without it.
        "LINENO",
    ]

    mutating func checkVariable(_ name: String, _ start: Int) {
        if name == "_" {
            report(
                start, unlessDefined: .variable(name),
                "dash does not put the last word of the command before into \"_\"",
                hint: "write the word once more, or put it into a variable of your own")
            return
        }
        guard Self.bashVariables.contains(name) else { return }
        report(
            start, unlessDefined: .variable(name), "dash does not set \"\(name)\", so that nothing stands here",
            hint: Self.remedyForVariable(name))
    }

    private static func remedyForVariable(_ name: String) -> String {
        switch name {
        case "RANDOM", "SRANDOM": "use shuf, or od with /dev/urandom"
        case "UID", "EUID": "write $(id -u)"
        case "GROUPS": "write $(id -G)"
        case "HOSTNAME": "write $(hostname)"
        case "SECONDS", "EPOCHSECONDS", "EPOCHREALTIME": "write $(date +%s)"
        case "BASH_SOURCE": "write $0"
        case "BASHPID": "write $$"
        case "OSTYPE", "MACHTYPE", "HOSTTYPE": "write $(uname -s) or $(uname -m)"
        default: "write it without, or call bash with a script of its own"
        }
    }
}
