import Documents

/// CSV as RFC 4180 quotes it, but with line feeds, which shells take; or the same with another separator.
struct SeparatedValues {
    let separator: Character

    /// The lines, with their ends.
    func text(_ titles: [String]?, _ rows: [[Table.Cell]]) -> String {
        ((titles.map { [$0] } ?? []) + rows.map { $0.map(\.text) }).map { values in
            // An empty line would be no row.
            values == [""] ? "\"\"\n" : values.map(quoted).joined(separator: String(separator)) + "\n"
        }.joined()
    }

    private func quoted(_ value: String) -> String {
        let value = value.harmless
        let needsQuotes = value.unicodeScalars.contains { scalar in
            scalar == "\"" || scalar == "\n" || scalar == "\r" || Character(scalar) == separator
        }
        let hasOuterSpace = value.first == " " || value.last == " "
        guard needsQuotes || hasOuterSpace else { return value }
        // Scalar for scalar: a mark over a quotation mark would make one character of the two.
        let doubled = value.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
        return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
    }
}

/// Tabs between values, and nothing quoted: a line for each row whatever the values are.
enum PlainValues {
    /// The lines, with their ends.
    static func text(_ titles: [String]?, _ rows: [[Table.Cell]]) -> String {
        ((titles.map { [$0] } ?? []) + rows.map { $0.map(\.text) }).map { values in
            values.map(onOneLine).joined(separator: "\t") + "\n"
        }.joined()
    }

    private static func onOneLine(_ value: String) -> String {
        let separators: Set<Character> = ["\n", "\r", "\r\n", "\t"]
        return value.split(omittingEmptySubsequences: true) { separators.contains($0) }.joined(separator: " ").harmless
    }
}

extension String {
    /// The text with what a terminal could obey as visible escapes, but for line breaks and tabs, which scripts expect.
    fileprivate var harmless: String {
        guard unicodeScalars.contains(where: { $0.needsEscape }) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.needsEscape, !["\n", "\r", "\t"].contains(scalar) {
                text += scalar.visibleEscape
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}
