import Documents

/// Which task a command is about, as the command line says it (design, "Command line").
package enum TaskReference: Sendable, Equatable {
    /// A path, or `-` for standard input; the task's name where the file holds several.
    case path(String, name: String?)
    /// A task of the nearest project; without a name its only one.
    case project(name: String?)

    /// Reads the operands TASK and NAME and the option `--task`.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        let option = parsed.value(of: .task)
        guard let task = parsed.operand(0) else {
            self = .project(name: option)
            return
        }
        guard Self.isPath(task) else {
            if let name = parsed.operand(1) {
                throw UsageError(
                    "\(quoted(task)) is the name of a task, and \(quoted(name)) follows; a path has a / in it or ends in "
                        + ".json, .yaml or .yml", of: parsed.command)
            }
            if let option { throw Self.doubled(task, option, parsed) }
            self = .project(name: task)
            return
        }
        if let name = parsed.operand(1), let option { throw Self.doubled(name, option, parsed) }
        self = .path(task, name: parsed.operand(1) ?? option)
    }

    /// The task's name, if one is given.
    package var name: String? {
        switch self {
        case .path(_, let name), .project(let name): name
        }
    }

    /// A `/`, a known ending, or `-` make a TASK a path.
    static func isPath(_ task: String) -> Bool {
        task == "-" || task == "." || task == ".." || task.contains("/")
            || [".json", ".yaml", ".yml"].contains { task.hasSuffix($0) }
    }

    private static func doubled(_ operand: String, _ option: String, _ parsed: ParsedCommand) -> UsageError {
        UsageError(
            "the task's name was given twice: \(quoted(operand)) and --task \(quoted(option))", of: parsed.command)
    }
}
