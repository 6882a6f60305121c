import DefinitionSources
import Documents
import PlatformAPI
import ShellScripts
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
        let diagnostics = (document.allDiagnostics + scripts(of: document)).inOrderOfText
        let hasErrors = diagnostics.contains { $0.severity == .error }
        if parsed.has(.json) {
            let status = StandardOutput(console: console).print(.array(diagnostics.map(\.json)))
            guard status == ExitStatus.success else { return status }
        } else {
            console.show(diagnostics)
            let count = diagnostics.isEmpty ? "" : ": \(DiagnosticRenderer.count(diagnostics))"
            console.say("\(name)\(hasErrors ? "" : " is valid")\(count)")
        }
        return hasErrors ? ExitStatus.invalid : ExitStatus.success
    }

    /// What there is to say about hooks and commands as scripts of a shell.
    private func scripts(of document: LoadedDocument) -> [Diagnostic] {
        let tasks = document.tasks.map(\.task)
        guard tasks.contains(where: { !$0.scripts.isEmpty }) else { return [] }
        let dash = DashSyntax(path: context.environment["PATH"] ?? "")
        let check = ScriptCheck(dash: dash)
        // Tasks that share a script by an anchor share its mistakes.
        var seen: [SourceLocation] = []
        let found = tasks.flatMap { task in
            task.scripts.flatMap { script -> [Diagnostic] in
                guard !seen.contains(script.node.location) else { return [] }
                seen.append(script.node.location)
                return check.diagnostics(
                    of: script.node, path: script.path.description, variables: task.environmentNames)
            }
        }
        guard dash == nil else { return found }
        return [
            Diagnostic(
                .note, at: nil, "there is no dash on this machine, so that the syntax of scripts is not checked",
                hint: "install the package \"dash\"")
        ] + found
    }

    /// A file of a project's configuration is checked as such, with all that its tasks refer to.
    private func document(of source: DefinitionSource, only name: String?) -> LoadedDocument {
        switch source.read() {
        case .failure(let error): return LoadedDocument(diagnostics: [error.diagnostic], tasks: [])
        case .success(let file):
            if let project = Project(configuration: file, from: source) { return project.loadAll(only: name) }
            return DefinitionLoader().loadAll(file, from: source, only: name)
        }
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
            case .success(.file(let file)): return (file.name, document(of: file, only: task.name))
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
