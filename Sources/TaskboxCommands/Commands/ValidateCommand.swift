import DefinitionSources
import Documents
import TaskModel

/// `taskbox validate`: every problem of a definition file, with its place.
struct ValidateCommand {
    private let parsed: ParsedCommand
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) {
        self.parsed = parsed
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(
            quiet: parsed.has(.quiet), color: parsed.choice(of: .color) ?? .auto)
        let source = DefinitionSource(path: parsed.operand(0) ?? "-")
        let name = parsed.operand(1) ?? parsed.value(of: .task)
        let loader = DefinitionLoader()
        let diagnostics =
            name.map { loader.load(source, task: $0).diagnostics } ?? loader.loadAll(source).allDiagnostics
        let hasErrors = diagnostics.contains { $0.severity == .error }
        if parsed.has(.json) {
            let status = StandardOutput(console: console).print(.array(diagnostics.map(\.json)))
            guard status == ExitStatus.success else { return status }
        } else {
            console.show(diagnostics)
            console.say(
                diagnostics.isEmpty
                    ? "\(source.name) is valid" : "\(source.name): \(DiagnosticRenderer.count(diagnostics))")
        }
        return hasErrors ? ExitStatus.invalid : ExitStatus.success
    }
}

extension Diagnostic {
    /// The diagnostic for programs.
    fileprivate var json: JSONValue {
        [
            "severity": .string(severity.rawValue), "file": .optional(location?.file.name),
            "line": location.map { .integer($0.line) } ?? .null,
            "column": location.map { .integer($0.column) } ?? .null, "path": .optional(path),
            "message": .string(message), "hint": .optional(hint),
        ]
    }
}
