import TaskboxCommands

/// What nobody calls: these commands are only read.
private let nothing: CommandSpecification.Action = { _, _ in ExitStatus.fault }

/// Options of the commands below.
private enum Option {
    static let project = OptionSpecification(
        "project", short: "p", value: .init("ID"), section: .platform, "The project on the platform.")
    static let environment = OptionSpecification(
        "environment", short: "e", value: .init("ID"), section: .platform, "The environment of the project.")
    static let output = OptionSpecification(
        "output", short: "o", value: .init("FILE", kind: .file, defaultText: "standard output"), section: .output,
        "Where the definition is written.")
}

/// Commands that are not those of taskbox: with short options, required operands and none, for the parser and the help.
enum Specimen {
    static let list = CommandSpecification(
        name: "list",
        summary: "List the tasks of the project or of an environment",
        discussion: [],
        examples: [
            .init("taskbox list", "Lists the tasks of the nearest .upsun folder."),
            .init("taskbox list -p abcdefgh1234567 -e main --format csv", "Lists the tasks on the platform."),
        ],
        arguments: [ArgumentSpecification("FILE", kind: .file, "A file to list the tasks of.")],
        options: [Option.project, Option.environment, .format, .quiet, .color], action: nothing)

    static let fetch = CommandSpecification(
        name: "fetch",
        summary: "Save a definition from the platform as a file",
        discussion: [],
        examples: [
            .init("taskbox fetch nightly -p abcdefgh1234567 -e main -o nightly.json", "Saves one task.")
        ],
        arguments: [
            ArgumentSpecification("TASK", isRequired: true, "The task's name on the platform.")
        ],
        options: [Option.project, Option.environment, Option.output, .quiet, .color], action: nothing)

    static let hidden = CommandSpecification(
        name: "__hidden", summary: "Nothing that people call", discussion: [], examples: [], arguments: [],
        options: [], isHidden: true, action: nothing)

    static let runs = CommandSpecification(
        name: "runs",
        summary: "List past runs",
        discussion: ["The newest 50 runs are kept."],
        examples: [.init("taskbox runs --format json", "Gives the past runs to a script.")],
        arguments: [],
        options: [.format, .quiet, .color], action: nothing)
}

/// taskbox with the commands above.
let specimenProgram = ProgramSpecification(
    name: "taskbox", version: "0.0.0", summary: "run an Upsun task on your own machine as the platform would",
    discussion: [],
    commands: [.run, .plan, .validate, Specimen.list, Specimen.fetch, Specimen.runs, Specimen.hidden, .help])
