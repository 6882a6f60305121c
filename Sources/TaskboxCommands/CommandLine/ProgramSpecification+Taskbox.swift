extension ProgramSpecification {
    /// taskbox, with all its commands.
    package static func taskbox(version: String) -> ProgramSpecification {
        ProgramSpecification(
            name: "taskbox", version: version,
            summary: "run an Upsun task on your own machine as the platform would",
            discussion: [],
            commands: [.run, .plan, .validate])
    }
}
