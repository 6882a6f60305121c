import Documents
import Foundation
import Planning
import Records

/// `taskbox runs`: the records that there are.
struct RunsCommand {
    private let options: RunsOptions
    private let context: CommandContext

    init(_ options: RunsOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
    }

    /// The columns, for `--columns`.
    static let columns: [Table.Column] = [
        .init("id", "ID"), .init("task", "Task", canShrink: true), .init("result", "Result"),
        .init("exit", "Exit", alignment: .right), .init("started", "Started"),
        .init("duration", "Duration", alignment: .right), .init("phase", "Phase", isDefault: false),
        .init("engine", "Engine", isDefault: false), .init("cause", "Cause", isDefault: false, canShrink: true),
        .init("source", "Source", isDefault: false, canShrink: true), .init("tree", "Tree", isDefault: false),
        .init("log_size", "Log", alignment: .right, isDefault: false),
        .init("folder", "Folder", isDefault: false, canShrink: true),
    ]

    func run() -> Int32 {
        let console = context.console(quiet: options.isQuiet, color: options.color)
        do throws(PastRuns.Failure) {
            let runs = try PastRuns(environment: context.environment)
            let now = Timestamp.now()
            let all = runs.records.map { RunFacts($0, at: now) }
            let chosen = all.filter { options.task == nil || options.task == $0.activity?.task }
            let table = Table(columns: Self.columns, rows: chosen.map { row($0, in: runs.records) })
            if chosen.isEmpty, options.table.format == .table {
                let none = options.task.map { "there is no run of a task \($0.quoted())" } ?? "there is no run yet"
                console.say("\(none); taskbox run makes one")
                return ExitStatus.success
            }
            return StandardOutput(console: console).print(
                table.text(options.table, width: context.columns(of: STDOUT_FILENO)))
        } catch {
            return console.fail(error)
        }
    }

    private func row(_ facts: RunFacts, in records: [RecordedRun]) -> [Table.Cell] {
        let isPartOfRun = facts.phase.map { $0 != .run } ?? false
        let result =
            isPartOfRun && !["success", "damaged"].contains(facts.result)
            ? facts.phase.map { "\(facts.result) (\($0.rawValue))" } : nil
        return [
            .init(.string(facts.record.id.description), shown: records.shortID(of: facts.record.id)),
            .init(facts.activity.map(\.task)),
            .init(.string(facts.result), shown: result),
            .init(facts.exitStatus.map(JSONValue.integer) ?? .null),
            .init(.string(facts.startedAt.rfc3339), shown: AgeText.of(facts.startedAt, at: facts.now)),
            .init(
                facts.duration.map { JSONValue.seconds($0) } ?? .null, shown: facts.duration.map(DurationText.of)),
            .init(facts.phase?.rawValue),
            .init(facts.activity?.details["engine"]?.text),
            .init(facts.cause),
            .init(facts.plan?["repository"]?.text),
            .init(
                .optional(facts.activity?.details["tree"]?.text),
                shown: facts.activity?.details["tree"]?.text.map { String($0.prefix(7)) }),
            .init(.integer(Int(facts.record.logSize)), shown: SizeText.of(facts.record.logSize)),
            .init(facts.record.folder),
        ]
    }
}
