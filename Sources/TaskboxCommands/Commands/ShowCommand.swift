import Documents
import Foundation
import Records

/// `taskbox show`: how a run went.
struct ShowCommand {
    private let options: PastRunOptions
    private let context: CommandContext

    init(_ options: PastRunOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(quiet: options.isQuiet, color: options.color)
        let output = StandardOutput(console: console)
        do throws(PastRuns.Failure) {
            let runs = try PastRuns(environment: context.environment)
            let facts = RunFacts(try runs.find(options.run, task: options.task))
            if options.printsJSON { return output.print(facts.json) }
            let text = ShowText(
                facts: facts, shortID: runs.records.shortID(of: facts.record.id),
                usesColour: context.usesColour(options.color, on: STDOUT_FILENO),
                width: context.columns(of: STDOUT_FILENO))
            return output.print(text.text)
        } catch {
            return console.fail(error)
        }
    }
}

extension RunFacts {
    /// The run for programs; stable, see README.md.
    fileprivate var json: JSONValue {
        let word =
            switch state {
            case .live: "running"
            case .ended: "ended"
            case .interrupted: "interrupted"
            case .damaged: "damaged"
            }
        return [
            "id": .string(record.id.description), "state": .string(word), "result": .string(result),
            "cause": .optional(cause), "exit_status": exitStatus.map(JSONValue.integer) ?? nil,
            "activity": activity?.json ?? nil, "plan": plan ?? nil, "definition": definition ?? nil,
            "request": request?.json ?? nil,
            "record": ["folder": .string(record.folder), "log_size": .integer(Int(record.logSize))],
        ]
    }
}
