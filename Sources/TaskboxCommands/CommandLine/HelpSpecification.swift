extension CommandSpecification {
    package static let help: CommandSpecification = CommandSpecification(
        name: "help",
        summary: "Tell more about a command",
        discussion: ["taskbox COMMAND --help, taskbox COMMAND -h and taskbox --help COMMAND say the same."],
        examples: [Example("taskbox help run", "Shows all that run takes, with examples.")],
        arguments: [ArgumentSpecification("COMMAND", kind: .command, "The command; left out, the program as a whole.")],
        options: [],
        action: { parsed, context throws(UsageError) in
            guard let word = parsed.operand(0) else { return context.printHelp(of: nil) }
            return context.printHelp(of: try CommandLineParser(.taskbox).command(named: word))
        })
}
