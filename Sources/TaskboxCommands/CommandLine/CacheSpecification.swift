/// What `taskbox cache` does.
enum CacheAction: String, Sendable, CaseIterable { case list, prune, clear }

extension OptionSpecification {
    package static let keepSize = OptionSpecification(
        "keep-size", value: Value("SIZE", defaultText: "10G"), section: .choice,
        "How much prune leaves: what was not used for longest goes first.")
    package static let allProjects = OptionSpecification(
        "all", section: .choice, "Clears everything, not only what is of this project.")
    package static let projectFolder = OptionSpecification(
        "source", value: Value("DIR", kind: .folder, defaultText: "the project of the current folder"),
        section: .choice,
        "The root of the repository of the project that is meant.")
    package static let projectOfFolders = OptionSpecification(
        "project-id", value: Value("ID"), section: .choice,
        "The project's id, where runs were given one by --project-id or --project.")
}

extension CommandSpecification {
    package static let cache = CommandSpecification(
        name: "cache",
        summary: "List, prune or clear what runs keep for later runs",
        discussion: [
            """
            list shows built apps (slugs), installed dependencies, build caches, what package managers have fetched \
            (downloads), and workspaces, with their size and last use. prune removes what was not used for longest until no more than \
            --keep-size is left, and what killed runs left over; a run does that by itself once a day. clear removes all \
            that is of this project.
            """,
            """
            What a run uses at this moment is never removed, and no question is asked: everything can be made again. \
            Lasting mounts are no cache; see taskbox mounts.
            """,
        ],
        examples: [
            Example("taskbox cache list", "Shows what there is."),
            Example("taskbox cache prune --keep-size 2G", "Leaves 2 GiB of it."),
            Example("taskbox cache clear", "Removes all of the project that the current folder belongs to."),
            Example("taskbox cache list --format json --columns '*'", "Gives all that is known to a script."),
        ],
        arguments: [
            ArgumentSpecification(
                "ACTION", isRequired: true, kind: .choice(CacheAction.allCases.map(\.rawValue)), "list, prune or clear."
            )
        ],
        options: [.keepSize, .allProjects, .projectFolder, .projectOfFolders]
            + OptionSpecification.table(of: CacheCommand.columns) + [.quiet, .color],
        action: { parsed, context throws(UsageError) in try CacheCommand(parsed, context).run() })
}

extension ParsedCommand {
    /// The action that the first operand names.
    func action<Action: CaseIterable & RawRepresentable>(_ type: Action.Type) throws(UsageError) -> Action
    where Action.RawValue == String {
        let word = operand(0) ?? ""
        if let action = Action(rawValue: word) { return action }
        let names = type.allCases.map(\.rawValue)
        throw UsageError(
            "\(quoted(word)) is nothing that \(command) does; it takes \(alternatives(names))"
                + NearestWord.question(word, among: names), of: command)
    }

    /// Refuses options that mean nothing for an action.
    func refuse(_ options: [OptionSpecification], with action: String) throws(UsageError) {
        for option in options where has(option) {
            throw UsageError("--\(option.long) does not belong to \(command) \(action)", of: command)
        }
    }
}
