import DefinitionSources
import Documents
import PlatformAPI
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
        guard let (name, document) = load(console) else { return ExitStatus.fault }
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

    /// `nil` after it was said why the platform could not be asked.
    private func load(_ console: Console) -> (name: String, LoadedDocument)? {
        switch reference {
        case .platform(let api, let name):
            return APITasks(options: api, context: context, console: console).loadAll(name).map {
                ("project \(api.project)", $0)
            }
        case .local(let task):
            switch TaskSource.find(task) {
            case .failure(let failure): return (".", LoadedDocument(diagnostics: failure.diagnostics, tasks: []))
            case .success(.file(let file)): return (file.name, DefinitionLoader().loadAll(file, only: task.name))
            case .success(.project(let project)): return (project.folder.root, project.loadAll(only: task.name))
            }
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
