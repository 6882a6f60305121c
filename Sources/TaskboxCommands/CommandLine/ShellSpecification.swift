import Planning

extension ArgumentSpecification {
    package static let shellCommand = ArgumentSpecification(
        "COMMAND", isRepeatable: true,
        "A program and its arguments, which run instead of the shell; each word is passed as it is.")
}

extension OptionSpecification {
    package static let shellPhase = OptionSpecification(
        "phase", value: Value(oneOf: Phase.self, placeholder: "PHASE", defaultText: "run"), section: .choice,
        "The phase in whose place the shell stands.")
    package static let skipHooks = OptionSpecification(
        "skip", value: Value("PHASES", kind: .list(Phase.allCases.map(\.rawValue))), section: .choice,
        "Hooks before it that are not run, such as build,deploy.")
    package static let shellName = OptionSpecification(
        "shell", value: Value("NAME", defaultText: "the shell of scripts, dash"), section: .environment,
        "Another shell of this machine, such as bash; its name or its path.")
    package static let shellOnFailure = OptionSpecification(
        "shell-on-failure", section: .output,
        "Opens a shell where a phase has failed, before the workspace goes; see taskbox shell.")
}

extension CommandSpecification {
    package static let shell = CommandSpecification(
        name: "shell",
        summary: "Open a shell inside the prepared environment of a task",
        discussion: [
            """
            The shell stands in the place of a phase's script: same snapshot, engine, mounts, variables, user and working \
            folder, after .environment where the script has it. The hooks before it run first, and their output goes to \
            stderr; --phase build opens it in the place of the build hook, where the app folder can be written.
            """,
            """
            Unlike a script it has a terminal, TERM and a prompt in PS1, and no time limit. Ctrl-C, Ctrl-Z and the size of \
            the window are those of its own terminal. What is left running when it ends is ended and named. It leaves no \
            record.
            """,
            """
            Without a terminal the shell reads a script from standard input; COMMAND has the standard input of taskbox \
            itself. The exit status is that of the shell or of COMMAND, or of a hook that failed before.
            """,
        ],
        examples: [
            Example("taskbox shell task.json", "Looks around where run.command would start."),
            Example("taskbox shell task.json --phase build", "Tries the build hook's commands by hand."),
            Example(
                "taskbox shell task.json --skip build,deploy --shell bash", "Opens bash in the bare snapshot at once."),
            Example("taskbox shell task.json -- python3 -m pdb main.py", "Runs a program there instead."),
            Example("taskbox shell task.json < check.sh", "Runs a script there, line by line as sh reads it."),
        ],
        arguments: [.task, .nameInFile],
        trailing: .shellCommand,
        options: [.shellPhase, .skipHooks, .rebuild, .noCache, .task] + OptionSpecification.environmentChoices + [
            .shellName, .authorizationProxy, .buildTimeout, .deployTimeout, .grace, .onDeployFailure, .limits, .size,
            .profile, .keep, .quiet, .color,
        ],
        action: { parsed, context throws(UsageError) in ShellCommand(try ShellOptions(parsed), context).run() })
}
