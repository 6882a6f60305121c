import Planning

/// How `taskbox env` writes variables.
package enum EnvironmentFormat: String, Sendable, CaseIterable {
    /// Aligned columns for people.
    case table
    case csv
    case tsv
    case plain
    case json
    /// `NAME=VALUE` lines for a `.env` file, quoted where that is needed.
    case dotenv
    /// `export NAME=VALUE` lines for a shell to source.
    case shell

    /// The same as a table; `nil` for what is none.
    var table: TableFormat? { TableFormat(rawValue: rawValue) }
}

extension ArgumentSpecification {
    package static let variablePattern = ArgumentSpecification(
        "VARIABLE", isRepeatable: true,
        "Names of the variables that are shown; * and ? stand for any letters and one. All, if left out.")
}

extension OptionSpecification {
    package static let phase = OptionSpecification(
        "phase", value: Value(oneOf: Phase.self, placeholder: "PHASE", defaultText: "run"), section: .choice,
        "The phase whose environment it is.")
    package static let taskOfFile = OptionSpecification(
        "task", value: Value("NAME", kind: .taskInFile), section: .choice,
        "The task's name, where the file holds several.")
    package static let diffPhases = OptionSpecification(
        "diff", value: Value("PHASE PHASE", kind: .list(Phase.allCases.map(\.rawValue)), words: 2), section: .choice,
        "Shows what differs between the environments of two phases.")
    package static let build = OptionSpecification(
        "build", section: .choice,
        "Runs the build hook first, whose output goes to stderr: it may make a .environment.")
    package static let variableName = OptionSpecification(
        "name", value: Value("VARIABLE"), isRepeatable: true, section: .choice, "The same as the operand VARIABLE.")
    package static let environmentTimeout = OptionSpecification(
        "timeout", value: Value("DURATION", defaultText: "10s"), section: .limits,
        "The time that .environment has.")
    package static let reveal = OptionSpecification(
        "reveal", section: .output, "Shows the values that look secret instead of ********.")
    package static let decode = OptionSpecification(
        "decode", section: .output,
        "Shows the JSON of PLATFORM_APPLICATION, PLATFORM_VARIABLES and others instead of its base64.")
    package static let environmentFormat = OptionSpecification(
        "format", value: Value(oneOf: EnvironmentFormat.self, placeholder: "FORMAT", defaultText: "table"),
        section: .output,
        "How the variables are written; the quoting of shell and dotenv keeps every byte when a shell sources them.")

    /// What decides an environment: all that decides a plan but phases and their limits.
    static let environmentChoices = planning.filter { option in
        ![
            task, skip, only, until, rebuild, noCache, timeout, buildTimeout, deployTimeout, grace, onDeployFailure,
            authorizationProxy,
        ].contains(option) && !resources.contains(option)
    }
}

extension CommandSpecification {
    package static let env = CommandSpecification(
        name: "env",
        summary: "Print the variables of a phase and where each comes from",
        discussion: [
            """
            Each variable is shown with its value, its origin and what it took the place of: a field of the definition \
            with file and line, an option, the platform, the container, or the task's .environment.
            """,
            """
            Where the phase sources a .environment and the source tree has one, it is sourced in the sandbox, as for a \
            run, and what it sets, changes or unsets is shown; what it prints goes to stderr. The build hook is not run, \
            unless --build says so; if a run has built this tree before, what it built is there all the same.
            """,
            """
            Values that look secret are shown as ********; in the formats dotenv and shell they are left out, so that \
            nobody works with a wrong value. The exit status is 1 if no variable has one of the names.
            """,
        ],
        examples: [
            Example("taskbox env task.json", "Shows what run.command sees."),
            Example("taskbox env task.json DB_URL 'PLATFORM_*'", "Shows where some variables come from."),
            Example(
                "taskbox env task.json --diff build run",
                "Shows what the build hook does not see, and what it alone sees."),
            Example("taskbox env task.json PLATFORM_APPLICATION --decode", "Shows what is inside."),
            Example(
                "taskbox env task.json --format shell --reveal > env.sh",
                "Writes a file that a shell can source; it holds secrets."),
        ],
        arguments: [.task, .variablePattern],
        options: [.phase, .diffPhases, .build, .rebuild, .noCache, .taskOfFile, .variableName]
            + OptionSpecification.environmentChoices + [
                .environmentTimeout, .reveal, .decode, .environmentFormat, .columns(EnvironmentTable.columns),
                .noHeader,
                .quiet,
                .color,
            ],
        action: { parsed, context throws(UsageError) in
            EnvironmentCommand(try EnvironmentOptions(parsed), context).run()
        })
}
