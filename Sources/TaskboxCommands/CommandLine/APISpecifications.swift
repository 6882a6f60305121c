/// The options that lead to the platform's API; every command that takes a TASK shares them.
extension OptionSpecification {
    package static let project = OptionSpecification(
        "project", short: "p", value: Value("ID"), section: .platform,
        "The project on the platform that the task comes from; needs a token in UPSUN_CLI_TOKEN or UPSUN_TOKEN.")
    package static let environment = OptionSpecification(
        "environment", short: "e", value: Value("ID", defaultText: "the current Git branch"), section: .platform,
        "The environment of the project.")
    package static let apiURL = OptionSpecification(
        "api-url", value: Value("URL", defaultText: "TASKBOX_API_URL, else https://api.upsun.com"), section: .platform,
        "The address of the platform's API.")
    package static let authenticationURL = OptionSpecification(
        "auth-url", value: Value("URL", defaultText: "TASKBOX_AUTH_URL, else https://auth.upsun.com"),
        section: .platform, "The address of the platform's server for tokens.")
    package static let apiTimeout = OptionSpecification(
        "api-timeout", value: Value("DURATION", defaultText: "60s"), section: .platform,
        "The time that each request to the platform has.")

    /// In the order of help.
    static let api = [project, environment, apiURL, authenticationURL, apiTimeout]

    package static let output = OptionSpecification(
        "output", short: "o", value: Value("FILE", kind: .file, defaultText: "standard output"), section: .output,
        "Where the definition is saved; - for standard output.")
    package static let force = OptionSpecification(
        "force", section: .output, "Replaces the file if there is one already.")
}

extension ArgumentSpecification {
    package static let taskOfPlatform = ArgumentSpecification(
        "NAME", kind: .taskOfPlatform, "The task's name on the platform; may be left out where there is only one.")
    package static let comparedTask = ArgumentSpecification(
        "TASK", kind: .task,
        """
        The task of the nearest .upsun folder that is compared with the platform's of the same name; or a file with its \
        definition, or - for standard input. Left out, the only task there is.
        """)
}

extension CommandSpecification {
    package static let fetch = CommandSpecification(
        name: "fetch",
        summary: "Save a definition from the platform as a file",
        discussion: [
            """
            What is saved has all sixteen fields of the API, short forms written out; taskbox run, plan and validate \
            take the file. It holds the values of the task's variables, so nobody but you can read it.
            """
        ],
        examples: [
            Example("taskbox fetch nightly -p abcdefgh1234567 -o nightly.json", "Saves a task of the current branch."),
            Example("taskbox fetch nightly -p abcdefgh1234567 -e main | jq .run", "Shows a part of a definition."),
        ],
        arguments: [.taskOfPlatform],
        options: OptionSpecification.api + [.output, .force, .quiet, .color],
        action: { parsed, context throws(UsageError) in FetchCommand(try FetchOptions(parsed), context).run() })

    package static let diff = CommandSpecification(
        name: "diff",
        summary: "Show what differs between the deployed definition and yours",
        discussion: [
            """
            Lines with - are the platform's, lines with + yours. What means the same is the same, however it is \
            written. Secret values are masked, but told to differ.
            """,
            "The exit status is 0 if nothing differs, 1 if something does, and 125 if that can not be told.",
        ],
        examples: [
            Example("taskbox diff nightly -p abcdefgh1234567 -e main", "Tells what a deployment would change."),
            Example("taskbox diff task.json -p abcdefgh1234567 --json", "Compares a file, for a script."),
        ],
        arguments: [.comparedTask, .nameInFile],
        options: [.task] + OptionSpecification.api + [.json, .quiet, .color],
        action: { parsed, context throws(UsageError) in DiffCommand(try DiffOptions(parsed), context).run() })
}
