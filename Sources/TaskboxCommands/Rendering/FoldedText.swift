import Documents

/// Text in lines that a terminal does not have to break.
enum FoldedText {
    /// Narrower is not legible anyway.
    private static let narrowest = 16

    /// The lines, broken at spaces; a word that is too long for a line is broken where the line ends.
    static func lines(of text: String, width: Int?) -> [String] {
        guard let width = width.map({ max($0, narrowest) }) else { return [text] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let length = columns(word)
            if used > 0, used + 1 + length > width {
                lines.append(line)
                (line, used) = ("", 0)
            } else if used > 0 || !line.isEmpty {
                line += " "
                used += 1
            }
            for scalar in word.unicodeScalars {
                if used + scalar.terminalWidth > width {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line.unicodeScalars.append(scalar)
                used += scalar.terminalWidth
            }
        }
        return lines + [line]
    }

    private static func columns(_ text: Substring) -> Int { text.unicodeScalars.reduce(0) { $0 + $1.terminalWidth } }
}
