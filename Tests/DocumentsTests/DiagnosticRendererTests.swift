import Documents
import Testing

struct DiagnosticRendererTests {
    private func render(
        _ text: String, line: Int = 1, column: Int, path: String? = nil, _ message: String = "m", hint: String? = nil,
        name: String = "x.json"
    ) -> String {
        let location = Documents.SourceLocation(file: SourceFile(name: name, text: text), line: line, column: column)
        return DiagnosticRenderer().render(Diagnostic(.error, at: location, path: path, message, hint: hint))
    }

    @Test func showsPlaceMessageLineCaretAndHint() {
        let shown = render(
            "{\n  \"timeout\": 90000\n}", line: 2, column: 14, path: "run.timeout", "90000 is too much",
            hint: "write at most 86400"
        )
        #expect(
            shown == """
                x.json:2:14: error: run.timeout: 90000 is too much
                  "timeout": 90000
                             ^
                  hint: write at most 86400

                """
        )
    }

    @Test func namesTaskboxWhereThereIsNoPlace() {
        let diagnostic = Diagnostic(.warning, at: nil, path: "mounts", "no space")
        #expect(DiagnosticRenderer().render(diagnostic) == "taskbox: warning: mounts: no space\n")
        #expect(DiagnosticRenderer().render(Diagnostic(.note, at: nil, "hello")) == "taskbox: note: hello\n")
    }

    @Test func putsTheCaretUnderTheLetterAfterTabsAndWideLetters() {
        #expect(render("\t\tx", column: 3) == "x.json:1:3: error: m\n        x\n        ^\n")
        #expect(render("漢字 x", column: 4) == "x.json:1:4: error: m\n漢字 x\n     ^\n")
        #expect(render("e\u{301} x", column: 4) == "x.json:1:4: error: m\ne\u{301} x\n  ^\n")
        #expect(render("\u{feff}ab", column: 2) == "x.json:1:2: error: m\nab\n ^\n")
    }

    @Test func pointsPastTheEndOfALineAndSkipsBlankLines() {
        #expect(render("ab", column: 3) == "x.json:1:3: error: m\nab\n  ^\n")
        #expect(render("ab\n\n", line: 3, column: 1) == "x.json:3:1: error: m\n")
        #expect(render("", column: 1) == "x.json:1:1: error: m\n")
    }

    @Test func cutsLongLinesAroundTheColumn() throws {
        let text = String(repeating: "a", count: 300) + "X" + String(repeating: "b", count: 3_000_000)
        let lines = render(text, column: 301).split(separator: "\n")
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[1].count == 162)
        #expect(lines[1].first == "…" && lines[1].last == "…")
        #expect(
            lines[1][
                lines[1].index(lines[1].startIndex, offsetBy: lines[2].distance(from: lines[2].startIndex, to: caret))]
                == "X")

        let beginning = render(String(repeating: "a", count: 300), column: 2).split(separator: "\n")
        #expect(beginning[1] == String(repeating: "a", count: 160) + "…")
        #expect(beginning[2] == " ^")
        let end = render(String(repeating: "a", count: 300), column: 301).split(separator: "\n")
        #expect(end[1] == "…" + String(repeating: "a", count: 80))
        #expect(end[2] == String(repeating: " ", count: 81) + "^")
    }

    @Test func makesHostileTextHarmless() {
        let shown = render(
            "\u{1b}]0;x\u{7} y", column: 8, path: "a\u{1b}b", "bad \u{202e}value\n", hint: "\u{9b}1m",
            name: "\u{1b}[2J.json"
        )
        #expect(
            shown == #"""
                \u{1b}[2J.json:1:8: error: a\u{1b}b: bad \u{202e}value\n
                \u{1b}]0;x\u{7} y
                                ^
                  hint: \u{9b}1m

                """#
        )
    }

    @Test func showsTheFirstFiveHundred() {
        let diagnostics = (0..<520).map { Diagnostic($0 < 510 ? .error : .warning, at: nil, "m\($0)") }
        let lines = DiagnosticRenderer().render(diagnostics).split(separator: "\n")
        #expect(lines.count == 501)
        #expect(lines[499] == "taskbox: error: m499")
        #expect(lines[500] == "taskbox: note: not shown: 10 errors, 10 warnings")
    }

    @Test func ordersByFileLineAndColumn() {
        let first = SourceFile(name: "1", text: "")
        let second = SourceFile(name: "2", text: "")
        func diagnostic(_ file: SourceFile?, _ line: Int, _ column: Int, _ message: String) -> Diagnostic {
            let place = file.map { Documents.SourceLocation(file: $0, line: line, column: column) }
            return Diagnostic(.error, at: place, message)
        }
        let diagnostics = [
            diagnostic(first, 2, 1, "d"), diagnostic(second, 1, 1, "f"), diagnostic(first, 1, 9, "c"),
            diagnostic(nil, 0, 0, "a"), diagnostic(first, 1, 2, "b"), diagnostic(first, 2, 1, "e"),
        ]
        #expect(diagnostics.inOrderOfText.map(\.message) == ["a", "b", "c", "d", "e", "f"])
    }

    @Test func coloursOnRequestOnly() {
        let diagnostic = Diagnostic(.error, at: nil, "m", hint: "h")
        let shown = DiagnosticRenderer(colour: true).render(diagnostic)
        #expect(shown == "\u{1b}[1mtaskbox:\u{1b}[0m \u{1b}[1;31merror:\u{1b}[0m m\n\u{1b}[2m  hint: h\u{1b}[0m\n")
        #expect(!DiagnosticRenderer().render(diagnostic).contains("\u{1b}"))
    }

    @Test func countsWithTheRightPlurals() {
        func some(_ severity: Diagnostic.Severity, _ count: Int) -> [Diagnostic] {
            (0..<count).map { _ in Diagnostic(severity, at: nil, "m") }
        }
        #expect(DiagnosticRenderer.count([]) == "no problems")
        #expect(DiagnosticRenderer.count(some(.error, 1)) == "1 error")
        #expect(DiagnosticRenderer.count(some(.warning, 1) + some(.error, 2)) == "2 errors, 1 warning")
        #expect(DiagnosticRenderer.count(some(.note, 2) + some(.warning, 3)) == "3 warnings, 2 notes")
    }
}

struct PrintableTextTests {
    @Test(arguments: [
        ("plain é 漢 😀", "plain é 漢 😀"), ("a\nb\tc\rd", #"a\nb\tc\rd"#), ("\u{1b}[31m", #"\u{1b}[31m"#),
        ("\u{85}\u{9b}\u{7f}\0", #"\u{85}\u{9b}\u{7f}\u{0}"#), ("\u{202e}x\u{2066}", #"\u{202e}x\u{2066}"#),
        ("\u{200b}\u{2028}\u{feff}", #"\u{200b}\u{2028}\u{feff}"#), ("👩\u{200d}🚀", "👩\u{200d}🚀"),
    ])
    func escapesWhatATerminalObeysOrAnEyeOverlooks(text: String, expected: String) {
        #expect(text.printable == expected)
        #expect(text.printable.printable == expected)
    }

    @Test func cutsLongText() {
        #expect("abcdef".quoted(limit: 6) == "\"abcdef\"")
        #expect("abcdefg".quoted(limit: 6) == "\"abcdef…\"")
        #expect(("a" + String(repeating: "\u{301}", count: 1_000_000)).shortened(to: 5).unicodeScalars.count == 6)
    }
}

struct EditDistanceTests {
    @Test(arguments: [
        ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabc", 1), ("abc", "axc", 1),
        ("abcd", "badc", 2),
        ("", "ab", 2), ("kitten", "sitting", 3),
    ])
    func countsEdits(left: String, right: String, expected: Int) {
        #expect(EditDistance.between(left, right, limit: 5) == expected)
        #expect(EditDistance.between(right, left, limit: 5) == expected)
        #expect(expected == 0 || EditDistance.between(left, right, limit: expected - 1) == nil)
    }

    @Test(
        arguments: [
            ("timout", ["timeout", "command"], "timeout"),
            ("Europe/Pariss", ["Europe/Paris", "Europe/Prague"], "Europe/Paris"),
            ("EUROPE/PARIS", ["Europe/Paris"], "Europe/Paris"), ("tpm", ["tmp", "temporary"], "tmp"),
            ("ab", ["ac"], nil), ("share", ["storage", "service"], nil),
            ("abcdefghijklmnop", ["abcdefghijklXXXX"], nil),
            ("export", [], nil), ("xb1", ["xa1", "xc1"], "xa1"), ("xb1", ["xc1", "xa1"], "xa1"),
        ] as [(String, [String], String?)])
    func suggestsTheNearestName(name: String, candidates: [String], expected: String?) {
        #expect(EditDistance.nearest(to: name, among: candidates) == expected)
    }

    @Test func staysFastForLongNames() {
        let long = String(repeating: "x", count: 5_000_000)
        #expect(EditDistance.nearest(to: long, among: [long + "y", "x"]) == nil)
        #expect(EditDistance.nearest(to: "x", among: [long]) == nil)
    }
}
