import Planning

extension OptionSpecification {
    package static let phase = OptionSpecification(
        "phase", value: Value(oneOf: Phase.self, placeholder: "PHASE", defaultText: "run"), section: .choice,
        "The phase whose environment it is.")
    package static let reveal = OptionSpecification(
        "reveal", section: .output, "Shows the values that look secret instead of ********.")

    /// What decides an environment.
    static let environmentChoices = [
        phase, task, source, ref, engine, network, variable, passEnvironment, projectID, branch, environmentType,
    ]
}

extension CommandSpecification {
    package static let env = CommandSpecification(
        name: "env",
        summary: "Print the variables of a phase and where each comes from",
        discussion: ["Values of variables whose names look secret are shown as ********."],
        examples: [
            Example("taskbox env nightly", "Shows what run.command sees."),
            Example("taskbox env nightly --phase build --json", "Gives the build hook's variables to a script."),
        ],
        arguments: [.task, .nameInFile],
        options: OptionSpecification.environmentChoices + [.reveal, .json, .quiet, .color])

    package static let shell = CommandSpecification(
        name: "shell",
        summary: "Open an interactive shell inside the prepared environment",
        discussion: ["The build runs first, unless it is cached; the shell stands where run.command would start."],
        examples: [Example("taskbox shell nightly", "Looks around where the task runs.")],
        arguments: [.task, .nameInFile],
        options: OptionSpecification.environmentChoices + [.keep, .quiet, .color])
}
