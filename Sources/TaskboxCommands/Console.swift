import Documents
import ProcessSupport
import Records

/// What taskbox itself has to say: lines on standard error, so that standard output belongs to the task.
struct Console: Sendable {
    let isQuiet: Bool
    let usesColour: Bool
    /// What must not be shown of a task's secrets, once they are known.
    var redaction: Redaction?
    /// Shared with the screen that writes what the task says to standard error.
    let standardErrorLine = StandardErrorLine()
    private static let standardError: Int32 = 2

    /// Something that people want to follow; nothing when quiet.
    func say(_ line: String) {
        if !isQuiet { write(line) }
    }

    /// Something that people should know; nothing when quiet.
    func warn(_ line: String) {
        if !isQuiet { write(line, after: coloured("warning: ", 35)) }
    }

    /// Why something failed, always said.
    func fail(_ line: String, hint: String? = nil) {
        write(line, after: coloured("error: ", 31))
        if let hint { write(hint, after: coloured("hint: ", 36)) }
    }

    /// Problems of a text, with their places; only the errors when quiet.
    func show(_ diagnostics: [Diagnostic]) {
        let shown = isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics
        guard !shown.isEmpty else { return }
        write(lines: DiagnosticRenderer(colour: usesColour).render(shown))
    }

    /// A text of our own with its line ends, as it is; shown even when quiet.
    func show(text: String) { write(lines: text) }

    private func coloured(_ text: String, _ colour: Int) -> String {
        usesColour ? "\u{1b}[1;\(colour)m\(text)\u{1b}[0m" : text
    }

    /// What a line holds may come from files and is made harmless; only the mark before it is ours.
    private func write(_ line: String, after mark: String = "") {
        let line = redaction?.applied(to: line) ?? line
        write(lines: "taskbox: \(mark)\(line.printable)\n")
    }

    private func write(lines: String) {
        // Nobody is left to tell when standard error itself can not be written.
        try? Descriptor.write(standardErrorLine.close() + lines, to: Self.standardError)
    }
}
