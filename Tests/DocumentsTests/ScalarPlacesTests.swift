import Documents
import Testing

@Suite("The places of the parts of a string")
struct ScalarPlacesTests {
    /// Every `@` and the letter behind it: its line and column by the places, and by counting in the file.
    private func marks(yaml text: String) throws -> (found: [String], expected: [String]) {
        let file = SourceFile(name: "f.yaml", text: text)
        let (documents, diagnostics) = YAMLReader.read(file)
        #expect(diagnostics.filter { $0.severity == .error } == [])
        return marks(of: try #require(documents.first?.value(ofKey: "k")), in: text)
    }

    private func marks(of node: Node, in text: String) -> (found: [String], expected: [String]) {
        let places = ScalarPlaces(node)
        let script = Array((node.stringValue ?? "").utf8)
        let at = UInt8(ascii: "@")
        let found = script.indices.filter { script[$0] == at }.map { offset in
            let location = places.location(ofByte: offset)
            return "\(location.line):\(location.column)"
        }
        let bytes = Array(text.utf8)
        let file = SourceFile(name: "x", text: text)
        let expected = bytes.indices.filter { bytes[$0] == at }.map { offset in
            let location = file.location(ofByte: offset)
            return "\(location.line):\(location.column)"
        }
        return (found, expected)
    }

    @Test(
        "in YAML",
        arguments: [
            "k: |\n  @a\n  @b\n\n    @c\n  é@d @e\n", "k: |-\n\n\n  @a\n   @b\n", "k: |2\n   @a\n  @b\n",
            "k: |+ # c\n  @a\n\n\n",
            "k: &x !!str |\n  @a\n  @b\n", "k: >\n  @a b\n  @c\n\n  @d\n    @e\n    @f\n  @g\n\n\n  @h\n",
            "k: >-\n  @a\n  @b",
            "k: x@a @b\n", "k: x @a\n  @b\n\n  @c\n", "k: &n x @a\n",
            "k: '@a ''@b'' é@c'\n", "k: '@a\n  @b\n\n  @c'\n", "k: \"@a\\n@b\\t\\x41\\u00e9\\U0001F600@c \\\"@d\"\n",
            "k: \"@a \\\n   @b\n   @c\n\n   @d\"\n", "k: |\r\n  @a\r\n  @b\r\n", "k: |\r  @a\r  @b\r",
            "k: \"\\\\@a\"\n",
        ])
    func yaml(_ text: String) throws {
        let (found, expected) = try marks(yaml: text)
        #expect(found == expected)
        #expect(!found.isEmpty)
    }

    @Test(
        "in JSON",
        arguments: [
            #"{"k": "@a\n@b\t\"@c\" \u00e9 \uD83D\uDE00@d \/@e é@f"}"#, "{\n \"k\":\n  \"@a\\n@b\"}",
        ])
    func json(_ text: String) throws {
        let (node, _) = JSONReader.read(SourceFile(name: "f.json", text: text))
        let (found, expected) = marks(of: try #require(node?.value(ofKey: "k")), in: text)
        #expect(found == expected)
        #expect(!found.isEmpty)
    }

    @Test("a node that is no string has its own place only")
    func noString() throws {
        let (documents, _) = YAMLReader.read(SourceFile(name: "f", text: "k: 5\n"))
        let node = try #require(documents.first?.value(ofKey: "k"))
        #expect(ScalarPlaces(node).location(ofByte: 0) == node.location)
    }

    @Test("lines by line feeds, carriage returns, and both")
    func lines() {
        let file = SourceFile(name: "x", text: "a\nb\r\nc\rd\n")
        #expect((1...6).map { file.line($0) } == ["a", "b", "c", "d", "", nil])
        #expect(file.location(ofByte: 7).description == "x:4:1")
        #expect(SourceFile(name: "x", text: "\u{FEFF}ab").location(ofByte: 4).description == "x:1:2")
    }
}
