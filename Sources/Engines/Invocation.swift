/// What the launcher executes for a phase: the command as the task sees it, inside the sandbox where there is one.
package struct Invocation: Sendable, Equatable {
    /// Absolute, as the command sees it.
    package let workingFolder: String
    /// Absolute, as the command sees it.
    package let executable: String
    /// With the name of the program first.
    package let arguments: [String]
    /// The whole environment; nothing is inherited.
    package let environment: [Entry]
    /// What the command reads from.
    package let input: Input

    /// What a command's standard input is.
    package enum Input: Sendable, Equatable {
        /// `/dev/null`, as on the platform.
        case nothing
        /// taskbox's own: the very file, pipe or terminal, so that the command takes of it what it reads, and no more.
        case own
        /// A terminal of its own for all three streams, which shows and reads what taskbox's does.
        case terminal
    }

    /// One variable of the environment.
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
        workingFolder: String, executable: String, arguments: [String], environment: [Entry], input: Input = .nothing
    ) {
        self.workingFolder = workingFolder
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.input = input
    }
}

extension Invocation {
    /// The same with another input, and with these variables where it has none of their names.
    package func adding(_ more: [Entry], input: Input) -> Invocation {
        let missing = more.filter { entry in !environment.contains { $0.name == entry.name } }
        return Invocation(
            workingFolder: workingFolder, executable: executable, arguments: arguments,
            environment: environment + missing, input: input)
    }
}

/// What `Process` starts for a phase: the launcher, or a sandbox with the launcher in it.
///
/// Holds nothing that is secret, because command lines are readable by everybody on the machine.
package struct EngineCommand: Sendable, Equatable {
    /// Absolute path of a program of this machine.
    package let executable: String
    /// Without the name of the program.
    package let arguments: [String]
    /// What the program itself needs; the command does not get it.
    package let environment: [String: String]

    package init(executable: String, arguments: [String], environment: [String: String] = [:]) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
    }
}
