import Planning
import Records
import Supervision

/// Which run a command is about, and how it prints.
package struct PastRunOptions: Sendable, Equatable {
    /// The first letters of an id; `nil` for the newest run.
    package let run: String?
    /// The task whose newest run is meant; `nil` for any.
    package let task: String?
    package let printsJSON: Bool
    package let isQuiet: Bool
    package let color: ColorChoice

    /// Reads the parse of a command whose operand is a run.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        run = parsed.operand(0)
        task = parsed.value(of: .ofTask)
        if let run, let task {
            throw UsageError(
                "a run was given twice: \(quoted(run)) and --task \(quoted(task))", of: parsed.command)
        }
        printsJSON = parsed.has(.json)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
    }
}

/// What `taskbox log` was asked to do.
package struct LogOptions: Sendable, Equatable {
    package let choice: PastRunOptions
    package let selection: LogSelection
    /// The number of lines from the end; `nil` for all.
    package let tail: Int?
    package let follows: Bool
    package let format: LogFormatChoice
    package let hasTimestamps: Bool

    /// Reads the parse of `log`.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        choice = try PastRunOptions(parsed)
        let phases = try parsed.value(of: .logPhase, as: PhaseListArgument.parseList)
        selection = LogSelection(phases: Set(phases ?? Phase.allCases), stream: parsed.choice(of: .logStream))
        tail = try parsed.value(of: .tail, as: Self.parseCount)
        follows = parsed.has(.follow)
        format = parsed.choice(of: .pastLogFormat) ?? .plain
        hasTimestamps = parsed.has(.timestamps)
        if hasTimestamps, format != .plain {
            throw UsageError(
                "--timestamps belongs to --format plain, but --format \(format.rawValue) was given", of: parsed.command)
        }
    }

    private static func parseCount(_ text: String) throws(ArgumentError) -> Int {
        guard let count = Int(text), count >= 0, text.allSatisfy(\.isNumber) else {
            throw ArgumentError("\(quoted(text)) is not a number of lines")
        }
        return count
    }
}

/// What `taskbox runs` was asked to do.
struct RunsOptions: Sendable, Equatable {
    /// The task whose runs are listed; `nil` for all.
    let task: String?
    let table: TableOptions
    let isQuiet: Bool
    let color: ColorChoice

    /// Reads the parse of `runs`.
    init(_ parsed: ParsedCommand) throws(UsageError) {
        task = parsed.value(of: .onlyTask)
        table = try TableOptions(parsed, of: RunsCommand.columns)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
    }
}
