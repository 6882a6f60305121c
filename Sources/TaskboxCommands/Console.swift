import Documents
import ProcessSupport
import Records

/// What taskbox itself has to say: lines on standard error, so that standard output belongs to the task.
struct Console: Sendable {
    let isQuiet: Bool
    let usesColour: Bool
    /// Whether the user's locale takes other letters than ASCII.
    let isUTF8: Bool
    /// What must not be shown of a task's secrets, once they are known.
    var redaction: Redaction?
    /// Shared with the screen that writes what the task says.
    let line = ScreenLine()

    init(isQuiet: Bool, usesColour: Bool, isUTF8: Bool = true) {
        self.isQuiet = isQuiet
        self.usesColour = usesColour
        self.isUTF8 = isUTF8
    }

    /// Something that people want to follow; nothing when quiet.
    func say(_ line: String) {
        if !isQuiet { write(line) }
    }

    /// The same in the colour of success or failure.
    func conclude(_ line: String, isSuccess: Bool) {
        if !isQuiet { write(line, colour: isSuccess ? 32 : 31) }
    }

    /// Something that people should know; nothing when quiet.
    func warn(_ line: String) {
        if !isQuiet { write(line, after: coloured("warning: ", 35), markWidth: 9) }
    }

    /// Why something failed, always said.
    func fail(_ line: String, hint: String? = nil) {
        write(line, after: coloured("error: ", 31), markWidth: 7)
        if let hint { write(hint, after: coloured("hint: ", 36), markWidth: 6) }
    }

    /// Problems of a text, with their places; only the errors when quiet.
    func show(_ diagnostics: [Diagnostic]) {
        let shown = isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics
        guard !shown.isEmpty else { return }
        write(lines: DiagnosticRenderer(colour: usesColour).render(shown))
    }

    /// A status that does not ask for attention, as the terminal shows it.
    func dimmed(_ text: String) -> String { usesColour ? "\u{1b}[2m\(text)\u{1b}[0m" : text }

    /// A text of our own with its line ends, as it is; shown even when quiet.
    func show(text: String) { write(lines: text) }

    private func coloured(_ text: String, _ colour: Int) -> String {
        usesColour ? "\u{1b}[1;\(colour)m\(text)\u{1b}[0m" : text
    }

    /// What a line holds may come from files and is made harmless; only the mark before it is ours.
    private func write(_ line: String, after mark: String = "", markWidth: Int = 0, colour: Int? = nil) {
        var text = (redaction?.applied(to: line) ?? line).printable
        if let width = self.line.width {
            text = WrappedLine.lines(of: text, width: width, used: Self.name.count + markWidth)
        }
        write(lines: "\(Self.name)\(mark)\(colour.map { coloured(text, $0) } ?? text)\n")
    }

    private static let name = "taskbox: "

    private func write(lines: String) { line.write(lines: isUTF8 ? lines : lines.inASCII) }
}
