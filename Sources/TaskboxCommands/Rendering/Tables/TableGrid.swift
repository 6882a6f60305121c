import Documents

/// A table for people: aligned columns with two spaces between, and no line longer than the terminal if that can be.
struct TableGrid {
    let columns: [Table.Column]
    let rows: [[Table.Cell]]
    /// `nil` where nothing has to be cut.
    let width: Int?

    private static let gap = "  "
    /// A column that gives way keeps so much of its text.
    private static let narrowest = 8

    /// The lines, with their ends.
    func text(hasHeader: Bool) -> String {
        var lines = rows.map { row in row.map { Self.line($0.shown ?? $0.text) } }
        if hasHeader { lines.insert(columns.map(\.title), at: 0) }
        let widths = fitted(
            columns.indices.map { column in lines.map { $0[column].terminalWidth }.max() ?? 0 })
        return lines.map { cells in
            let padded = columns.indices.map { pad(cells[$0], to: widths[$0], columns[$0].alignment) }
            return padded.joined(separator: Self.gap).droppingTrailingSpaces + "\n"
        }.joined()
    }

    /// The first line of a text, harmless to a terminal; an ellipsis stands for the others.
    static func line(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
        let first = lines.first.map { String($0).trimmed.printable } ?? ""
        return lines.count > 1 ? first + " …" : first
    }

    /// The widths, of which those that may shrink are cut from the widest down, until the line fits.
    private func fitted(_ natural: [Int]) -> [Int] {
        guard let width else { return natural }
        var widths = natural
        var surplus = natural.reduce(0, +) + Self.gap.count * max(0, columns.count - 1) - width
        while surplus > 0 {
            let candidates = widths.indices.filter { columns[$0].canShrink && widths[$0] > Self.narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            // Down to the next widest at once, so that no text makes this slow.
            let next = candidates.filter { $0 != widest }.map { widths[$0] }.max() ?? Self.narrowest
            let cut = min(surplus, max(1, widths[widest] - max(next, Self.narrowest)))
            widths[widest] -= cut
            surplus -= cut
        }
        return widths
    }

    private func pad(_ text: String, to width: Int, _ alignment: Table.Column.Alignment) -> String {
        let text = text.cut(toWidth: width)
        let spaces = String(repeating: " ", count: max(0, width - text.terminalWidth))
        return alignment == .left ? text + spaces : spaces + text
    }
}

extension String {
    /// The text, its end replaced by an ellipsis if it is wider.
    fileprivate func cut(toWidth width: Int) -> String {
        guard terminalWidth > width else { return self }
        var result = ""
        var used = 1
        for scalar in unicodeScalars {
            used += scalar.terminalWidth
            if used > width { break }
            result.unicodeScalars.append(scalar)
        }
        return result.droppingTrailingSpaces + "…"
    }

    fileprivate var droppingTrailingSpaces: String {
        guard let end = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[...end])
    }

    fileprivate var trimmed: String { String(drop { $0 == " " || $0 == "\t" }).droppingTrailingSpaces }
}
