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

    /// One variable of the environment.
    package struct Entry: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(workingFolder: String, executable: String, arguments: [String], environment: [Entry]) {
        self.workingFolder = workingFolder
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
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

    package init(executable: String, arguments: [String]) {
        self.executable = executable
        self.arguments = arguments
    }
}
