import Planning

/// What `taskbox rerun` was asked to do.
package struct RerunOptions: Sendable, Equatable {
    package let choice: PastRunOptions
    /// The options that replace recorded ones.
    package let given: [ParsedCommand.Option]
    /// Those about what is shown and kept, which are not recorded.
    package let output: [ParsedCommand.Option]

    /// Reads the parse of `rerun`.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        choice = try PastRunOptions(parsed)
        let deciding = Set(OptionSpecification.replaceable.map(\.long))
        given = parsed.options.filter { deciding.contains($0.key) }
        output = parsed.options.filter { !deciding.contains($0.key) && $0.key != OptionSpecification.ofTask.long }
        // So that a wrong value is told with its own words, and not with those of the record.
        _ = try RunOptions(ParsedCommand(command: parsed.command, operands: ["-"], options: given + output))
    }
}

extension OptionSpecification {
    /// The options of `run` that a rerun can replace: all but those that say where the definition comes from.
    static let replaceable = planning.filter { option in option != .task && !api.contains(option) }
}

extension CommandSpecification {
    package static let rerun = CommandSpecification(
        name: "rerun",
        summary: "Run a recorded run again, with the definition and the options that it had",
        discussion: [
            """
            The definition is the recorded one, also where its file has changed since; the source is the repository as it \
            is now, or the commit that --ref named. Options replace recorded ones. What is shown and kept is as the \
            options say now: --log-format, --result, --keep and the like are not taken over.
            """,
            """
            Records hold no secrets. Their values come from the definition's source, if that is still the same but for \
            them, or from --variable; if one is missing, nothing is run.
            """,
        ],
        examples: [
            Example("taskbox rerun", "Runs the newest run again."),
            Example("taskbox rerun emrwjvcj --timeout 1h --only run", "Runs a part of it with another limit."),
            Example("taskbox rerun --variable env:API_TOKEN=x", "Gives a secret that the record does not hold."),
        ],
        arguments: [.pastRun],
        options: [.ofTask] + OptionSpecification.replaceable + [.keep, .noRecord, .logFormat, .result, .quiet, .color],
        action: { parsed, context throws(UsageError) in try RerunCommand(RerunOptions(parsed), context).run() })
}

extension CommandSpecification {
    package static let compare = CommandSpecification(
        name: "compare",
        summary: "Show what changed between two runs",
        discussion: [
            """
            Outcome, source, engine and options, the times of the phases, the definition, and each variable with its \
            origin. One RUN is compared with the run of the same task before it.
            """
        ],
        examples: [
            Example("taskbox compare", "Compares the newest run with the one before it."),
            Example("taskbox compare emrwjvcj k2c7ax1q --json", "Compares two runs for a script."),
        ],
        arguments: [
            .pastRun,
            ArgumentSpecification(
                "RUN", kind: .run, "The run that it is compared with, which counts as the later one."),
        ],
        options: [.json, .quiet, .color],
        action: { parsed, context in CompareCommand(parsed, context).run() })
}
