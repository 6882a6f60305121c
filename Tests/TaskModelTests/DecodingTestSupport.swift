import Documents
import TaskModel
import Testing

/// A few zones, so that no test depends on the machine.
let someTimeZones = TimeZoneCatalog(["America/New_York", "Asia/Tokyo", "Europe/Paris", "Europe/Prague", "UTC"])

/// Decodes a JSON text as one task.
func decode(
    _ text: String, _ strictness: TaskDecoder.Strictness = .json, path: String = "", fallbackName: String? = nil
) -> (definition: TaskDefinition?, diagnostics: [Diagnostic]) {
    let (node, problems) = JSONReader.read(SourceFile(name: "task.json", text: text))
    guard let node else { return (nil, problems) }
    let decoder = TaskDecoder(
        strictness: strictness, path: FieldPath(path), fallbackName: fallbackName, timeZones: someTimeZones
    )
    let (definition, diagnostics) = decoder.decode(node)
    return (definition, problems + diagnostics)
}

/// What is wrong with a text, one `line:column: severity: path: message (hint)` a problem.
func problems(of text: String, _ strictness: TaskDecoder.Strictness) -> [String] {
    let (definition, diagnostics) = decode(text, strictness, fallbackName: strictness == .yaml ? "n" : nil)
    let hasError = diagnostics.contains { $0.severity == .error }
    #expect((definition == nil) == hasError)
    return diagnostics.map(brief)
}

func brief(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location?.lineAndColumn ?? "nowhere"
    let path = diagnostic.path.map { $0.isEmpty ? "" : "\($0): " } ?? ""
    return "\(place): \(diagnostic.severity.rawValue): \(path)\(diagnostic.message)"
        + (diagnostic.hint.map { " (\($0))" } ?? "")
}

/// A text and every problem that the decoder finds in it, with exact place and words.
///
/// The texts are JSON in both strictnesses, since the rules depend on the strictness and not on the notation.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let text: String
    let expected: [String]

    init(_ text: String, _ expected: [String] = []) {
        self.text = text
        self.expected = expected
    }

    var testDescription: String { text.debugDescription }
}
