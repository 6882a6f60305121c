import CSystem
import Foundation
import TaskboxCommands

/// The doorway: makes the process a sound place to start others from, and hands the words over.
@main
enum Main {
    /// Foundation ends the process when it runs out of descriptors, and can not start one that has inherited numbers above
    /// the limit.
    private static let neededDescriptors = 256

    static func main() {
        csystem_open_standard_descriptors()
        csystem_unblock_signals()
        csystem_ignore_write_signals()
        csystem_become_subreaper()
        let descriptors = csystem_raise_descriptor_limit(neededDescriptors)
        guard descriptors >= neededDescriptors else {
            let message =
                "taskbox: error: only \(descriptors) files may be open at once (ulimit -n), and \(neededDescriptors) are needed\n"
            write(STDERR_FILENO, message, message.utf8.count)
            exit(ExitStatus.fault)
        }
        let context = CommandContext(environment: ProcessInfo.processInfo.environment)
        eraseTokens()
        exit(Program(context: context).run(Array(CommandLine.arguments.dropFirst())))
    }

    /// Every process of the same user can read what a process was started with, and a task on the host engine is one.
    private static func eraseTokens() {
        for name in CommandContext.secretVariables {
            if let value = getenv(name) { memset(value, 0, strlen(value)) }
        }
    }
}
