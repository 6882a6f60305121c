extension OptionSpecification {
    package static let json = OptionSpecification("json", section: .output, "Prints JSON instead of text.")
}

extension CommandSpecification {
    package static let plan = CommandSpecification(
        name: "plan",
        summary: "Print what a run would do, and stop",
        discussion: [
            """
            Everything that taskbox run decides before it starts a process is decided and printed: phases, commands, \
            variables, mounts, hosts, limits, the engine, and what can not be honoured on this machine.
            """
        ],
        examples: [
            Example("taskbox plan nightly", "Shows the plan of a task of the project."),
            Example("taskbox plan task.json --json | jq .phases", "Gives the plan to a script."),
        ],
        arguments: [.task, .nameInFile],
        options: OptionSpecification.planning + [.json, .quiet, .color],
        action: { parsed, context throws(UsageError) in PlanCommand(try PlanOptions(parsed), context).run() })
}
