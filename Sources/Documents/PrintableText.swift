extension String {
    /// The text with everything that a terminal could obey, or an eye overlook, written as an escape.
    ///
    /// Control characters, line and paragraph separators, invisible format characters and marks that turn the direction
    /// of writing become `\n`, `\t`, `\r` or `\u{1b}`. Text that is already printable comes back as it is, so applying
    /// the property twice changes nothing.
    package var printable: String {
        guard unicodeScalars.contains(where: \.needsEscape) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if scalar.needsEscape {
                result += scalar.visibleEscape
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text in double quotes for a message: printable, and cut after `limit` characters with an ellipsis.
    package func quoted(limit: Int = 80) -> String { "\"\(shortened(to: limit))\"" }

    /// The printable text, cut after `limit` characters with an ellipsis.
    package func shortened(to limit: Int = 80) -> String {
        // Counted in scalars: one "character" may be made of any number of them.
        var rest = unicodeScalars[...]
        let head = rest.prefix(limit)
        rest.removeFirst(head.count)
        return rest.isEmpty ? printable : String(String.UnicodeScalarView(head)).printable + "…"
    }
}

extension Unicode.Scalar {
    /// Whether the scalar must not reach a terminal as it is.
    package var needsEscape: Bool {
        // The range of printable ASCII first: nearly every text is made of it.
        if (0x20...0x7E).contains(value) { return false }
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
        // The joiners build emoji and Indic syllables.
        case .format: return value != 0x200C && value != 0x200D
        default: return false
        }
    }

    /// The scalar as a visible escape in Swift's notation.
    package var visibleEscape: String {
        switch self {
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        default: "\\u{\(String(value, radix: 16))}"
        }
    }
}
