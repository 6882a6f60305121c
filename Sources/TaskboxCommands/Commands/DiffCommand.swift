import DefinitionComparison
import DefinitionSources
import Documents
import PlatformAPI
import Records
import TaskModel

/// `taskbox diff`: what differs between the deployed definition and a local one.
struct DiffCommand {
    private let options: DiffOptions
    private let context: CommandContext

    init(_ options: DiffOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(quiet: options.isQuiet, color: options.color)
        let result = TaskSource.load(options.task)
        console.show(result.diagnostics)
        guard let local = result.loaded else { return ExitStatus.fault }
        guard let name = PlatformID(options.task.name ?? local.definition.name.description) else {
            console.fail("\"\(local.definition.name)\" can not be the name of a task on the platform")
            return ExitStatus.fault
        }
        let tasks = APITasks(
            options: options.api, context: context, console: console, folder: local.repository ?? local.folder)
        guard let deployed = tasks.load(name) else { return ExitStatus.fault }
        let report = DifferenceReport(deployed: deployed, local: local)
        report.assumptions.forEach(console.say)
        let output = StandardOutput(console: console)
        let status = options.printsJSON ? output.print(report.json) : output.print(report.text)
        guard status == ExitStatus.success else { return status }
        return report.differences.isEmpty ? ExitStatus.success : ExitStatus.different
    }
}
