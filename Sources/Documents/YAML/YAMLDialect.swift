/// Plain scalars that readers of YAML 1.1, such as the platform's, take for something else than YAML 1.2 does.
///
/// The rules of YAML 1.1 are the ones of its readers in use, which leave out a part of what its type pages say.
struct YAMLDialect: Equatable {
    /// What the scalar is in YAML 1.2 and in YAML 1.1.
    let here: String
    let there: String
    let hint: String

    /// The difference that a plain scalar makes; `nil` if both versions agree on it.
    static func difference(for text: UnsafeBufferPointer<UInt8>) -> YAMLDialect? {
        // What differs is short; a long text is not worth a look.
        guard let first = text.first, text.count <= 64 else { return nil }
        switch first {
        case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "o"),
            UInt8(ascii: "O"):
            return boolean(text)
        case YAMLByte.plus, YAMLByte.dash:
            return number(UnsafeBufferPointer(rebasing: text[1...]), isSigned: true)
        case YAMLByte.zero...YAMLByte.nine, YAMLByte.dot:
            return date(text) ?? number(text, isSigned: false)
        default:
            return nil
        }
    }

    /// `yes`, `on` and the like.
    ///
    /// The type pages of YAML 1.1 have `y` and `n` as well, but no reader that the platform may use takes them for more
    /// than texts: PyYAML has left them out of its rules, and go-yaml 3 takes any of these words for a boolean only where
    /// the program asks for one, which no field of a task does.
    private static func boolean(_ text: UnsafeBufferPointer<UInt8>) -> YAMLDialect? {
        guard (2...3).contains(text.count) else { return nil }
        let word = String(decoding: text, as: UTF8.self)
        let meaning: Bool
        switch word {
        case "yes", "Yes", "YES", "on", "On", "ON": meaning = true
        case "no", "No", "NO", "off", "Off", "OFF": meaning = false
        default: return nil
        }
        return YAMLDialect(
            here: "a text", there: "\"\(meaning)\"",
            hint: "write \"\(meaning)\", or \"'\(word)'\" with quotes for the text")
    }

    /// A day, maybe with a time of day after it.
    private static func date(_ text: UnsafeBufferPointer<UInt8>) -> YAMLDialect? {
        guard text.count >= 8, text[4] == YAMLByte.dash, text[..<4].allSatisfy(YAMLByte.isDigit) else { return nil }
        let day = text[5...].prefix { YAMLByte.isDigit($0) || $0 == YAMLByte.dash }
        let parts = day.split(separator: YAMLByte.dash, omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) }) else { return nil }
        let rest = text[day.endIndex...]
        guard let separator = rest.first else { return day.count == 5 ? textBecomes("a date") : nil }
        guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t") || YAMLByte.isBlank(separator) else {
            return nil
        }
        let time = rest.dropFirst().drop(while: YAMLByte.isBlank)
            .split(separator: YAMLByte.colon, omittingEmptySubsequences: false)
        let isTime = time.count >= 3 && time.prefix(2).allSatisfy { $0.count <= 2 && $0.allSatisfy(YAMLByte.isDigit) }
        return isTime ? textBecomes("a date") : nil
    }

    /// The difference that a number makes, given without its sign.
    private static func number(_ text: UnsafeBufferPointer<UInt8>, isSigned: Bool) -> YAMLDialect? {
        guard let first = text.first else { return nil }
        if first == YAMLByte.dot {
            return isSigned && CoreSchema.float(text)?.isFinite == true ? numberBecomesText : exponent(text)
        }
        guard YAMLByte.isDigit(first) else { return nil }
        if text.contains(YAMLByte.colon) { return isSexagesimal(text) ? textBecomes("a number") : nil }
        if first == YAMLByte.zero, text.count > 1 { return leadingZero(text, isSigned: isSigned) }
        if text.contains(YAMLByte.dash) { return exponent(text) }
        if text.contains(UInt8(ascii: "_")) { return isGrouped(text) ? textBecomes("a number") : nil }
        return exponent(text)
    }

    private static func leadingZero(_ text: UnsafeBufferPointer<UInt8>, isSigned: Bool) -> YAMLDialect? {
        let digits = text[2...]
        switch text[1] {
        case UInt8(ascii: "o"):
            let isOctal = !isSigned && !digits.isEmpty && digits.allSatisfy { (0x30...0x37).contains($0) }
            return isOctal ? numberBecomesText : nil
        case UInt8(ascii: "x"):
            let isHexadecimal = digits.allSatisfy { YAMLByte.hexValue($0) != nil || $0 == UInt8(ascii: "_") }
            let differs = isSigned || digits.contains(UInt8(ascii: "_"))
            return isHexadecimal && differs && !digits.isEmpty ? textBecomes("a number") : nil
        case UInt8(ascii: "b"):
            let isBinary = !digits.isEmpty && digits.allSatisfy { $0 == 0x30 || $0 == 0x31 || $0 == UInt8(ascii: "_") }
            return isBinary ? textBecomes("a number") : nil
        default:
            if text.contains(UInt8(ascii: "_")) { return isGrouped(text) ? textBecomes("a number") : nil }
            guard text.allSatisfy(YAMLByte.isDigit) else { return exponent(text) }
            let word = String(decoding: text, as: UTF8.self)
            let octal = Int(word, radix: 8)
            guard octal == nil || octal != Int(word) else { return nil }
            return YAMLDialect(
                here: "a decimal number", there: octal.map { "the octal number \($0)" } ?? "a text",
                hint: "put it in quotes, or write the number without the leading zero")
        }
    }

    /// A number with an exponent, which YAML 1.1 takes for one only with a point and a sign.
    private static func exponent(_ text: UnsafeBufferPointer<UInt8>) -> YAMLDialect? {
        guard let mark = text.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }),
            CoreSchema.float(text) != nil
        else { return nil }
        let hasSign = text[mark + 1] == YAMLByte.plus || text[mark + 1] == YAMLByte.dash
        return hasSign && text[..<mark].contains(YAMLByte.dot) ? nil : numberBecomesText
    }

    /// Digits with underscores between them, and maybe a point.
    private static func isGrouped(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var points = 0
        for byte in text {
            if byte == YAMLByte.dot { points += 1 }
            guard YAMLByte.isDigit(byte) || byte == UInt8(ascii: "_") || byte == YAMLByte.dot else { return false }
        }
        return points <= 1
    }

    /// A number to the base of 60, such as `12:30:45`.
    private static func isSexagesimal(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let parts = text.split(separator: YAMLByte.colon, omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last else { return false }
        let hasFraction = last.contains(YAMLByte.dot)
        guard hasFraction || text[0] != YAMLByte.zero else { return false }
        guard parts[0].allSatisfy({ YAMLByte.isDigit($0) || $0 == UInt8(ascii: "_") }) else { return false }
        return parts.dropFirst().allSatisfy { part in
            let digits = part.prefix(while: YAMLByte.isDigit)
            let fraction = part.dropFirst(digits.count)
            let isFraction =
                fraction.first == YAMLByte.dot && part.endIndex == last.endIndex
                && fraction.dropFirst().allSatisfy { YAMLByte.isDigit($0) || $0 == UInt8(ascii: "_") }
            guard fraction.isEmpty || isFraction else { return false }
            return digits.count == 1 || digits.count == 2 && (digits.first ?? 0) <= UInt8(ascii: "5")
        }
    }

    private static func textBecomes(_ there: String) -> YAMLDialect {
        YAMLDialect(here: "a text", there: there, hint: "put it in quotes")
    }

    private static let numberBecomesText = YAMLDialect(
        here: "a number", there: "a text", hint: "put it in quotes, or write the number in decimal digits only")
}
