extension CommandSpecification {
    package static let list = CommandSpecification(
        name: "list",
        summary: "List the tasks of a project, a file or the platform",
        discussion: [
            """
            Tasks are listed as they are written, also those with mistakes. The formats other than table hold the whole \
            command; json is an array of objects with the columns' names as keys.
            """
        ],
        examples: [
            Example("taskbox list", "Lists the tasks of the nearest .upsun folder."),
            Example("taskbox list tasks.json", "Lists the tasks of a file."),
            Example("taskbox list -p abcdefgh1234567 -e main", "Lists the tasks that are deployed."),
            Example("taskbox list --format plain --columns name --no-header", "Gives the names to a script."),
        ],
        arguments: [
            ArgumentSpecification(
                "PATH", kind: .file,
                "A file with definitions, a project's folder, or - for standard input; left out, the nearest project.")
        ],
        options: OptionSpecification.api + OptionSpecification.table(of: ListCommand.columns) + [.quiet, .color],
        action: { parsed, context throws(UsageError) in try ListCommand(parsed, context).run() })
}

extension TaskReference {
    /// Reads the operand of `list`, which is a path whatever it looks like.
    init(listing parsed: ParsedCommand) throws(UsageError) {
        guard let api = try APIOptions.read(parsed) else {
            self = .local(parsed.operand(0).map { .path($0, name: nil) } ?? .project(name: nil))
            return
        }
        if let path = parsed.operand(0) {
            throw UsageError(
                "the tasks are either those of \(quoted(path)) or those of --project; give one of them",
                of: parsed.command)
        }
        self = .platform(api, name: nil)
    }
}
