/// The line of a file that a diagnostic speaks of, cut to the width of a screen, and the caret that goes under it.
struct SourceExcerpt {
    let line: String
    let caretLine: String

    /// Longer lines are cut around the column.
    private static let width = 160
    private static let tabWidth = 4
    private static let leadLength = 1000

    /// `nil` if the file has no such line, or the line is blank.
    init?(at location: SourceLocation) {
        guard let text = location.file.line(location.line) else { return nil }
        var scalars = text.unicodeScalars[...]
        // The readers do not count a byte order mark as a column.
        if location.line == 1, scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }

        // Whatever lies further from the column than a screen is wide can not be shown; lines may be megabytes long.
        let skipped = max(0, location.column - 1 - SourceExcerpt.width)
        // What is before the screen may hold the name of a secret whose value is on it.
        let lead = min(skipped, SourceExcerpt.leadLength)
        let seen = scalars.dropFirst(skipped - lead).prefix(lead + 2 * SourceExcerpt.width + 1)
        let cells = SecretMask.applied(to: Array(seen)).dropFirst(lead).map(Cell.init)
        guard cells.contains(where: { !$0.isBlank }) else { return nil }
        let caret = min(location.column - 1 - skipped, cells.count)

        var start = 0
        let widthBefore = cells[..<caret].reduce(0) { $0 + $1.width }
        let totalWidth = cells.reduce(0) { $0 + $1.width }
        if skipped > 0 || totalWidth > SourceExcerpt.width {
            // A caret in the first half needs no cut at the left.
            var surplus = widthBefore - SourceExcerpt.width / 2
            while surplus > 0, start < caret {
                surplus -= cells[start].width
                start += 1
            }
        }
        var end = start
        var shown = 0
        while end < cells.count, shown + cells[end].width <= SourceExcerpt.width {
            shown += cells[end].width
            end += 1
        }
        let cutLeft = start > 0 || skipped > 0
        let cutRight = end < cells.count
        line = (cutLeft ? "…" : "") + cells[start..<end].map(\.text).joined() + (cutRight ? "…" : "")
        let indent = cells[start..<caret].reduce(cutLeft ? 1 : 0) { $0 + $1.width }
        caretLine = String(repeating: " ", count: indent) + "^"
    }

    /// One scalar of the line as it is shown.
    private struct Cell {
        let text: String
        let width: Int
        let isBlank: Bool

        init(_ scalar: Unicode.Scalar) {
            isBlank = scalar.properties.isWhitespace
            if scalar == "\t" {
                text = String(repeating: " ", count: SourceExcerpt.tabWidth)
                width = SourceExcerpt.tabWidth
            } else if scalar.needsEscape {
                text = scalar.visibleEscape
                width = text.utf8.count
            } else {
                text = String(scalar)
                width = scalar.terminalWidth
            }
        }
    }
}
