extension ArgumentSpecification {
    package static let pastRun = ArgumentSpecification(
        "RUN", "The run's id, or the first letters of it. Left out, it is the newest run.")
}

extension CommandSpecification {
    package static let runs = CommandSpecification(
        name: "runs",
        summary: "List past runs",
        discussion: ["The newest 50 runs are kept."],
        examples: [Example("taskbox runs --format json", "Gives the past runs to a script.")],
        arguments: [],
        options: [.format, .quiet, .color])

    package static let log = CommandSpecification(
        name: "log",
        summary: "Print the log of a past run",
        discussion: [],
        examples: [
            Example("taskbox log", "Prints what the newest run wrote."),
            Example("taskbox log emrwjvcj --log-format jsonl", "Prints a log as the platform gives it."),
        ],
        arguments: [.pastRun],
        options: [.logFormat, .quiet, .color])

    package static let show = CommandSpecification(
        name: "show",
        summary: "Print the activity of a past run",
        discussion: ["It says how each phase ended, how long it took, and what was running at a timeout."],
        examples: [Example("taskbox show --json", "Prints the activity of the newest run as JSON.")],
        arguments: [.pastRun],
        options: [.json, .quiet, .color])
}

extension ProgramSpecification {
    /// taskbox, with all its commands.
    package static func taskbox(version: String) -> ProgramSpecification {
        ProgramSpecification(
            name: "taskbox", version: version,
            summary: "run an Upsun task on your own machine as the platform would",
            discussion: [],
            commands: [.run, .plan, .env, .shell, .validate, .list, .fetch, .runs, .log, .show])
    }
}
