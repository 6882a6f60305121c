import Documents

/// Turns what a task wrote into HTML: SGR colours become styles, everything else that a terminal would obey is shown.
struct TerminalText {
    /// How text looks that comes next; a style lasts over lines.
    private var style = TerminalStyle()

    /// A line without its end.
    mutating func html(_ bytes: [UInt8]) -> String {
        var scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
        // A line end of Windows is no news.
        if scalars.last == "\r" { scalars.removeLast() }
        var result = ""
        var text = ""
        func flush(_ style: TerminalStyle) {
            if text.isEmpty { return }
            result += style.isPlain ? text.htmlOfPrintable : style.openingTag + text.htmlOfPrintable + "</span>"
            text = ""
        }
        while let scalar = scalars.popFirst() {
            if scalar == "\u{1b}", let parameters = Self.takeStyle(&scalars) {
                flush(style)
                style.apply(parameters)
            } else if scalar == "\t" || !scalar.needsEscape {
                text.unicodeScalars.append(scalar)
            } else {
                flush(style)
                result += "<i>" + scalar.visibleEscape.htmlOfPrintable + "</i>"
            }
        }
        flush(style)
        return result
    }

    /// The parameters of an SGR sequence whose escape was taken; `nil`, and nothing taken, if it is none.
    private static func takeStyle(_ scalars: inout Substring.UnicodeScalarView.SubSequence) -> [Int]? {
        var rest = scalars
        guard rest.popFirst() == "[" else { return nil }
        var numbers: [Int] = []
        var digits = ""
        var length = 0
        while let scalar = rest.popFirst(), length < 64 {
            length += 1
            switch scalar {
            case "0"..."9" where digits.count < 6: digits.unicodeScalars.append(scalar)
            case ";", ":":
                numbers.append(Int(digits) ?? 0)
                digits = ""
            case "m":
                scalars = rest
                return digits.isEmpty && numbers.isEmpty ? [] : numbers + [Int(digits) ?? 0]
            default: return nil
            }
        }
        return nil
    }
}
