import Documents
import Testing

struct JSONReaderTests {
    private func read(_ text: String) throws -> Node {
        let (node, diagnostics) = JSONReader.read(SourceFile(name: "x.json", text: text))
        #expect(diagnostics.isEmpty)
        return try #require(node)
    }

    @Test(
        arguments: [
            ("null", JSONValue.null), ("true", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .bigInteger("9223372036854775808")),
            ("-9223372036854775809", .bigInteger("-9223372036854775809")),
            ("0.5", .float(0.5)), ("1e3", .float(1000)), ("1E+3", .float(1000)), ("-1.25e-2", .float(-0.0125)),
            ("1e-999", .float(0)), ("1.0", .float(1)),
            (#""""#, ""), (#""aé😀""#, "aé😀"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
            (#""\u00e9\uD83D\uDE00\u0000""#, "é😀\0"), ("\"\u{7f}\u{2028}\"", "\u{7f}\u{2028}"),
            ("[]", []), ("{}", [:]), (" [ 1 ,\r\n\t2 ] ", [1, 2]),
            (#"{"b": {"c": []}, "a": 1}"#, ["b": ["c": []], "a": 1]),
            ("\u{feff}{}", [:]),
        ] as [(String, JSONValue)])
    func readsValues(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(read(text)) == expected)
    }

    @Test func knowsThePlaceOfEveryKeyAndValue() throws {
        let node = try read("{\"é😀\": [1,\n\t\"x\", {\"k\":\r\n  null}]}")
        guard case .mapping(let entries) = node.content, case .sequence(let items) = entries[0].value.content,
            case .mapping(let inner) = items[2].content
        else {
            Issue.record("the shape is wrong")
            return
        }
        let places = [
            node.location, entries[0].key.location, entries[0].value.location, items[0].location, items[1].location,
            items[2].location, inner[0].key.location, inner[0].value.location,
        ]
        #expect(places.map(\.lineAndColumn) == ["1:1", "1:2", "1:8", "1:9", "2:2", "2:7", "2:8", "3:3"])
    }

    @Test func keepsNumbersAsTheyWereWritten() throws {
        guard case .scalar(let scalar) = try read("1.10").content else {
            Issue.record("the shape is wrong")
            return
        }
        #expect(scalar == Scalar(.float(1.1), style: .plain, text: "1.10", contentLine: 1))
    }

    @Test func keepsTheFirstOfTwoEqualKeysAndReadsOn() throws {
        let (node, diagnostics) = JSONReader.read(SourceFile(name: "x", text: #"{"a": 1, "b": 2, "a": 3}"#))
        #expect(diagnostics.count == 1)
        #expect(try JSONValue(#require(node)) == ["a": 1, "b": 2])
    }

    @Test func findsEqualKeysInLargeObjects() {
        let members = (0..<5000).map { "\"k\($0)\": \($0)" } + ["\"k4321\": 0", "\"k3\": 0"]
        let text = "{\n" + members.joined(separator: ",\n") + "\n}"
        let (_, diagnostics) = JSONReader.read(SourceFile(name: "x", text: text))
        #expect(
            diagnostics.map(\.message) == [
                #"the key "k4321" stands twice in this object; the first is at 4323:1"#,
                #"the key "k3" stands twice in this object; the first is at 5:1"#,
            ]
        )
    }

    @Test func tellsKeysApartThatOnlyLookEqual() throws {
        let node = try read("{\"e\\u0301\": 1, \"\\u00e9\": 2}")
        guard case .mapping(let entries) = node.content else {
            Issue.record("the shape is wrong")
            return
        }
        #expect(entries.count == 2)
    }

    @Test func nestsToTheLimitAndNotDeeper() {
        func text(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(JSONReader.read(SourceFile(name: "x", text: text(256))).1.isEmpty)
        let (node, diagnostics) = JSONReader.read(SourceFile(name: "x", text: text(257)))
        #expect(node == nil)
        #expect(diagnostics.map(\.message) == ["values are nested more than 256 deep"])
        #expect(diagnostics.first?.location?.column == 257)
        #expect(JSONReader.read(SourceFile(name: "x", text: String(repeating: "[", count: 3_000_000))).1.count == 1)
        #expect(JSONReader.read(SourceFile(name: "x", text: String(repeating: "{\"a\":", count: 999_999))).1.count == 1)
    }

    @Test(
        arguments: [
            ([0x22, 0xFF, 0x22], "1:2", "the byte 0xFF does not belong to UTF-8 text"),
            ([0x5B, 0x0A, 0x22, 0xC3, 0xA9, 0xC3, 0x22, 0x5D], "2:3", "the byte 0xC3 does not belong to UTF-8 text"),
            ([0x22, 0xC0, 0xAF, 0x22], "1:2", "the byte 0xC0 does not belong to UTF-8 text"),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], "1:2", "the byte 0xED does not belong to UTF-8 text"),
            ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "1:2", "the byte 0xF4 does not belong to UTF-8 text"),
            ([0x22, 0xE0, 0x9F, 0xBF, 0x22], "1:2", "the byte 0xE0 does not belong to UTF-8 text"),
            ([0x22, 0xF0, 0x9F, 0x98], "1:2", "the byte 0xF0 does not belong to UTF-8 text"),
            ([0xEF, 0xBB, 0xBF, 0x22, 0x80, 0x22], "1:2", "the byte 0x80 does not belong to UTF-8 text"),
            ([0xFF, 0xFE, 0x7B, 0x00], "1:1", "the text is in UTF-16"),
        ] as [([UInt8], String, String)])
    func refusesWhatIsNotUTF8(bytes: [UInt8], place: String, message: String) {
        let (node, diagnostics) = JSONReader.read(SourceFile(name: "x", bytes: bytes))
        #expect(node == nil)
        #expect(diagnostics.map(\.message) == [message])
        #expect(diagnostics.first?.location?.lineAndColumn == place)
        #expect(diagnostics.first?.hint == "save the file as UTF-8")
    }

    @Test func survivesEveryCutAndEveryChangedByte() {
        let text = #"{"a": [1.5e3, -0, "\u00e9\ud83d\ude00\n", true], "é": {"b": null, "c": "x"}}"#
        let bytes = Array(text.utf8)
        for end in bytes.indices {
            let (node, diagnostics) = JSONReader.read(SourceFile(name: "x", bytes: Array(bytes[..<end])))
            #expect(node == nil && diagnostics.count == 1)
        }
        for index in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = bytes
                changed[index] = byte
                let (node, diagnostics) = JSONReader.read(SourceFile(name: "x", bytes: changed))
                #expect(node != nil || diagnostics.count == 1)
            }
        }
    }
}
