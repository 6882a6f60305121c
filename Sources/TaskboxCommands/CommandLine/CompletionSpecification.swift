extension CommandSpecification {
    package static let completion: CommandSpecification = CommandSpecification(
        name: "completion",
        summary: "Print the completion script of a shell",
        discussion: [
            """
            With it, the Tab key completes commands, options and their values, names of tasks, ids of runs, files and \
            folders. The script says in its first lines where it belongs; scripts/install puts it there.
            """
        ],
        examples: [
            Example("taskbox completion bash > ~/.taskbox.bash", "Saves the script; ~/.bashrc then sources it."),
            Example("taskbox completion fish > ~/.config/fish/completions/taskbox.fish", "Completes in every fish."),
        ],
        arguments: [
            ArgumentSpecification(
                "SHELL", isRequired: true, kind: .choice(CompletionShell.allCases.map(\.rawValue)), "bash, zsh or fish."
            )
        ],
        options: [],
        action: { parsed, context throws(UsageError) in try CompletionCommand(parsed, context).run() })

    /// What the scripts ask, see `Completion.text`.
    static let complete: CommandSpecification = CommandSpecification(
        name: "__complete", summary: "Print what may stand in the place of the last word", discussion: [],
        examples: [],
        arguments: [
            ArgumentSpecification(
                "WORDS", isRepeatable: true, "The words behind the program's name, the last unfinished.")
        ],
        options: [], isHidden: true,
        action: { parsed, context in CompleteCommand(parsed, context).run() })
}
