import CSystem
import Foundation
import ProcessSupport
import TaskboxCommands

/// The doorway: makes the process a sound place to start others from, and hands the words over.
@main
enum Main {
    static func main() {
        csystem_open_standard_descriptors()
        csystem_unblock_signals()
        csystem_become_subreaper()
        let interrupts: Interrupts
        do {
            interrupts = try Interrupts.catchSignals()
        } catch {
            FileHandle.standardError.write(Data("taskbox: error: signals can not be caught: \(error)\n".utf8))
            exit(ExitStatus.fault)
        }
        let context = CommandContext(environment: ProcessInfo.processInfo.environment, interrupts: interrupts)
        exit(Program(context: context).run(Array(CommandLine.arguments.dropFirst())))
    }
}
