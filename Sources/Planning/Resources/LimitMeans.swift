/// What this machine limits a task's memory and CPU with, the best first.
package enum LimitMeans: Sendable, Equatable {
    /// A transient unit of the user's service manager, which sets up a control group for it.
    case systemdScope(SystemdScope)
    /// Control groups of taskbox's own.
    case controlGroups(ControlGroupPlace)
    /// Limits of each process for itself, where the machine lets taskbox make no control group; with the reason.
    case processLimits(reason: String)

    /// The program that starts a unit, with what it needs to reach the service manager.
    package struct SystemdScope: Sendable, Equatable {
        /// Absolute path of `systemd-run`.
        package let program: String
        /// Variables of the user's session.
        package let environment: [String: String]

        package init(program: String, environment: [String: String]) {
            self.program = program
            self.environment = environment
        }
    }

    /// Where control groups for tasks are made: folders of the kernel's hierarchies.
    package struct ControlGroupPlace: Sendable, Equatable {
        /// Of the kernel's interface.
        package enum Version: Int, Sendable {
            case one = 1
            case two = 2
        }

        package let version: Version
        /// Absolute path of the folder that a group is made in to limit memory.
        package let memory: String
        /// The same for CPU, which is another folder in the first version; `nil` where it can not be limited.
        package let processor: String?

        package init(version: Version, memory: String, processor: String?) {
            self.version = version
            self.memory = memory
            self.processor = processor
        }
    }
}
