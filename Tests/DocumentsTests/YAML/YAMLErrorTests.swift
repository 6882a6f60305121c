import Documents
import Testing

/// The sentences that a person reads when a text is wrong.
@Suite struct YAMLErrorTests {
    @Test(
        arguments: [
            // Indentation
            ("a:\n\tb: 1\n", "2:1 error: a tab is used for indentation | indent with spaces only"),
            ("a:\n  b: 1\n  \tc: 2\n", "3:3 error: a tab is used for indentation | indent with spaces only"),
            (
                "-\t- a\n",
                "1:3 error: a tab stands in front of the \"-\", where only spaces can show how deep the sequence is | use spaces only"
            ),
            (
                "a:\n    b: 1\n  c: 2\n",
                "3:3 error: \"c: 2\" is indented by 2 spaces, which fits no line above it | indent it by 0 to go on with the collection above it"
            ),
            (
                "run:\n  command: make\n   timeout: 5\n",
                "3:4 error: this line goes on with \"make\" of line 2, but has a colon as if it began with a key"
                    + " | check the indentation of both lines, or put the text in quotes if the colon is a part of it"
            ),
            (
                "key:\n - a\n - b\n c\n",
                "4:2 error: \"c\" stands among the entries of a sequence without its \"- \""
                    + " | write \"- \" in front of it, or indent it as the mapping that it belongs to"
            ),
            (
                "a: 1\n- b\n",
                "2:1 error: \"- b\" is an entry of a sequence among the keys of a mapping"
                    + " | indent it deeper than the key that it belongs to, or write it as \"key: value\""
            ),
            (
                "a: [1,\n2]\n",
                "2:1 error: this line goes on with the \"[\" of line 1, but is not indented deeper than its key"
                    + " | indent the line by 1 or more spaces, or close the \"[\" before it"
            ),
            (
                "a: \"x\ny\"\n",
                "2:1 error: this line goes on with the quoted text of line 1, but is not indented deeper than its key"
                    + " | indent the line by 1 or more spaces, or close the quote before it"
            ),
            // Keys and values
            (
                "a: b: c\n",
                "1:4 error: \"b: c\" would begin a mapping where only a single value can stand"
                    + " | put the value in quotes if the colon is a part of it, or begin the mapping on a line of its own"
            ),
            (
                "a: 'b': c\n",
                "1:4 error: \"'b': c\" would begin a mapping where only a single value can stand"
                    + " | put the value in quotes if the colon is a part of it, or begin the mapping on a line of its own"
            ),
            ("a: 1\nb:2\n", "2:1 error: a space is missing after the colon in \"b:2\" | write a space after the colon"),
            ("a:1\nb: 2\n", "1:1 error: a space is missing after the colon in \"a:1\" | write a space after the colon"),
            ("\"a\":1\n", "1:4 error: a space is missing after the colon in \":1\" | write a space after the colon"),
            (
                "a: 1\nb\n",
                "2:1 error: \"b\" is not a \"key: value\" pair as the lines above it"
                    + " | write a colon and a space after the key, or indent the line if it belongs to the value above it"
            ),
            (
                "a: - b\n",
                "1:4 error: a sequence can not begin on the line of its key"
                    + " | begin it on the next line, or put the value in quotes if it is a text"
            ),
            (
                "a: 'b' c\n",
                "1:8 error: \"c\" follows a value that is complete | put it on a line of its own, or the whole value in quotes"
            ),
            (
                "a: 'b'#c\n",
                "1:7 error: a comment needs white space in front of its \"#\" | write a space before the \"#\""
            ),
            (
                "a: @b\n",
                "1:4 error: a value without quotes can not begin with \"@\" | put the text in quotes: \"'@b'\""
            ),
            (
                "a: %b\n",
                "1:4 error: a value without quotes can not begin with \"%\" | put the text in quotes: \"'%b'\""
            ),
            // Quotes and brackets
            (
                "a: \"b\nc: d\n",
                "2:1 error: this line goes on with the quoted text of line 1, but is not indented deeper than its key"
                    + " | indent the line by 1 or more spaces, or close the quote before it"
            ),
            (
                "a: \"b\n",
                "1:4 error: the double quote that opens here is never closed | put a double quote at the end of the text"
            ),
            (
                "- 'it's\n",
                "1:7 error: \"s\" follows a value that is complete | write '' for a single quote inside single quotes"
            ),
            (
                "- 'its\n",
                "1:3 error: the single quote that opens here is never closed | put a single quote at the end of the text; two of them are one inside it"
            ),
            (
                #"a: "C:\dir""#,
                #"1:7 error: "\d" is not an escape of double quotes | write "\\" for a backslash, or use single quotes, in which a backslash is only itself"#
            ),
            (
                #"a: "\x4""#,
                #"1:5 error: the escape "\x" needs 2 hexadecimal digits | write all 2 digits, or "\\" for a backslash"#
            ),
            (
                #"a: "\ud800""#,
                #"1:5 error: "\ud800" is not a character | write the code of a character, or "\\" for a backslash"#
            ),
            ("a: [b, c\n", "1:4 error: this \"[\" is never closed | put \"]\" at its end"),
            ("a: {b: c\n", "1:4 error: this \"{\" is never closed | put \"}\" at its end"),
            (
                "a: [b\n  , {c]\n",
                "2:7 error: \",\" or \"}\" is missing in front of \"]\" | separate the entries with commas"
            ),
            ("a: [b 'c' d]\n", nil),
            (
                "a: ['b' c]\n",
                "1:9 error: \",\" or \"]\" is missing in front of \"c]\" | separate the entries with commas"
            ),
            ("a: [b,, c]\n", "1:7 error: there is nothing in front of this comma | remove the comma, or write a value"),
            (
                "a: {b: 1\n  c: 2}\n",
                "2:4 error: the colon in \": 2}\" follows a value instead of a key"
                    + " | put a comma between the entries, or the text in quotes if the colon is a part of it"
            ),
            (
                "a: [- b]\n",
                "1:5 error: entries of a sequence in brackets are written without \"-\" | remove the \"-\", or put it in quotes if it is a text"
            ),
            (
                "a: [b]]\n",
                "1:7 error: \"]\" follows a value that is complete | remove it, or put the whole value in quotes"
            ),
            (
                "a: ]b\n",
                "1:4 error: \"]b\" has no opening bracket that it belongs to | remove it, or put the text in quotes"
            ),
            // Block scalars
            (
                "a: | text\n",
                "1:6 error: \"text\" can not stand after \"|\""
                    + " | begin the text on the next line; only \"+\", \"-\", a digit from 1 to 9 and a comment may follow \"|\""
            ),
            (
                "a: |\n  x\n# note\n  y\n",
                "3:1 error: a comment that is indented less than the text ends the block scalar here, but text follows"
                    + " | indent the comment as deep as the text of the block scalar"
            ),
            (
                "a: |\n  x\n\ty\n",
                "3:1 error: a tab stands where the indentation of a block scalar's text is expected"
                    + " | indent the line with spaces, as deep as the lines above; tabs may follow after that"
            ),
            (
                "a: |\n     \n  x\n",
                "2:1 error: an empty line has 5 spaces, which is more than the 2 in front of the text that follows"
                    + " | remove the spaces from the empty line, or say how deep the text is indented, as in \"|2\""
            ),
            // Documents and directives
            (
                "--- a: b\n",
                "1:5 error: \"a: b\" would begin a mapping where only a single value can stand"
                    + " | put the value in quotes if the colon is a part of it, or begin the mapping on a line of its own"
            ),
            (
                "%YAML 1.2\na: b\n",
                "1:1 error: a line that begins with \"%\" is a directive, and no \"---\" line follows it"
                    + " | put a \"---\" line between the directives and the document, or quote the text"
            ),
            (
                "%YAML 2.0\n---\n",
                "1:1 error: YAML 2.0 is not known; this reader knows YAML 1.2 | write \"%YAML 1.2\", or remove the line"
            ),
            (
                "a\nb: c\n",
                "2:1 error: this line goes on with \"a\" of line 1, but has a colon as if it began with a key"
                    + " | check the indentation of both lines, or put the text in quotes if the colon is a part of it"
            ),
            (
                "'a'\nb: c\n",
                "2:1 error: \"b: c\" does not belong to the value above it"
                    + " | check the indentation and the quotes above it, or begin a new document with a \"---\" line"
            ),
            // Anchors, aliases and tags
            ("a: &x &y b\n", "1:7 error: a value has two anchors | remove one of the two"),
            (
                "a: &x b\nc: &y *x\n",
                "2:4 error: an alias can not have an anchor or a tag of its own | remove the anchor or the tag"
            ),
            (
                "a: *\n",
                "1:4 error: \"*\" begins an alias, and no name follows it | put the text in quotes if \"*\" is a part of it"
            ),
            (
                "a: !e!x b\n",
                "1:4 error: the tag handle \"!e!\" is not declared in this document"
                    + " | declare it with \"%TAG !e! PREFIX\" above the \"---\" line of the document"
            ),
        ] as [(String, String?)])
    func syntaxErrorsTeach(text: String, finding: String?) {
        #expect(YAMLReading(text).findings == [finding].compactMap(\.self))
    }

    @Test func aSyntaxErrorKeepsTheDocumentsBeforeIt() {
        let reading = YAMLReading("a: 1\n---\nb: [\n")
        #expect(reading.values == [["a": 1]])
        #expect(reading.findings == ["3:4 error: this \"[\" is never closed | put \"]\" at its end"])
    }

    // MARK: Faults that do not end the reading

    @Test func duplicateKeysNameBothPlaces() {
        let reading = YAMLReading("a: 1\nb: 2\na: 3\nc: {x: 1, \"x\": 2}\n")
        #expect(
            reading.findings == [
                "3:1 error: the key \"a\" is given twice in the same mapping; the first one is at config.yaml:1:1 | remove one of the two",
                "4:11 error: the key \"x\" is given twice in the same mapping; the first one is at config.yaml:4:5 | remove one of the two",
            ])
        #expect(reading.values == [["a": 1, "b": 2, "c": ["x": 1]]])
    }

    @Test func duplicateKeysAreFoundInLargeMappings() {
        let text = (0..<50).map { "k\($0): \($0)\n" }.joined() + "k3: x\nk49: z\n"
        #expect(
            YAMLReading(text).findings == [
                "51:1 error: the key \"k3\" is given twice in the same mapping; the first one is at config.yaml:4:1 | remove one of the two",
                "52:1 error: the key \"k49\" is given twice in the same mapping; the first one is at config.yaml:50:1 | remove one of the two",
            ])
    }

    @Test func keysOfDifferentKindsAreDifferent() {
        #expect(YAMLReading("1: a\n'1': b\n1.0: c\ntrue: d\n'true': e\n~: f\n'': g\n[1]: h\n[2]: i\n").findings == [])
        // The same letter, composed and decomposed.
        #expect(YAMLReading("\u{E9}: a\ne\u{301}: b\n").findings == [])
        #expect(
            YAMLReading("1: a\n0x1: b\n").findings == [
                "2:1 error: the key \"0x1\" is given twice in the same mapping; the first one is at config.yaml:1:1 | remove one of the two"
            ])
        #expect(
            YAMLReading("? [a, {b: c}]\n: 1\n? [a, {b: c}]\n: 2\n").findings == [
                "3:3 error: a key is given twice in the same mapping; the first one is at config.yaml:1:3 | remove one of the two"
            ])
    }

    @Test func tagsThatDoNotFit() {
        #expect(
            YAMLReading("a: !!int x\nb: !!map [1]\nc: !!seq {}\nd: !!null 0\n").findings == [
                "1:10 error: \"x\" does not fit its tag \"!!int\" | remove the tag, or write a value that it stands for",
                "2:10 error: a sequence does not fit its tag \"!!map\" | remove the tag",
                "3:10 error: a mapping does not fit its tag \"!!seq\" | remove the tag",
                "4:11 error: \"0\" does not fit its tag \"!!null\" | remove the tag, or write a value that it stands for",
            ])
    }

    @Test func directivesWithoutEffectAreWarnedOf() {
        #expect(
            YAMLReading("%FOO bar # x\n%YAML 1.1\n---\na: 1\n").findings == [
                "1:1 warning: the directive \"%FOO\" is not known and has no effect",
                "2:1 warning: YAML 1.1 is read as YAML 1.2",
            ])
    }

    // MARK: Encoding

    @Test(
        arguments: [
            (
                [0x61, 0x3A, 0x20, 0xFF, 0x0A],
                "1:4 error: the byte 0xFF is not valid UTF-8 here | save the text as UTF-8"
            ),
            (
                [0x61, 0x0A, 0xC3, 0xA9, 0xC3],
                "2:2 error: the byte 0xC3 is not valid UTF-8 here | save the text as UTF-8"
            ),
            ([0xED, 0xA0, 0x80], "1:1 error: the byte 0xED is not valid UTF-8 here | save the text as UTF-8"),
            ([0xC0, 0x80], "1:1 error: the byte 0xC0 is not valid UTF-8 here | save the text as UTF-8"),
            (
                [0xFF, 0xFE, 0x61, 0x00],
                "1:1 error: the text is encoded in UTF-16LE, and only UTF-8 can be read | save it as UTF-8, for example with \"iconv -f UTF-16LE -t UTF-8\""
            ),
            (
                [0x00, 0x61, 0x00, 0x3A],
                "1:1 error: the text is encoded in UTF-16BE, and only UTF-8 can be read | save it as UTF-8, for example with \"iconv -f UTF-16BE -t UTF-8\""
            ),
            (
                [0x00, 0x00, 0xFE, 0xFF, 0x00],
                "1:1 error: the text is encoded in UTF-32BE, and only UTF-8 can be read | save it as UTF-8, for example with \"iconv -f UTF-32BE -t UTF-8\""
            ),
            (
                [0x61, 0x3A, 0x20, 0x1B, 0x0A],
                "1:4 error: the control character U+001B can not stand in a YAML text | remove it, or write it as \"\\x1B\" inside double quotes"
            ),
            (
                [0x61, 0x3A, 0x20, 0x62, 0x00],
                "1:5 error: the control character U+0000 can not stand in a YAML text | remove it, or write it as \"\\x00\" inside double quotes"
            ),
        ] as [([UInt8], String)])
    func onlyUTF8IsRead(bytes: [UInt8], finding: String) {
        #expect(YAMLReading(bytes: bytes).findings == [finding])
    }

    @Test func aByteOrderMarkIsSkipped() {
        let reading = YAMLReading("\u{FEFF}a: 1\nb: é\n")
        #expect(reading.values == [["a": 1, "b": "é"]])
        #expect(reading.documents.first?.at("a")?.location.column == 4)
    }
}
