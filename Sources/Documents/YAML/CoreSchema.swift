/// What plain scalars mean: the core schema of YAML 1.2.2 chapter 10.3.
enum CoreSchema {
    /// The value of a plain scalar without a tag; `nil` for a string.
    static func resolve(_ text: UnsafeBufferPointer<UInt8>) -> Scalar.Value? {
        guard let first = text.first else { return .null }
        switch first {
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"): return isNull(text) ? .null : nil
        case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
            return boolean(text).map(Scalar.Value.bool)
        case YAMLByte.plus, YAMLByte.dash, YAMLByte.dot, YAMLByte.zero...YAMLByte.nine:
            return integer(text) ?? float(text).map(Scalar.Value.float)
        default: return nil
        }
    }

    static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.isEmpty || matches(text, "~") || matches(text, "null") || matches(text, "Null") || matches(text, "NULL")
    }

    static func boolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
        if matches(text, "true") || matches(text, "True") || matches(text, "TRUE") { return true }
        if matches(text, "false") || matches(text, "False") || matches(text, "FALSE") { return false }
        return nil
    }

    /// An integer in decimal digits with an optional sign, or in `0x` or `0o` digits; `nil` for anything else, and for
    /// `0x` and `0o` digits of more than 128 bits.
    static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Scalar.Value? {
        if text.count > 2, text[0] == YAMLByte.zero, text[1] == UInt8(ascii: "x") || text[1] == UInt8(ascii: "o") {
            let digits = UnsafeBufferPointer(rebasing: text[2...])
            return integer(digits, radix: text[1] == UInt8(ascii: "x") ? 16 : 8)
        }
        let hasSign = text.first == YAMLByte.plus || text.first == YAMLByte.dash
        let digits = UnsafeBufferPointer(rebasing: text[(hasSign ? 1 : 0)...])
        guard !digits.isEmpty, digits.allSatisfy(YAMLByte.isDigit) else { return nil }
        let isNegative = text.first == YAMLByte.dash
        var value = 0
        for digit in digits {
            let (shifted, isTooLong) = value.multipliedReportingOverflow(by: 10)
            let step = Int(digit - YAMLByte.zero)
            let (sum, isTooLarge) =
                isNegative ? shifted.subtractingReportingOverflow(step) : shifted.addingReportingOverflow(step)
            guard !isTooLong, !isTooLarge else { return bigInteger(digits, isNegative: isNegative) }
            value = sum
        }
        return .integer(value)
    }

    private static func bigInteger(_ digits: UnsafeBufferPointer<UInt8>, isNegative: Bool) -> Scalar.Value {
        let significant = String(decoding: digits.drop { $0 == YAMLByte.zero }, as: UTF8.self)
        return .bigInteger(isNegative ? "-" + significant : significant)
    }

    private static func integer(_ digits: UnsafeBufferPointer<UInt8>, radix: UInt128) -> Scalar.Value? {
        var value: UInt128 = 0
        for byte in digits {
            guard let digit = YAMLByte.hexValue(byte), digit < radix else { return nil }
            let (shifted, isTooLong) = value.multipliedReportingOverflow(by: radix)
            guard !isTooLong else { return nil }
            value = shifted + UInt128(digit)
        }
        return Int(exactly: value).map(Scalar.Value.integer) ?? .bigInteger(String(value))
    }

    static func float(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        let hasSign = text.first == YAMLByte.plus || text.first == YAMLByte.dash
        let number = UnsafeBufferPointer(rebasing: text[(hasSign ? 1 : 0)...])
        if number.first == YAMLByte.dot, number.count == 4 {
            if matches(number, ".inf") || matches(number, ".Inf") || matches(number, ".INF") {
                return text.first == YAMLByte.dash ? -.infinity : .infinity
            }
            if !hasSign, matches(number, ".nan") || matches(number, ".NaN") || matches(number, ".NAN") { return .nan }
        }
        guard isFloat(number) else { return nil }
        return Double(String(decoding: text, as: UTF8.self))
    }

    /// Digits with at most one point among them and maybe an exponent.
    private static func isFloat(_ number: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        var digits = 0
        func skipDigits() -> Int {
            let start = index
            while index < number.count, YAMLByte.isDigit(number[index]) { index += 1 }
            return index - start
        }
        digits = skipDigits()
        if index < number.count, number[index] == YAMLByte.dot {
            index += 1
            digits += skipDigits()
        }
        guard digits > 0 else { return false }
        if index < number.count, number[index] == UInt8(ascii: "e") || number[index] == UInt8(ascii: "E") {
            index += 1
            if index < number.count, number[index] == YAMLByte.plus || number[index] == YAMLByte.dash { index += 1 }
            guard skipDigits() > 0 else { return false }
        }
        return index == number.count
    }

    static func matches(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        text.count == word.utf8CodeUnitCount
            && word.withUTF8Buffer { text.elementsEqual($0) }
    }
}
