import Testing

@testable import TaskboxCommands

extension OptionSpecification {
    fileprivate static let path = OptionSpecification(
        "path", short: "p", value: Value("DIR", defaultText: ".cache"), isRepeatable: true, section: .limits,
        ".git is a folder.")
    fileprivate static let fast = OptionSpecification("fast", section: .choice, "Is fast.")
}

private let program = ProgramSpecification(
    name: "tool", version: "1.2", summary: "does it", discussion: [],
    commands: [
        CommandSpecification(
            name: "do", summary: "Do it", discussion: [#"The "first" \fBparagraph\fR isn't long…"#],
            examples: [.init("tool do -p ~/x", "Does it.")],
            arguments: [ArgumentSpecification("WHAT", isRequired: true, isRepeatable: true, "Things.")],
            options: [.fast, .path], action: { _, _ in 0 }),
        CommandSpecification(
            name: "undo", summary: "Undo it", discussion: [], examples: [], arguments: [], options: [.fast],
            action: { _, _ in 0 }),
        CommandSpecification(
            name: "__hidden", summary: "Nothing", discussion: [], examples: [], arguments: [], options: [],
            isHidden: true, action: { _, _ in 0 }),
    ])

private let manual = ManualSpecification(
    date: "2026-01-31", description: ["One.", "Two."], exitStatuses: [.init("0", "Good.")],
    environment: [.init("HOME", "Home.")], files: [.init(".x", "A file.")], relatedPages: ["sh(1)"])

@Suite("Manual")
struct ManualPageTests {
    @Test("describes every command, and an option that several take once")
    func page() {
        #expect(
            ManualPage(program, manual).text == #"""
                .TH TOOL 1 2026-01-31 "tool 1.2"
                .nh
                .ad l
                .SH NAME
                tool \- does it
                .SH SYNOPSIS
                .nf
                \fBtool do\fR [OPTIONS] \fIWHAT...\fR
                \fBtool undo\fR [OPTIONS]
                \fBtool \-\-help\fR | \fB\-\-version\fR
                .fi
                .SH DESCRIPTION
                One.
                .PP
                Two.
                .SH COMMANDS
                .SS "tool do"
                Do it.
                .PP
                The \(dqfirst\(dq \(rsfBparagraph\(rsfR isn\(aqt long\[u2026]
                .TP
                \fIWHAT\fR
                Things.
                .PP
                Options: \-\-fast, \-\-path.
                .PP
                Does it.
                .PP
                .nf
                .RS 4
                tool do \-p \(ti/x
                .RE
                .fi
                .SS "tool undo"
                Undo it.
                .PP
                Options: \-\-fast.
                .SH OPTIONS
                .SS "What is run"
                .TP
                \fB\-\-fast\fR
                Is fast.
                Every command takes it.
                .SS Limits
                .TP
                \fB\-p\fR, \fB\-\-path\fR \fIDIR\fR
                \&.git is a folder. May be repeated. Default: .cache.
                Taken by do.
                .SS Other
                .TP
                \fB\-h\fR, \fB\-\-help\fR
                Shows this text.
                Every command takes it.
                .SH "EXIT STATUS"
                .TP
                \fB0\fR
                Good.
                .SH ENVIRONMENT
                .TP
                \fBHOME\fR
                Home.
                .SH FILES
                .TP
                \fB.x\fR
                A file.
                .SH "SEE ALSO"
                sh(1)

                """#)
    }

    @Test("no line begins with a dot that comes from a text, wherever it is wrapped")
    func wrapping() {
        var text = RoffText()
        text.text(String(repeating: ".gitignore ", count: 40))
        #expect(text.lines.count > 3)
        #expect(text.lines.allSatisfy { $0.hasPrefix("\\&.") && $0.utf8.count <= 80 })
    }
}
