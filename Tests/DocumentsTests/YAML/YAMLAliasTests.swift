import Documents
import Testing

@Suite struct YAMLAliasTests {
    @Test func anAliasStandsForItsAnchor() {
        let reading = YAMLReading("a: &x [1, 2]\nb: *x\nd: {e: *x}\n")
        #expect(reading.findings == [])
        #expect(reading.values == [["a": [1, 2], "b": [1, 2], "d": ["e": [1, 2]]]])
        #expect(reading.documents.first?.at("b")?.location.description == "config.yaml:1:7")
    }

    @Test func anAnchorCanBeGivenAgain() {
        #expect(YAMLReading("- &x 1\n- *x\n- &x 2\n- *x\n").values == [[1, 1, 2, 2]])
        #expect(YAMLReading("- &x [&x a, *x]\n- *x\n").values == [[["a", "a"], "a"]])
    }

    @Test func anchorsEndWithTheirDocument() {
        #expect(
            YAMLReading("a: &x 1\n---\nb: *x\n").findings == [
                "3:4 error: the alias \"*x\" has no anchor \"&x\" above it"
                    + " | put the text in quotes if it is no alias; there are no anchors above it in this document"
            ])
    }

    @Test func unknownAliasesNameTheKnownAnchors() {
        let reading = YAMLReading("a: &defaults 1\nb: &other 2\nc: *default\nd: *also\n")
        #expect(
            reading.findings == [
                "3:4 error: the alias \"*default\" has no anchor \"&default\" above it | the anchors above it in this document are \"defaults\", \"other\"",
                "4:4 error: the alias \"*also\" has no anchor \"&also\" above it | the anchors above it in this document are \"defaults\", \"other\"",
            ])
    }

    @Test func anAliasAsAKeyNeedsASpace() {
        let fault =
            "error: the colon belongs to the name of the alias in \"*x: 2\" | write a space between the alias and the colon"
        #expect(YAMLReading("- &x 1\n- *x: 2\n").findings == ["2:3 \(fault)"])
        #expect(YAMLReading("a: &x 1\n*x: 2\n").findings == ["2:1 \(fault)"])
        #expect(YAMLReading("a: &x 1\n*x : 2\n").values == [["a": 1, "1": 2]])
        #expect(
            YAMLReading("a: &x 1\nb: [*x:, *x]\n").findings == [
                "2:5 error: the alias \"*x:\" has no anchor \"&x:\" above it | write a space between the alias and the colon"
            ])
    }

    @Test func aColonInAnAnchorIsWarnedOf() {
        #expect(
            YAMLReading("- &x:\n  a: 1\n").findings == [
                "1:3 warning: the colon is a part of the anchor's name \"x:\" here, but ends the name to readers of YAML 1.1,"
                    + " such as the platform's | write a name without a colon"
            ])
    }

    @Test func anAliasInsideItsOwnValueIsRefused() {
        #expect(
            YAMLReading("a: &x\n  b: *x\n").findings == [
                "2:6 error: the alias \"*x\" stands inside the value that it refers to"
                    + " | remove the alias, or move the anchor \"&x\" to another value"
            ])
    }

    // MARK: Merging

    @Test func mergedEntriesStandInThePlaceOfTheMerge() {
        let reading = YAMLReading("base: &base {a: 1, b: 2}\nx:\n  z: 0\n  <<: *base\n  b: 3\n")
        #expect(reading.findings == [])
        #expect(reading.documents.first?.at("x")?.plainValue == ["z": 0, "a": 1, "b": 3])
    }

    @Test func earlierMappingsOfAListWin() {
        let reading = YAMLReading("- &a {k: 1, l: 1}\n- &b {k: 2, m: 2}\n- {<<: [*a, *b], m: 3}\n- {<<: {q: 1}}\n")
        #expect(reading.findings == [])
        #expect(reading.documents.first?.at("2")?.plainValue == ["k": 1, "l": 1, "m": 3])
        #expect(reading.documents.first?.at("3")?.plainValue == ["q": 1])
    }

    @Test func mergesGoThroughMerges() {
        let reading = YAMLReading("a: &a {x: 1, y: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}\n")
        #expect(reading.documents.first?.at("c")?.plainValue == ["x": 1, "y": 2, "z": 3])
    }

    @Test func aQuotedMergeKeyIsAKey() {
        #expect(YAMLReading("'<<': 1\n").values == [["<<": 1]])
        #expect(YAMLReading("!!str <<: 1\n").values == [["<<": 1]])
        #expect(YAMLReading("- <<\n").values == [["<<"]])
    }

    @Test func onlyMappingsCanBeMerged() {
        #expect(
            YAMLReading("<<: 1\na: {<<: [{b: 1}, c]}\n").findings == [
                "1:5 error: \"<<\" takes over the entries of mappings, and this is not a mapping"
                    + " | write \"<<: *name\" with the name of a mapping, or \"<<: [*first, *second]\"",
                "2:18 error: \"<<\" takes over the entries of mappings, and this is not a mapping"
                    + " | write \"<<: *name\" with the name of a mapping, or \"<<: [*first, *second]\"",
            ])
    }

    @Test func aSecondMergeIsRefused() {
        #expect(
            YAMLReading("x: {<<: {a: 1}, <<: {b: 2}}\n").findings == [
                "1:17 error: the key \"<<\" is given twice in the same mapping; the first one is at config.yaml:1:5"
                    + " | merge several mappings with one list: \"<<: [*first, *second]\""
            ])
    }
}
