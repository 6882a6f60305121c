extension CommandSpecification {
    package static let manual: CommandSpecification = CommandSpecification(
        name: "manual",
        summary: "Print the manual page, for man",
        discussion: ["scripts/install puts it where man taskbox finds it."],
        examples: [Example("taskbox manual > taskbox.1", "Saves the page, which man ./taskbox.1 shows.")],
        arguments: [],
        options: [],
        action: { _, context in
            StandardOutput(console: context.console(quiet: false, color: .auto))
                .print(ManualPage(.taskbox, .taskbox).text)
        })
}
