extension CommandSpecification {
    package static let validate = CommandSpecification(
        name: "validate",
        summary: "Check definitions and show every problem with its place",
        discussion: [
            """
            Definitions are checked with what they refer to in the project, and hooks and commands as scripts of dash: \
            its syntax, what bash does otherwise, and failures that nobody notices.
            """,
            "The exit status is 0 if there is no error and 1 if there is one; warnings do not count.",
        ],
        examples: [
            Example("taskbox validate", "Checks every task of the project that the current folder belongs to."),
            Example("taskbox validate tasks.json", "Checks every task of a file."),
            Example("taskbox validate --json", "Gives the problems to a script."),
            Example("taskbox validate -p abcdefgh1234567 -e main", "Checks the tasks that are deployed."),
        ],
        arguments: [.task, .nameInFile],
        options: [.task] + OptionSpecification.api + [.json, .quiet, .color],
        action: { parsed, context throws(UsageError) in try ValidateCommand(parsed, context).run() })
}
