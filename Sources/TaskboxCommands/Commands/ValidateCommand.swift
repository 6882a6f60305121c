import DefinitionSources
import Documents
import TaskModel

/// `taskbox validate`: every problem of a project or a file, with its place.
struct ValidateCommand {
    private let parsed: ParsedCommand
    private let reference: TaskReference
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) {
        self.parsed = parsed
        reference = try TaskReference(parsed)
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(
            quiet: parsed.has(.quiet), color: parsed.choice(of: .color) ?? .auto)
        let (name, document) = load()
        let diagnostics = document.allDiagnostics
        let hasErrors = diagnostics.contains { $0.severity == .error }
        if parsed.has(.json) {
            let status = StandardOutput(console: console).print(.array(diagnostics.map(\.json)))
            guard status == ExitStatus.success else { return status }
        } else {
            console.show(diagnostics)
            console.say(
                diagnostics.isEmpty
                    ? "\(name) is valid" : "\(name): \(DiagnosticRenderer.count(diagnostics))")
        }
        return hasErrors ? ExitStatus.invalid : ExitStatus.success
    }

    private func load() -> (name: String, LoadedDocument) {
        switch TaskSource.find(reference) {
        case .failure(let failure): (".", LoadedDocument(diagnostics: failure.diagnostics, tasks: []))
        case .success(.file(let file)): (file.name, DefinitionLoader().loadAll(file, only: reference.name))
        case .success(.project(let project)): (project.folder.root, project.loadAll(only: reference.name))
        }
    }
}

extension Diagnostic {
    /// The diagnostic for programs.
    fileprivate var json: JSONValue {
        [
            "file": .optional(location?.file.name), "line": location.map { .integer($0.line) } ?? .null,
            "column": location.map { .integer($0.column) } ?? .null, "severity": .string(severity.rawValue),
            "path": .optional(path),
            "message": .string(message), "hint": .optional(hint),
        ]
    }
}
