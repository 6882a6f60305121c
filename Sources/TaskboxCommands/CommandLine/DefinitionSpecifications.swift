extension OptionSpecification {
    package static let project = OptionSpecification(
        "project", short: "p", value: Value("ID"), section: .platform, "The project on the platform.")
    package static let environment = OptionSpecification(
        "environment", short: "e", value: Value("ID"), section: .platform, "The environment of the project.")
    package static let format = OptionSpecification(
        "format", value: Value(oneOf: TableFormatChoice.self, placeholder: "FORMAT", defaultText: "table"),
        section: .output, "How the table is written.")
    package static let output = OptionSpecification(
        "output", short: "o", value: Value("FILE", kind: .file, defaultText: "standard output"), section: .output,
        "Where the definition is written.")
}

extension CommandSpecification {
    package static let validate = CommandSpecification(
        name: "validate",
        summary: "Check definitions and show every problem with its place",
        discussion: ["The exit status is 0 if there is no error and 1 if there is one; warnings do not count."],
        examples: [
            Example("taskbox validate", "Checks all tasks of the project."),
            Example("taskbox validate task.json --json", "Gives the problems to a script."),
        ],
        arguments: [.task, .nameInFile],
        options: [.task, .json, .quiet, .color])

    package static let list = CommandSpecification(
        name: "list",
        summary: "List the tasks of the project or of an environment",
        discussion: [],
        examples: [
            Example("taskbox list", "Lists the tasks of the nearest .upsun folder."),
            Example("taskbox list -p abcdefgh1234567 -e main --format csv", "Lists the tasks on the platform."),
        ],
        arguments: [ArgumentSpecification("FILE", kind: .file, "A file to list the tasks of.")],
        options: [.project, .environment, .format, .quiet, .color])

    package static let fetch = CommandSpecification(
        name: "fetch",
        summary: "Save a definition from the platform as a file",
        discussion: [],
        examples: [
            Example("taskbox fetch nightly -p abcdefgh1234567 -e main -o nightly.json", "Saves one task.")
        ],
        arguments: [
            ArgumentSpecification("TASK", isRequired: true, "The task's name on the platform.")
        ],
        options: [.project, .environment, .output, .quiet, .color])
}
