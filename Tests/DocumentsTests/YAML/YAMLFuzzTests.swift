import Documents
import Testing

/// A generator of numbers that a test can repeat.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct YAMLFuzzTests {
    private static let inserts = [
        " ", "  ", "\t", "\n", "\r\n", "\r", ":", ": ", "- ", "? ", "\"", "'", "[", "]", "{", "}", ",", "#", " #", "|",
        ">",
        "&a ", "*a", "!t ", "!!int ", "%", "---\n", "...\n", "\\", "\u{FEFF}", "é", "<<: *a", "\0", "|2-", "yes",
    ].map { Array($0.utf8) }

    /// A text of the suite with a few bytes removed, replaced, repeated or put in.
    private static func mutation(of text: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = text
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...6, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 3: bytes.removeSubrange(place...)
            default: bytes.insert(contentsOf: inserts.randomElement(using: &generator) ?? [], at: place)
            }
        }
        return bytes
    }

    @Test(.timeLimit(.minutes(2)), arguments: 1...4)
    func mutatedTextsNeverStopTheReader(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        for suiteCase in YAMLSuiteCase.all {
            let text = Array(suiteCase.yaml.utf8)
            for _ in 0..<4 {
                let mutated = Self.mutation(of: text, using: &generator)
                let reading = YAMLReading(bytes: mutated)
                let lineCount = mutated.count { $0 == 0x0A || $0 == 0x0D } + 1
                for diagnostic in reading.diagnostics {
                    #expect(diagnostic.location.map { $0.line <= lineCount && $0.column >= 1 } == true)
                }
            }
        }
    }

    /// Every beginning of a text is a text that somebody may be in the middle of writing.
    @Test(.timeLimit(.minutes(2))) func everyBeginningOfATextIsRead() {
        for suiteCase in YAMLSuiteCase.all {
            let text = Array(suiteCase.yaml.utf8)
            for length in 0..<text.count { _ = YAMLReading(bytes: Array(text[..<length])) }
        }
    }
}
