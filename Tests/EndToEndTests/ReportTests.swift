import Documents
import Foundation
import TestSupport
import Testing

/// A run as a page for a browser.
@Suite struct ReportTests {
    @Test(arguments: EngineUnderTest.usable)
    func aHostileTimeout(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
            try scene.define(
                "echo \"$HTML\"; printf '\\033[31mred\\033[0m\\n\\033[2J\\n' >&2; sleep 300 || : \"\(attack)\"",
                timeout: 1, build: "sleep 0.25; echo '</div></pre>'",
                variables: [.init("HTML", .string(attack)), .init("API_TOKEN", "canary-5up3rs3cret-value")])
            #expect(try scene.run("--quiet", "--grace", "0").end == .exited(124))
            let result = try scene.taskbox("report", "-o", "page.html")
            #expect(result.end == .exited(0))
            #expect(
                NormalisedText.of(result.errorText, scratch: scene.scratch.path).replacing(/, [0-9.]+ KiB/, with: "")
                    == "taskbox: report: page.html; the log in it is what the task wrote, unmasked\n")
            let page = try scene.scratch.read("project/page.html")
            #expect(page.components(separatedBy: "<script>").count == 2)
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"))
            #expect(page.contains("<span class=\"f1\">red</span>"))
            #expect(page.contains("<i>\\u{1b}</i>[2J"))
            #expect(page.contains("timed out (limit 1 s)"))
            #expect(page.contains("<b>sleep 300</b>"))
            #expect(!page.contains("canary-5up3rs3cret-value"))
            #expect(page.contains("********"))
            #expect(page.contains("<svg "), "there are samples")
            for word in ["http://", "https://", "src=\"", "url(", "@import"] {
                #expect(!page.contains(word), "\(word)")
            }
            #expect(try Self.problems(of: page) == [])
            var status = stat()
            #expect(stat("\(scene.project)/page.html", &status) == 0 && status.st_mode & 0o077 == 0)
        }
    }

    @Test func aLongLogIsCut() throws {
        try Scene.with(.host) { scene in
            try scene.define("seq 1 200000; head -c 100000 /dev/zero | tr '\\0' y; echo; echo last")
            #expect(try scene.run("--quiet").end == .exited(0))
            let page = try scene.taskbox("report", "--output", "-").outputText
            #expect(page.utf8.count < 2_000_000)
            #expect(page.contains(" of the log are left out here; <code>taskbox log "))
            #expect(page.contains("<span class=\"t\">1</span>"))
            #expect(page.contains("<span class=\"t\">last</span>"))
            #expect(page.contains("<i>… 95 KiB more</i>"))
            #expect(try Self.problems(of: page) == [])
        }
    }

    @Test func whatIsDamagedIsLeftOut() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            #expect(try scene.run("--quiet").end == .exited(0))
            let record = try #require(scene.records.first)
            for name in ["plan.json", "definition.json", "request.json", "log.index"] { unlink("\(record)/\(name)") }
            let result = try scene.taskbox("report")
            #expect(result.end == .exited(0))
            #expect(result.errorText.hasPrefix("taskbox: warning: the page is not complete: taskbox can not read "))
            let name = try #require(
                try FileManager.default.contentsOfDirectory(atPath: scene.project).first { $0.hasSuffix(".html") })
            #expect(name.wholeMatch(of: /taskbox-[a-z0-9]{8}\.html/) != nil)
            #expect(try Self.problems(of: try scene.scratch.read("project/\(name)")) == [])
            let refused = try scene.taskbox("report", "-o", "/nonexistent/x.html")
            #expect(refused.end == .exited(125))
            #expect(refused.errorText.contains("the report can not be written to \"/nonexistent/x.html\": "))
        }
    }

    /// Elements that are not closed in order.
    private static func problems(of page: String) throws -> [String] {
        let void: Set<Substring> = ["meta", "br", "input", "!doctype", "path", "rect"]
        let body = page.replacing(/<style>(?s:.*?)<\/style>/, with: "<style></style>")
            .replacing(/<script>(?s:.*?)<\/script>/, with: "<script></script>")
        var open: [Substring] = []
        var problems: [String] = []
        for match in body.matches(of: /<(\/?)([a-z0-9!]+)(?:\s[^<>]*)?>/) {
            let name = match.output.2
            if match.output.1 == "/" {
                let last = open.popLast()
                if last != name { problems.append("</\(name)> after <\(last ?? "")>") }
            } else if !void.contains(name) {
                open.append(name)
            }
        }
        let marks = body.filter { $0 == "<" }.count - body.matches(of: /<\/?[a-z0-9!]+(?:\s[^<>]*)?>/).count
        if marks != 0 { problems.append("\(marks) marks that are no elements") }
        return problems + open.map { "<\($0)> is not closed" }
    }
}
