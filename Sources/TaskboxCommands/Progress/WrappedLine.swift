import Documents

/// A line of taskbox's own, broken at spaces for a terminal, so that words stay whole and what goes on is set in.
enum WrappedLine {
    /// The text in lines of at most so many columns; a word that is longer than a line stays whole, so that it can be
    /// copied.
    ///
    /// The first line has less room by `used` columns, which something before it takes.
    static func lines(of text: String, width: Int, used: Int) -> String {
        guard used + text.terminalWidth > width else { return text }
        let own = text.prefix { $0 == " " }
        // On a narrow terminal there is no room to line up with the begin of the text.
        let indent = String(repeating: " ", count: (width < 60 ? 2 : used) + own.count)
        var result = String(own)
        var column = used + own.count
        var isLineEmpty = true
        for word in text.dropFirst(own.count).split(separator: " ", omittingEmptySubsequences: false) {
            let length = word.terminalWidth
            if isLineEmpty {
                result += word
                column += length
            } else if column + 1 + length <= width {
                result += " " + word
                column += 1 + length
            } else {
                result += "\n" + indent + word
                column = indent.count + length
            }
            isLineEmpty = false
        }
        return result
    }
}
