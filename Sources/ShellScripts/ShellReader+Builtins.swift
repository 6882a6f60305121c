/// The commands that are built into dash, where they take less than bash's.
extension ShellReader {
    /// The letters of the options that dash 0.5.12 takes; commands that are not here look at their arguments otherwise.
    private static let options = [
        "alias": "", "cd": "LP", "command": "pvV", "exec": "", "export": "p", "hash": "rv", "jobs": "lp", "local": "",
        "pwd": "LP", "read": "pr", "readonly": "p", "trap": "", "type": "", "ulimit": "HSacdflmnprstvw", "umask": "S",
        "unalias": "a", "unset": "fv", "wait": "",
    ]

    private static let remedies = [
        "exec": "leave it out; a program of another name can be called through a link", "hash": "use \"command -v\"",
        "jobs": "dash's jobs takes -l and -p only", "read": "dash's read takes -r and -p only",
        "trap": "write trap 'COMMANDS' SIGNAL", "type": "use \"command -v\"",
        "ulimit": "limit it in the program that needs the limit",
        "wait": "wait for a process by its number",
    ]

    /// Reports the first option that dash does not have.
    mutating func checkOptions(of name: String, _ words: [ShellWord]) {
        guard let known = Self.options[name] else { return }
        var isArgument = false
        for word in words {
            if isArgument {
                isArgument = false
                continue
            }
            guard let text = word.text, text.hasPrefix("-"), text.utf8.count > 1, text != "--" else { return }
            if let letter = text.dropFirst().first(where: { !known.contains($0) }) {
                // What stands behind the letter of a prompt is the prompt.
                if name == "read", text.dropFirst().prefix(while: { $0 != letter }).contains("p") { return }
                report(
                    word.range.lowerBound, unlessDefined: .function(name), "dash's \(name) has no \"-\(letter)\"",
                    hint: Self.remedies[name] ?? "leave it out")
                return
            }
            isArgument = name == "read" && text.hasSuffix("p")
        }
    }

    /// `read` puts what it has read into variables that have to be named.
    mutating func checkRead(_ words: [ShellWord], _ place: Int) {
        var names = words[...]
        while let text = names.first?.text, text.hasPrefix("-") {
            names = names.dropFirst(text.hasSuffix("p") && text != "--" ? 2 : 1)
        }
        for case let text? in words.map(\.text) { definedNames.insert(.variable(text)) }
        guard names.isEmpty else { return }
        report(
            place, unlessDefined: .function("read"), "dash's read needs the name of a variable; without one it fails",
            hint: "write read -r REPLY")
    }

    mutating func checkPrintf(_ words: [ShellWord]) {
        let words = words.first?.text == "--" ? words.dropFirst() : words[...]
        guard let word = words.first, let format = word.text else { return }
        if format == "-v" {
            report(word.range.lowerBound, "dash's printf has no \"-v\"", hint: "write NAME=$(printf …)")
            return
        }
        if let directive = PrintfFormat.unknownDirective(in: format) {
            report(
                word.range.lowerBound, "dash's printf has no \"\(directive)\" and stops there",
                hint: directive == "%q" ? "write '%s', and quote the text in the script" : "use date +FORMAT")
        } else if let escape = PrintfFormat.unknownEscape(in: format) {
            report(
                word.range.lowerBound, "dash's printf prints \"\(escape)\" as it stands",
                hint: "write the bytes in octal digits, such as \\033 for the escape character")
        }
    }

    mutating func checkDot(_ words: [ShellWord]) {
        guard let word = words.first else { return }
        if let file = word.text, !file.contains("/"), !file.isEmpty {
            report(
                word.range.lowerBound, "dash looks for \"\(file.prefix(60))\" on PATH only, not in the current folder",
                hint: "write . ./\(file.prefix(60))")
        }
        guard words.count > 1 else { return }
        report(
            words[1].range.lowerBound, "dash gives no arguments to a file that it reads with \".\"",
            hint: "set them before with \"set --\", or call the file as a script of its own")
    }

    mutating func checkKill(_ words: [ShellWord]) {
        guard let option = words.first, let text = option.text else { return }
        if text.hasPrefix("-SIG") {
            report(
                option.range.lowerBound, "dash's kill takes no \"SIG\" before the name",
                hint: "write kill -\(text.dropFirst(4).prefix(20))")
        } else if text == "-s", words.count > 1, let name = words[1].text, name.hasPrefix("SIG") {
            report(
                words[1].range.lowerBound, "dash's kill takes no \"SIG\" before the name",
                hint: "write kill -s \(name.dropFirst(3).prefix(20))")
        } else if text == "-n" {
            report(
                option.range.lowerBound, "dash's kill has no \"-n\"",
                hint: "write the number of the signal behind \"-\"")
        }
    }

    /// `exit` and `return` take what a status can be.
    mutating func checkStatus(of name: String, _ words: [ShellWord]) {
        guard let word = words.first, let text = word.text, text.hasPrefix("-"), let number = Int(text) else { return }
        report(
            word.range.lowerBound, "dash's \(name) takes no negative number and fails",
            hint: "write \(name) \(number & 0xFF)")
    }

    /// `~+` and `~-`, which dash leaves as they are.
    mutating func checkTilde(_ word: ShellWord) {
        for (sign, variable) in [("~+", "$PWD"), ("~-", "$OLDPWD")] {
            guard word.bare.starts(with: Array(sign.utf8)) else { continue }
            let rest = word.bare.dropFirst(2)
            guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { continue }
            report(word.range.lowerBound, "dash does not expand \"\(sign)\"", hint: "write \"\(variable)\"")
        }
    }

    /// `[^…]` in a pattern: dash's negation is `!`, as POSIX has it.
    mutating func checkNegation(in pattern: ShellWord) {
        let sign = Array("[^".utf8)
        guard pattern.bare.indices.contains(where: { pattern.bare[$0...].starts(with: sign) }) else { return }
        reportNegation(pattern.range.lowerBound)
    }

    mutating func reportNegation(_ place: Int) {
        report(place, "dash reads \"[^…]\" as a choice that \"^\" is a part of", hint: "write [!…]")
    }
}
