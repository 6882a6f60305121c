import Testing

@testable import TaskboxCommands

@Suite("Text of a page")
struct HTMLReportTests {
    @Test("nothing of a text is markup, and nothing hides")
    func escaping() {
        #expect("a<b>&\"'\u{202e}\u{7}".html == "a&lt;b&gt;&amp;&quot;&#39;\\u{202e}\\u{7}")
        #expect("a\n\t<\u{1b}[0m\r".htmlOfLines == "a\n\t&lt;\\u{1b}[0m\\r")
    }

    @Test(
        "colours of a terminal become styles, and the rest is shown",
        arguments: [
            ("plain", "plain"), ("\u{1b}[31mred\u{1b}[0m", "<span class=\"f1\">red</span>"),
            ("\u{1b}[1;91;44mx", "<span class=\"a-bold f9 g4\">x</span>"),
            ("\u{1b}[38;5;208mx\u{1b}[39my", "<span style=\"color:rgb(255,135,0)\">x</span>y"),
            ("\u{1b}[38;5;3mx", "<span class=\"f3\">x</span>"),
            ("\u{1b}[48;2;1;2;3mx", "<span style=\"background:rgb(1,2,3)\">x</span>"),
            ("\u{1b}[mx\u{1b}[4m\u{1b}[24my", "xy"), ("\u{1b}[2Jx", "<i>\\u{1b}</i>[2Jx"),
            ("\u{1b}]0;title\u{7}", "<i>\\u{1b}</i>]0;title<i>\\u{7}</i>"), ("\u{1b}", "<i>\\u{1b}</i>"),
            ("\u{1b}[31", "<i>\\u{1b}</i>[31"), ("50 %\r100 %\r", "50 %<i>\\r</i>100 %"), ("a\tb", "a\tb"),
            ("<script>", "&lt;script&gt;"), ("\u{1b}[38;5;999mx", "x"), ("\u{1b}[38;2;1mx", "x"),
            ("\u{1b}[31m<\u{1b}[0m", "<span class=\"f1\">&lt;</span>"), ("\u{202e}x", "<i>\\u{202e}</i>x"),
        ])
    func terminal(_ text: String, _ html: String) {
        var terminal = TerminalText()
        #expect(terminal.html(Array(text.utf8)) == html)
    }

    @Test("a style lasts over lines, and bytes that are no text are replaced")
    func lasting() {
        var terminal = TerminalText()
        #expect(terminal.html(Array("\u{1b}[32mone".utf8)) == "<span class=\"f2\">one</span>")
        #expect(terminal.html([0xFF] + Array("two".utf8)) == "<span class=\"f2\">\u{FFFD}two</span>")
        #expect(terminal.html([]) == "")
    }

    @Test(
        "numbers as style sheets take them",
        arguments: [(0, "0.000"), (1.5, "1.500"), (99.9996, "100.000"), (-0.25, "-0.250")])
    func numbers(_ number: Double, _ text: String) {
        #expect(number.css == text)
    }
}
