import DefinitionSources
import Documents
import TaskModel

/// `taskbox list`: the tasks of a project or a file.
struct ListCommand {
    private let reference: TaskReference
    private let table: TableOptions
    private let isQuiet: Bool
    private let color: ColorChoice
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) {
        reference = try TaskReference(listing: parsed)
        table = try TableOptions(parsed, of: Self.columns)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
        self.context = context
    }

    /// Those of the platform's own CLI, and the place of the definition.
    static let columns: [Table.Column] = [
        .init("name", "Name", canShrink: true), .init("type", "Type"), .init("command", "Command", canShrink: true),
        .init("timeout", "Timeout (s)", alignment: .right),
        .init("place", "Place", isDefault: false, canShrink: true),
    ]

    func run() -> Int32 {
        let console = context.console(quiet: isQuiet, color: color)
        guard let found = tasks(console) else { return ExitStatus.fault }
        if table.format == .table {
            console.say("\(found.owner) has \(found.tasks.isEmpty ? "no tasks" : plural(found.tasks.count, "task"))")
        }
        if found.tasks.isEmpty, table.format == .table { return ExitStatus.success }
        let text = Table(columns: Self.columns, rows: found.tasks.map(\.row)).text(
            table, width: context.columns(of: 1))
        return StandardOutput(console: console).print(text)
    }

    /// `nil` after the reason was printed.
    private func tasks(_ console: Console) -> (owner: String, tasks: [FoundTask])? {
        let result: Result<(owner: String, tasks: [FoundTask]), LoadFailure>
        switch reference {
        case .platform(let api, _):
            let tasks = APITasks(options: api, context: context, console: console)
            return tasks.listing().map { ("project \(api.project)", $0) }
        case .local(let task):
            result = TaskSource.find(task).flatMap { source in
                switch source {
                case .file(let file): DefinitionLoader().listing(file).map { (source.name, $0) }
                case .project(let project): project.listing().map { (source.name, $0) }
                }
            }
        }
        switch result {
        case .success(let found): return found
        case .failure(let failure):
            console.show(failure.diagnostics)
            return nil
        }
    }
}

extension FoundTask {
    /// What stands in the text; a task with mistakes is listed too.
    fileprivate var row: [Table.Cell] {
        let run = node.value(ofKey: "run")
        let base = node.value(ofKey: "base")?.stringValue
        let timeout = run?.value(ofKey: "timeout").map(JSONValue.init) ?? .integer(RunTimeout.standard.seconds)
        return [
            .init(name), .init(node.value(ofKey: "type")?.keyText ?? base.map { "\($0) (built in)" }),
            command(run?.value(ofKey: "command")?.stringValue?.trimmed), .init(base == nil ? timeout : .null),
            .init((key?.location ?? node.location).description),
        ]
    }
}

extension FoundTask {
    /// People see the first line that says what the command does; an ellipsis stands for the others.
    private func command(_ text: String?) -> Table.Cell {
        guard let text else { return .init(nil) }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        let telling = lines.first { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("set ") } ?? lines.first ?? ""
        return .init(.string(text), shown: lines.count > 1 ? "\(telling)\n…" : nil)
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
