extension ShellReader {
    /// Reads what begins with a dollar sign; `false` if that stands for itself.
    @discardableResult
    mutating func readExpansion(isInsideQuotes: Bool) -> Bool {
        let start = position
        position += 1
        guard let byte else { return false }
        switch byte {
        case UInt8(ascii: "("):
            if isAt("((") {
                nested { $0.readArithmetic() }
            } else {
                position += 1
                reportFileSubstitution(start)
                nested { $0.readCommands(until: UInt8(ascii: ")")) }
                if self.byte != nil { position += 1 }
            }
            return true
        case UInt8(ascii: "{"):
            nested { $0.readParameter(start, isInsideQuotes: isInsideQuotes) }
            return true
        case UInt8(ascii: "["):
            report(start, "dash has no \"$[…]\"", hint: "write $((…))")
            return false
        case UInt8(ascii: "'") where !isInsideQuotes:
            report(start, "dash has no \"$'…'\"", hint: "write \"$(printf '…')\", or the characters themselves")
            return false
        case UInt8(ascii: "\"") where !isInsideQuotes:
            report(start, "dash has no $\"…\" and puts the \"$\" before the text", hint: "remove the dollar sign")
            return false
        case UInt8(ascii: "@"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "-"),
            UInt8(ascii: "$"), UInt8(ascii: "!"):
            position += 1
            return true
        default:
            guard ShellByte.isName(byte) else { return false }
            checkVariable(readName(), start)
            return true
        }
    }

    /// A name, or one digit.
    mutating func readName() -> String {
        let start = position
        if let byte, ShellByte.isDigit(byte) {
            position += 1
        } else {
            while let byte, ShellByte.isName(byte) { position += 1 }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// `${…}`, at its bracket.
    private mutating func readParameter(_ start: Int, isInsideQuotes: Bool) {
        position += 1
        let isLength = isAt("#") && byte(ahead: 1) != UInt8(ascii: "}") && byte(ahead: 1) != UInt8(ascii: "#")
        if isLength { position += 1 }
        if isAt("!"), let next = byte(ahead: 1), ShellByte.isName(next), !ShellByte.isDigit(next) {
            reportSubstitution(
                start, "${!…}", "takes the name of the variable from another", "use \"eval\" with care, or \"case\"")
        }
        let nameStart = position
        if let byte, ShellByte.isName(byte) {
            while let byte = self.byte, ShellByte.isName(byte) { position += 1 }
        } else if byte != nil {
            position += 1
        }
        let name = String(decoding: bytes[nameStart..<position], as: UTF8.self)
        guard let sign = byte else { return }
        switch sign {
        case UInt8(ascii: "["): reportSubstitution(start, "${\(name)[…]}", "needs arrays", "use \"set --\" and \"$@\"")
        case UInt8(ascii: "/"):
            reportSubstitution(start, "${\(name)/…}", "replaces text", "use sed, or ${\(name)%…} and ${\(name)#…}")
        case UInt8(ascii: "^"), UInt8(ascii: ","):
            reportSubstitution(start, "${\(name)\(Character(Unicode.Scalar(sign)))…}", "changes the case", "use tr")
        case UInt8(ascii: "@") where name != "@" && !name.isEmpty:
            reportSubstitution(start, "${\(name)@…}", "transforms the value", "write it otherwise")
        case UInt8(ascii: ":"):
            if let next = byte(ahead: 1), !Self.defaultSigns.contains(next), !isLength {
                reportSubstitution(
                    start, "${\(name):…}", "cuts a part out", "use cut, or ${\(name)%…} and ${\(name)#…}")
            }
        case UInt8(ascii: "}"): checkVariable(name, start)
        default: break
        }
        let isPattern = sign == UInt8(ascii: "#") || sign == UInt8(ascii: "%")
        skipParameterWord(isInsideQuotes: isInsideQuotes, isPattern: isPattern)
    }

    private static let defaultSigns = Array("-=?+".utf8)

    /// All up to the bracket that closes a parameter.
    private mutating func skipParameterWord(isInsideQuotes: Bool, isPattern: Bool) {
        while let byte, byte != UInt8(ascii: "}") {
            switch byte {
            case UInt8(ascii: "[") where isPattern && self.byte(ahead: 1) == UInt8(ascii: "^"):
                reportNegation(position)
                position += 2
            case UInt8(ascii: "\\"): position += 2
            case UInt8(ascii: "$"): readExpansion(isInsideQuotes: isInsideQuotes)
            case UInt8(ascii: "`"): readBackquotes()
            case UInt8(ascii: "\""):
                position += 1
                while let inner = self.byte, inner != UInt8(ascii: "\"") {
                    switch inner {
                    case UInt8(ascii: "\\"): position += 2
                    case UInt8(ascii: "$"): readExpansion(isInsideQuotes: true)
                    case UInt8(ascii: "`"): readBackquotes()
                    default: position += 1
                    }
                }
                position += 1
            case UInt8(ascii: "'") where !isInsideQuotes:
                position += 1
                while let inner = self.byte, inner != UInt8(ascii: "'") { position += 1 }
                position += 1
            default: position += 1
            }
        }
        position = min(position + 1, limit)
    }

    /// `$((…))`, at the first parenthesis.
    private mutating func readArithmetic() {
        position += 2
        var level = 0
        while let byte {
            switch byte {
            case UInt8(ascii: "("): level += 1
            case UInt8(ascii: ")") where level == 0:
                position += isAt("))") ? 2 : 1
                return
            case UInt8(ascii: ")"): level -= 1
            case UInt8(ascii: "$"):
                readExpansion(isInsideQuotes: true)
                continue
            case UInt8(ascii: "`"):
                readBackquotes()
                continue
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                if self.byte(ahead: 1) == byte, isStep {
                    let sign = byte == UInt8(ascii: "+") ? "++" : "--"
                    report(position, "dash has no \"\(sign)\" in $((…))", hint: "write i=$((i \(sign.prefix(1)) 1))")
                    position += 1
                }
            case UInt8(ascii: "*"):
                if isAt("**") {
                    report(position, "dash has no \"**\" in $((…))", hint: "multiply")
                    position += 1
                }
            case UInt8(ascii: ","):
                report(position, "dash has no \",\" in $((…))", hint: "write a $((…)) of its own for each part")
            case _ where ShellByte.isName(byte):
                readArithmeticWord()
                continue
            default: break
            }
            position += 1
        }
    }

    /// A number or the name of a variable in `$((…))`.
    private mutating func readArithmeticWord() {
        let start = position
        while let byte, ShellByte.isName(byte) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        if !ShellByte.isDigit(bytes[start]) {
            checkVariable(word, start)
        } else if byte == UInt8(ascii: "#") {
            report(
                start, "dash has no \"\(word.prefix(8))#\" in $((…))",
                hint: word == "10"
                    ? "drop leading zeros with ${NAME#0}" : "write 0x before hexadecimal, 0 before octal digits")
        }
    }

    /// Whether `++` or `--` belongs to a name on one of its sides, and is not two signs of a sum such as `1 - -1`.
    private var isStep: Bool {
        let before = position > 0 ? bytes[position - 1] : 0
        let after = byte(ahead: 2) ?? 0
        func isNameStart(_ byte: UInt8) -> Bool { ShellByte.isName(byte) && !ShellByte.isDigit(byte) }
        return isNameStart(after) || (ShellByte.isName(before) && !isNameStart(after) && !ShellByte.isDigit(after))
    }

    private mutating func reportSubstitution(_ start: Int, _ form: String, _ purpose: String, _ remedy: String) {
        report(start, "dash stops at \"\(form)\", which \(purpose) in bash: \"Bad substitution\"", hint: remedy)
    }

    /// `$(< FILE)`, at what is behind the parenthesis.
    private mutating func reportFileSubstitution(_ start: Int) {
        let rest = bytes[min(position, limit)..<limit].drop(while: ShellByte.isBlank)
        guard rest.first == UInt8(ascii: "<"), rest.dropFirst().first != UInt8(ascii: "<"),
            rest.dropFirst().first != UInt8(ascii: "(")
        else { return }
        // Only a redirection and nothing else.
        let file = rest.dropFirst().drop(while: ShellByte.isBlank).prefix {
            !ShellByte.isBlank($0) && $0 != UInt8(ascii: ")") && $0 != UInt8(ascii: "\n")
        }
        guard bytes[file.endIndex...].drop(while: ShellByte.isBlank).first == UInt8(ascii: ")") else { return }
        report(start, "dash puts nothing in the place of \"$(< FILE)\"", hint: "write $(cat FILE)")
    }
}
