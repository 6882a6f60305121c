import Foundation

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
        let program = ProgramSpecification.taskbox
        let console = context.console(quiet: false, color: .auto)
        do throws(UsageError) {
            switch try CommandLineParser(program).parse(words) {
            case .help(let command): return context.printHelp(of: command)
            case .version: return StandardOutput(console: console).print("\(program.name) \(program.version)\n")
            case .nothing:
                console.fail("a command is missing")
                console.show(text: HelpText(width: context.columns(of: STDERR_FILENO)).text(of: program))
                return ExitStatus.usage
            case .command(let parsed, let command): return try command.action(parsed, context)
            }
        } catch {
            console.fail(error.message, hint: error.hint)
            return ExitStatus.usage
        }
    }
}
