extension ProgramSpecification {
    /// taskbox, with all its commands.
    package static let taskbox: ProgramSpecification = ProgramSpecification(
        name: "taskbox", version: Program.version,
        summary: "run an Upsun task on your own machine as the platform would",
        discussion: [],
        commands: [
            .run, .plan, .env, .shell, .validate, .list, .fetch, .diff,
            .runs, .log, .show, .report, .rerun, .compare,
            .cache, .mounts,
            .completion, .manual, .help, .complete,
        ])
}
