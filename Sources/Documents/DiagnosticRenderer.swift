/// Turns diagnostics into the text that a person reads.
///
/// Everything that came from outside (names, keys, values, lines of a file) is made printable, so that a hostile file can
/// not steer the terminal.
package struct DiagnosticRenderer: Sendable {
    /// Whether to use terminal colours.
    package let colour: Bool

    package init(colour: Bool = false) { self.colour = colour }

    /// Nobody reads more, and each costs a walk through its file.
    private static let listLimit = 500

    /// The diagnostics one after the other, each followed by a line break; after the first 500 only their number.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        let text = diagnostics.prefix(DiagnosticRenderer.listLimit).map(render).joined()
        let rest = diagnostics.dropFirst(DiagnosticRenderer.listLimit)
        if rest.isEmpty { return text }
        return text + render(Diagnostic(.note, at: nil, "not shown: \(DiagnosticRenderer.count(Array(rest)))"))
    }

    /// One diagnostic: the place and the message, the line of the file with a caret under the column, and the hint.
    ///
    /// Every line ends in a line break.
    package func render(_ diagnostic: Diagnostic) -> String {
        var text = paint(.bold, (diagnostic.location?.description ?? "taskbox").printable + ":") + " "
        text += paint(style(of: diagnostic.severity), "\(diagnostic.severity.rawValue):") + " "
        if let path = diagnostic.path, !path.isEmpty { text += "\(path.printable): " }
        text += diagnostic.message.printable + "\n"
        if let location = diagnostic.location, let excerpt = SourceExcerpt(at: location) {
            text += excerpt.line + "\n" + paint(.green, excerpt.caretLine) + "\n"
        }
        if let hint = diagnostic.hint { text += paint(.dim, "  hint: \(hint.printable)") + "\n" }
        return text
    }

    /// How many problems there are, such as `2 errors, 1 warning`; `no problems` for none.
    package static func count(_ diagnostics: [Diagnostic]) -> String {
        let parts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity -> String? in
            let count = diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? "no problems" : parts.joined(separator: ", ")
    }

    private enum Style: String {
        case bold = "1"
        case dim = "2"
        case red = "1;31"
        case green = "1;32"
        case yellow = "1;33"
        case cyan = "1;36"
    }

    private func style(of severity: Diagnostic.Severity) -> Style {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .note: .cyan
        }
    }

    private func paint(_ style: Style, _ text: String) -> String {
        colour ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
    }
}
