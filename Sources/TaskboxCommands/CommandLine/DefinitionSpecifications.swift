extension CommandSpecification {
    package static let validate = CommandSpecification(
        name: "validate",
        summary: "Check definitions and show every problem with its place",
        discussion: ["The exit status is 0 if there is no error and 1 if there is one; warnings do not count."],
        examples: [
            Example("taskbox validate tasks.json", "Checks every task of a file."),
            Example("taskbox validate task.json --json", "Gives the problems to a script."),
            Example("taskbox validate -p abcdefgh1234567 -e main", "Checks the tasks that are deployed."),
        ],
        arguments: [.task, .nameInFile],
        options: [.task] + OptionSpecification.api + [.json, .quiet, .color],
        action: { parsed, context throws(UsageError) in try ValidateCommand(parsed, context).run() })
}
