import Documents
import TaskModel
import TestSupport
import Testing

/// What holds for every definition, tried on many that are drawn by chance from fixed seeds.
struct DefinitionPropertyTests {
    @Test func decodingTheCanonicalFormGivesAnEqualDefinition() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<1500 {
            let text = RandomDefinition.text(using: &random)
            let (first, diagnostics) = decode(text, fallbackName: "file")
            let definition = try #require(first, "\(text) \(diagnostics.map(brief))")
            let canonical = definition.canonicalJSON
            guard case .object(let members) = canonical else {
                Issue.record("the canonical form is no object")
                return
            }
            #expect(members.map(\.key) == TaskDefinition.apiKeys)
            let (second, problems) = decode(JSONWriter.pretty(canonical))
            #expect(second == definition)
            #expect(second?.canonicalJSON == canonical)
            #expect(!problems.contains { $0.severity == .error })
        }
    }

    @Test func noMutationCrashesTheReaderOrTheDecoder() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<4000 {
            var bytes = Array(RandomDefinition.text(using: &random).utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) { Mutation.apply(to: &bytes, using: &random) }
            let (node, syntax) = JSONReader.read(SourceFile(name: "x.json", bytes: bytes))
            #expect(node != nil || syntax.contains { $0.severity == .error })
            guard let node else { continue }
            for strictness in [TaskDecoder.Strictness.json, .yaml] {
                let decoder = TaskDecoder(strictness: strictness, fallbackName: "n", timeZones: someTimeZones)
                let (definition, diagnostics) = decoder.decode(node)
                #expect((definition == nil) == diagnostics.contains { $0.severity == .error })
                let shown = DiagnosticRenderer().render(syntax + diagnostics)
                #expect(!shown.unicodeScalars.contains { $0 != "\n" && $0.needsEscape })
                #expect(diagnostics.allSatisfy { $0.location != nil && !$0.message.hasSuffix(".") })
            }
        }
    }
}

/// Definitions without errors.
private enum RandomDefinition {
    static func text(using random: inout SeededRandom) -> String {
        var members = [#""type": "\#(pick(["php:8.3", "python:3.12", "nodejs:22", "cobol:1"], &random))""#]
        members.append(
            #""run": {"command": "\#(pick(["./x", "a\\nb\\t\\u001b", "é 😀"], &random))""#
                + pick(["", #", "timeout": 1"#, #", "timeout": 86400"#], &random) + "}"
        )
        for (key, values) in fields where Bool.random(using: &random) {
            members.append("\"\(key)\": \(pick(values, &random))")
        }
        members.shuffle(using: &random)
        return "{" + members.joined(separator: ",\n  ") + "}"
    }

    private static func pick(_ values: [String], _ random: inout SeededRandom) -> String {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private static let fields: [(String, [String])] = [
        ("id", [#""x""#, #""some id: with things""#]),
        ("name", [#""export""#, #""Odd Name""#, #""é""#]),
        ("resources", ["null", "{}", #"{"base_memory": 1, "memory_ratio": 1024}"#, #"{"memory_ratio": 5}"#]),
        (
            "authorizations",
            [
                "[]", #"[{"type": "env", "action": "view"}]"#, #"[{"action": "operate", "resource": "x"}]"#,
                #"[{"type": "task", "action": "operate", "resource": "y"}, {"action": "view", "resource": null}]"#,
            ]
        ),
        (
            "relationships",
            [
                "[]", "{}",
                #"{"a": null, "b": {}, "c": "s", "d": "s:e", "e": {"service": "s"}, "f ": {"endpoint": "e"}}"#,
            ]
        ),
        ("additional_hosts", ["{}", #"{"a.b_c": "1.2.3.4", "X": "fe80::1.2.3.4"}"#]),
        (
            "mounts",
            [
                "[]", #"{"data": {"source": "instance"}, "/x/ y": {"source": "local", "source_path": " / z "}}"#,
                #"{".a": {"source": "tmp", "source_path": ""}, "b": "shared:files/b//c", "x/../ q": {"source": "temporary"}}"#,
                #"{"s": {"source": "storage", "service": "a"}, "t": {"source": "service", "service": "é"}}"#,
                #"{"/tmp": {"source": "tmp", "service": "ignored"}}"#,
            ]
        ),
        ("timezone", ["null", #""UTC""#, #""Europe/Paris""#]),
        (
            "variables",
            [
                "[]",
                #"{"env": {"A": "x", "b": null, "C": [1, 2.5, {"z": 1e400000000000, "y": -0}], "a-b": true}}"#
                    .replacing("1e400000000000", with: "1e300"),
                #"{"app": {"x": {"b": 12345678901234567890, "a": []}}, "php": {"date.timezone": "UTC"}, "e": []}"#,
            ]
        ),
        ("container_profile", ["null", #""HIGH_CPU""#, #""HUGE""#]),
        ("source", ["{}", #"{"root": "/"}"#, #"{"root": "a/./b/"}"#]),
        (
            "hooks",
            [
                "{}", #"{"build": "x", "deploy": null}"#,
                #"{"build": "", "deploy": "set -e\nfalse"}"#.replacing("\n", with: "\\n"),
            ]
        ),
        (
            "dependencies",
            [
                "[]", #"{"nodejs": {"a": "*", "b": 1.10}, "ruby": []}"#,
                #"{"php": {"require": {"a/b": "2.x-dev"}, "repositories": [{"type": "vcs", "url": "u"}]}}"#,
            ]
        ),
        ("runtime", ["[]", #"{"extensions": ["redis"], "xdebug": {"a": 1e-7}}"#]),
        ("_links", [#"{"self": {"href": "/"}}"#]),
        ("unknown", ["1"]),
    ]
}

/// Changes of a text that leave it nearly valid.
private enum Mutation {
    static func apply(to bytes: inout [UInt8], using random: inout SeededRandom) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<20, using: &random)))
        case 3:
            let end = min(bytes.count, place + Int.random(in: 0..<40, using: &random))
            let slice = Array(bytes[place..<end])
            bytes.insert(contentsOf: slice, at: Int.random(in: 0...bytes.count, using: &random))
        case 4: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
        default:
            let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
            replaceValue(in: &bytes, near: place, with: Array(piece.utf8))
        }
    }

    private static let pieces = [
        "null", "{}", "[]", "[1]", "\"\"", "\"..\"", "\"\\u0000\"", "\"\\u001b[2J\"", "-1", "1e308",
        "99999999999999999999", "true",
        "\"a:b:c\"", "{\"\": null}", "{\"source\": \"storage\"}", "\"\\ud83d\\ude00\"",
    ]

    /// Replaces what stands between a colon and the next comma or bracket.
    private static func replaceValue(in bytes: inout [UInt8], near place: Int, with piece: [UInt8]) {
        guard let colon = bytes[place...].firstIndex(of: UInt8(ascii: ":")) else { return }
        let stops = [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")]
        let end = bytes[colon...].firstIndex { stops.contains($0) } ?? bytes.endIndex
        bytes.replaceSubrange((colon + 1)..<end, with: piece)
    }
}
