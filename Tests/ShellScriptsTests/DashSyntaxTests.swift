import Documents
import Foundation
import TestSupport
import Testing

@testable import ShellScripts

@Suite("What dash answers") struct DashSyntaxTests {
    /// A machine whose `dash` is this script.
    private func withDash(
        _ script: String, timeLimit: Duration = .seconds(10), body: (DashSyntax) throws -> Void
    ) throws {
        try ScratchFolder.with { scratch in
            try scratch.write("dash", "#!/bin/sh\n\(script)\n", permissions: 0o755)
            try body(try #require(DashSyntax(path: scratch.path, timeLimit: timeLimit)))
        }
    }

    @Test(
        "is taken for what it is, and for no more",
        arguments: [
            ("exit 0", .wellFormed),
            (
                "echo 'dash: 3: Syntax error: \"fi\" unexpected' >&2; exit 2",
                .fault(DashSyntax.Fault(line: 3, words: "\"fi\" unexpected"))
            ),
            ("kill -9 $$", .unknown("dash was killed by signal 9")),
            ("exit 2", .unknown("dash ended with status 2 and said nothing")),
            ("echo 'out of order' >&2; exit 1", .unknown("dash ended with status 1 and said \"out of order\"")),
            ("printf '\\033[2J' >&2; exit 1", .unknown("dash ended with status 1 and said \"\\u{1b}[2J\"")),
        ] as [(String, DashSyntax.Verdict)])
    func verdicts(_ script: String, _ expected: DashSyntax.Verdict) throws {
        try withDash(script) { dash in #expect(dash.verdict(on: "make\n") == expected) }
    }

    @Test("a dash that never ends is not waited for")
    func endless() throws {
        try withDash("exec /bin/sleep 600", timeLimit: .seconds(1)) { dash in
            #expect(dash.verdict(on: "make\n") == .unknown("dash did not end within 1 s"))
        }
    }

    @Test("the person is told that the script was not checked")
    func note() throws {
        let node = Node(
            .scalar(Scalar(.string("make"), style: .plain, text: "make", contentLine: 1)),
            at: SourceLocation(file: SourceFile(name: "x.yaml", bytes: Array("make\n".utf8)), line: 1, column: 1))
        try withDash("kill -9 $$") { dash in
            let found = ScriptCheck(dash: dash).diagnostics(of: node, path: "run.command")
            #expect(found.map(\.severity) == [.note])
            #expect(
                found.map(\.message) == ["the syntax of the script could not be checked: dash was killed by signal 9"])
        }
    }
}
