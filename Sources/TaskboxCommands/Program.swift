import Foundation
import ProcessSupport

/// taskbox as a whole: words in, exit status out.
package struct Program: Sendable {
    private let context: CommandContext

    package init(context: CommandContext) { self.context = context }

    /// The version that `--version` prints.
    package static let version = "0.1.0"

    /// Carries a command line out.
    ///
    /// Blocks the calling thread, which must be the one that lives as long as the process.
    package func run(_ words: [String]) -> Int32 {
        let specification = ProgramSpecification.taskbox(version: Self.version)
        let console = context.console(quiet: false, color: .auto)
        let output = StandardOutput(console: console)
        do {
            switch try CommandLineParser(specification).parse(words) {
            case .help(let command):
                let help = HelpText(width: context.environment["COLUMNS"].flatMap { Int($0) })
                return output.print(
                    command.map { help.text(of: $0, in: specification) } ?? help.text(of: specification))
            case .version:
                return output.print("taskbox \(Self.version)\n")
            case .command(let parsed):
                return try run(parsed)
            }
        } catch {
            console.fail(error.message, hint: error.hint)
            return ExitStatus.usage
        }
    }

    private func run(_ parsed: ParsedCommand) throws(UsageError) -> Int32 {
        switch parsed.command {
        case "run": RunCommand(try RunOptions(parsed), context).run()
        case "plan": PlanCommand(try PlanOptions(parsed), context).run()
        case "validate": ValidateCommand(parsed, context).run()
        default: preconditionFailure("the specification names a command that nobody carries out")
        }
    }
}
