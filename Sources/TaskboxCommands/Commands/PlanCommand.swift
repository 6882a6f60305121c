import Documents
import Execution
import Planning
import Records

/// `taskbox plan`: what a run would do, and nothing of it.
struct PlanCommand {
    private let options: PlanOptions
    private let context: CommandContext

    init(_ options: PlanOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(quiet: options.isQuiet, color: options.color)
        let preparation = PlanPreparation(options: options.planning, context: context, console: console)
        guard let prepared = preparation.prepare(keepsWorkspace: false) else {
            return ExitStatus.fault
        }
        let redaction = Redaction(prepared.plan)
        let output = StandardOutput(console: console)
        if options.printsJSON {
            return output.print(redaction.applied(to: prepared.plan.json))
        }
        return output.print(redaction.applied(to: PlanText(plan: prepared.plan).text))
    }
}
