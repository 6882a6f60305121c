import Documents
import Foundation
import Testing

@Suite struct YAMLBoundsTests {
    @Test(arguments: ["[": "]", "- ": "", "? ": "", "{a: ": "}"])
    func nestingIsBounded(open: String, close: String) {
        func nested(_ levels: Int) -> YAMLReading {
            YAMLReading(String(repeating: open, count: levels) + "x" + String(repeating: close, count: levels))
        }
        #expect(nested(256).findings == [])
        #expect(
            nested(257).findings == [
                "1:\(256 * open.utf8.count + 1) error: collections are nested more than 256 levels deep | nest them less deeply"
            ])
        #expect(nested(100_000).diagnostics.count == 1)
    }

    /// A secondary thread has 512 KiB of stack on some systems; a debug build takes several times as much as a release one.
    @Test(arguments: ["[", "- ", "? ", "{a: "])
    func nestingFitsASmallStack(open: String) async {
        let close = open == "[" ? "]" : open == "{a: " ? "}" : ""
        let text = String(repeating: open, count: 256) + "x" + String(repeating: close, count: 256)
        let documentCount = await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: YAMLReading(text).documents.count) }
            thread.stackSize = 2 << 20
            thread.start()
        }
        #expect(documentCount == 1)
    }

    /// Quoted in each other, the texts of thirty such keys would fill any memory.
    @Test func keysInKeysDoNotGrow() throws {
        let nested = try #require(YAMLReading(String(repeating: "? ", count: 200) + "x").documents.first)
        #expect(JSONValue(nested) == .object([.init("{\"…\": null}", nil)]))
        let plain = try #require(YAMLReading("? {a: [1, {b: c}]}\n: 1\n? [x]\n: 2\n").documents.first)
        #expect(
            JSONValue(plain) == .object([.init("{\"a\": [1, {\"b\": \"c\"}]}", 1), .init("[\"x\"]", 2)]))
    }

    @Test func indentedNestingIsBounded() {
        let text = (0..<300).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
        #expect(
            YAMLReading(text).findings == [
                "257:257 error: collections are nested more than 256 levels deep | nest them less deeply"
            ])
    }

    @Test func aliasesDoNotNestDeeper() {
        let half = String(repeating: "[", count: 200) + "%" + String(repeating: "]", count: 200)
        let text =
            "- &a " + half.replacing("%", with: "x") + "\n- &b " + half.replacing("%", with: "*a")
            + "\n"
        #expect(
            YAMLReading(text).findings == [
                "2:206 error: with the alias \"*a\", collections are nested more than 256 levels deep | nest them less deeply"
            ])
    }

    @Test func aliasesOfAliasesAreBounded() {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for (name, inner) in zip("bcdefghij", "abcdefghi") {
            text += "\(name): &\(name) [" + Array(repeating: "*\(inner)", count: 10).joined(separator: ", ") + "]\n"
        }
        let reading = YAMLReading(text)
        #expect(
            reading.findings == [
                "6:36 error: the aliases of this text stand for more than 1000000 values"
                    + " | use fewer aliases inside of values that have anchors themselves"
            ])
        #expect(reading.documents.isEmpty)
    }

    @Test func manyMergesInARowAreNoNesting() {
        var text = "m0: &m0 {k0: 0}\n"
        for index in 1...400 { text += "m\(index): &m\(index)\n  <<: *m\(index - 1)\n  k\(index): \(index)\n" }
        let reading = YAMLReading(text)
        #expect(reading.findings == [])
        guard case .mapping(let entries)? = reading.documents.first?.at("m400")?.content else {
            Issue.record("m400 is not a mapping")
            return
        }
        #expect(entries.count == 401)
    }

    @Test func keysOnOneLineAreBounded() {
        let key = String(repeating: "é", count: 1024)
        #expect(YAMLReading("\(key): x\n").findings == [])
        #expect(
            YAMLReading("\(key)é: x\n").findings == [
                "1:1 error: a key of 1025 characters is more than the 1024 that YAML allows"
                    + " | write \"? \" in front of the key, and \": \" in front of its value on the next line"
            ])
        #expect(YAMLReading("? \(key)é\n: x\n").findings == [])
    }

    @Test func findingsAreBounded() {
        let reading = YAMLReading(String(repeating: "k: yes\n", count: 2000))
        #expect(reading.diagnostics.count { $0.severity == .error } == 500)
        #expect(reading.diagnostics.count { $0.severity == .warning } == 500)
        #expect(reading.findings.last == "note: 2999 more problems of the same text are not listed")
    }

    /// Texts on which a careless reader takes time that grows with the square of their length, by what they are made of.
    private static let longTexts = [
        "pairs on one line": "[" + String(repeating: "a: b, é, ", count: 30_000) + "]",
        "a plain scalar of many lines": "a:\n" + String(repeating: "  word\n", count: 30_000),
        "blank lines": "a: b\n" + String(repeating: " \n", count: 100_000) + "c: d",
        "white space in a scalar": "a" + String(repeating: " ", count: 200_000) + "b",
        "a quoted scalar of many lines": "a: \"" + String(repeating: " x\n", count: 50_000) + " \"",
        "blank lines of a block scalar": "a: |\n" + String(repeating: "  \n", count: 60_000) + "  x",
        "nested keys": String(repeating: "- [[[[a]: b]: c]: d]\n", count: 10_000),
        "anchors and aliases": String(repeating: "- &a x\n- *a\n", count: 20_000),
        "a large mapping": (0..<20_000).map { "k\($0): v\n" }.joined(),
        "keys that are sequences": (0..<10_000).map { "? [\($0)]\n: x\n" }.joined(),
        "comments": String(repeating: "# comment\n", count: 20_000),
        "documents": String(repeating: "--- a\n", count: 20_000),
        "directives": String(repeating: "%A\n", count: 20_000) + "---\n",
        "quotes": String(repeating: "\"", count: 200_000),
        "exclamation marks": String(repeating: "!", count: 200_000),
    ]

    @Test(.timeLimit(.minutes(1)), arguments: longTexts.keys.sorted())
    func timeIsLinear(kind: String) throws {
        _ = YAMLReading(try #require(Self.longTexts[kind]))
    }
}
