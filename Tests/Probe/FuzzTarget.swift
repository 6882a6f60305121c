import Documents
import ShellScripts
import TaskModel
import TaskboxCommands

/// One reader that any bytes must not stop, nor hold up.
struct FuzzTarget: Sendable {
    let name: String
    /// Reads an input; what it makes of it does not matter, only that it ends.
    let read: @Sendable ([UInt8]) -> Void

    /// All readers of texts that come from outside.
    static let all = [
        FuzzTarget(name: "yaml") { _ = YAMLReader.read(SourceFile(name: "f.yaml", bytes: $0)) },
        FuzzTarget(name: "json") { _ = JSONReader.read(SourceFile(name: "f.json", bytes: $0)) },
        FuzzTarget(name: "task-yaml") { bytes in
            decode(YAMLReader.read(SourceFile(name: "f.yaml", bytes: bytes)).documents.first, .yaml)
        },
        FuzzTarget(name: "task-json") { decode(JSONReader.read(SourceFile(name: "f.json", bytes: $0)).0, .json) },
        FuzzTarget(name: "script") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let node = Node(
                .scalar(Scalar(.string(text), style: .plain, text: text, contentLine: 1)),
                at: SourceLocation(file: SourceFile(name: "f.sh", bytes: bytes), line: 1, column: 1))
            _ = ScriptCheck(dash: nil).diagnostics(of: node, path: "run.command")
        },
        FuzzTarget(name: "command-line") { bytes in
            let words = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            CommandLineProbe.parse(words)
        },
    ]

    private static func decode(_ node: Node?, _ strictness: TaskDecoder.Strictness) {
        guard let node else { return }
        let decoder = TaskDecoder(strictness: strictness, fallbackName: "f", timeZones: TimeZoneCatalog(["UTC"]))
        let (definition, diagnostics) = decoder.decode(node)
        // What is decoded can be written, and every message can be shown.
        if let definition { _ = JSONWriter.line(definition.canonicalJSON) }
        _ = DiagnosticRenderer(colour: true).render(diagnostics)
    }
}
