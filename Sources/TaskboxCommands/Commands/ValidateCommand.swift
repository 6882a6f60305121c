import DefinitionSources
import Documents
import PlatformAPI
import TaskModel

/// `taskbox validate`: every problem of a definition file, with its place.
struct ValidateCommand {
    private let parsed: ParsedCommand
    private let api: APIOptions?
    private let name: String?
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) {
        self.parsed = parsed
        self.context = context
        api = try APIOptions.read(parsed)
        if api != nil {
            name = try APIOptions.taskName(of: parsed)?.description
        } else {
            guard parsed.operand(0) != nil else { throw UsageError("validate needs TASK", of: "validate") }
            name = parsed.operand(1) ?? parsed.value(of: .task)
        }
    }

    func run() -> Int32 {
        let console = context.console(
            quiet: parsed.has(.quiet), color: parsed.choice(of: .color) ?? .auto)
        let source: String
        let diagnostics: [Diagnostic]
        if let api {
            let tasks = APITasks(options: api, context: context, console: console)
            guard let document = tasks.loadAll(name.flatMap(PlatformID.init)) else { return ExitStatus.fault }
            source = "project \(api.project)"
            diagnostics = document.allDiagnostics
        } else {
            let file = DefinitionSource(path: parsed.operand(0) ?? "-")
            let loader = DefinitionLoader()
            source = file.name
            diagnostics = name.map { loader.load(file, task: $0).diagnostics } ?? loader.loadAll(file).allDiagnostics
        }
        let hasErrors = diagnostics.contains { $0.severity == .error }
        if parsed.has(.json) {
            let status = StandardOutput(console: console).print(.array(diagnostics.map(\.json)))
            guard status == ExitStatus.success else { return status }
        } else {
            console.show(diagnostics)
            console.say(
                diagnostics.isEmpty
                    ? "\(source) is valid" : "\(source): \(DiagnosticRenderer.count(diagnostics))")
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
