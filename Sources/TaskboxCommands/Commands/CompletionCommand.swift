/// `taskbox completion`: the completion script of a shell.
struct CompletionCommand {
    private let shell: CompletionShell
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) {
        let word = parsed.operand(0) ?? ""
        guard let shell = CompletionShell(rawValue: word) else {
            let shells = CompletionShell.allCases.map(\.rawValue)
            throw UsageError(
                "there is completion for \(alternatives(shells)), not for \(quoted(word))"
                    + NearestWord.question(word, among: shells), of: parsed.command)
        }
        self.shell = shell
        self.context = context
    }

    func run() -> Int32 {
        StandardOutput(console: context.console(quiet: false, color: .auto))
            .print(shell.script(for: ProgramSpecification.taskbox.name))
    }
}

/// `taskbox __complete`: what the completion scripts ask.
struct CompleteCommand {
    private let words: [String]
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) {
        words = parsed.operands
        self.context = context
    }

    func run() -> Int32 {
        let completion = CommandLineCompletion(.taskbox, source: MachineNames(environment: context.environment))
        return StandardOutput(console: context.console(quiet: true, color: .never)).print(
            completion.complete(words).text)
    }
}
