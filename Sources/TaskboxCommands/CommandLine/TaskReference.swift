import PlatformAPI

/// Which task a command is about, as the command line says it (design, "Command line").
package enum TaskReference: Sendable, Equatable {
    case local(LocalTask)
    /// A task of the platform; without a name the only one of the environment.
    case platform(APIOptions, name: PlatformID?)

    /// How the platform is asked; `nil` for a task on this disk.
    package var platform: APIOptions? {
        if case .platform(let options, _) = self { options } else { nil }
    }

    /// Reads the operands TASK and NAME, and the options `--task` and `--project` with what belongs to it.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        if let api = try APIOptions.read(parsed) {
            self = .platform(api, name: try APIOptions.taskName(of: parsed))
        } else {
            self = .local(try LocalTask(parsed))
        }
    }
}

/// A task on this disk.
package enum LocalTask: Sendable, Equatable {
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
        guard TaskOperand.isPath(task) else {
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

    private static func doubled(_ operand: String, _ option: String, _ parsed: ParsedCommand) -> UsageError {
        UsageError(
            "the task's name was given twice: \(quoted(operand)) and --task \(quoted(option))", of: parsed.command)
    }
}
