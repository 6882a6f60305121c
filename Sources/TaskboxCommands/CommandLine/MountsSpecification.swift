/// What `taskbox mounts` does.
enum MountsAction: String, Sendable, CaseIterable { case list, path, clear }

extension OptionSpecification {
    package static let mountSize = OptionSpecification(
        "size", section: .output, "Shows how much each mount holds, for which all of it has to be looked at.")
    package static let allMounts = OptionSpecification(
        "all", section: .choice, "Clears every lasting mount of the project.")
}

extension CommandSpecification {
    package static let mounts = CommandSpecification(
        name: "mounts",
        summary: "List, find or clear the mounts whose files outlive a run",
        discussion: [
            """
            storage and service mounts keep their files from run to run, for each project; tasks that name the same \
            application or service share them. list shows those of all tasks, or of TASK, and what there is on the disk. \
            path prints the folder that holds the files of a mount, for scripts. clear removes the files of a mount.
            """,
            """
            MOUNT is the mount's path in the app. Where TASK has only one lasting mount, or the project only one of that \
            path, one word is enough. A mount that a run uses at this moment is not cleared.
            """,
        ],
        examples: [
            Example("taskbox mounts list", "Shows the lasting mounts of the project's tasks."),
            Example("taskbox mounts path export data", "Prints the folder of a mount, for cp and the like."),
            Example("taskbox mounts clear export data", "Removes the files of a mount."),
            Example("taskbox mounts clear --all", "Removes those of all mounts of the project."),
        ],
        arguments: [
            ArgumentSpecification(
                "ACTION", isRequired: true, kind: .choice(MountsAction.allCases.map(\.rawValue)), "list, path or clear."
            ),
            ArgumentSpecification(
                "TASK", kind: .task, "A task of the project, or a file with definitions; or a MOUNT."),
            ArgumentSpecification("MOUNT", "The path of a mount in the app, such as data."),
        ],
        options: [.allMounts, .projectFolder, .projectOfFolders, .mountSize]
            + OptionSpecification.table(of: MountsCommand.columns) + [.quiet, .color],
        action: { parsed, context throws(UsageError) in try MountsCommand(parsed, context).run() })
}
