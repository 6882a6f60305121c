import Documents
import Testing

/// Every way in which a text can fail to be JSON, with the exact place and words.
struct JSONSyntaxTests {
    @Test(arguments: structure + content + numbers)
    func refuses(_ example: SyntaxCase) {
        let (_, diagnostics) = JSONReader.read(SourceFile(name: "x.json", text: example.text))
        #expect(diagnostics.map(brief) == example.expected)
        #expect(diagnostics.allSatisfy { $0.severity == .error })
    }
}

struct SyntaxCase: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: [String]

    init(_ text: String, _ expected: String...) {
        self.text = text
        self.expected = expected
    }

    var testDescription: String { text.debugDescription }
}

/// `line:column: message (hint)`.
private func brief(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location?.lineAndColumn ?? "nowhere"
    return "\(place): \(diagnostic.message)" + (diagnostic.hint.map { " (\($0))" } ?? "")
}
