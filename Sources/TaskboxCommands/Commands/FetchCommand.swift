import DefinitionSources
import Documents
import Foundation
import ProcessSupport
import TaskModel

/// `taskbox fetch`: a definition of the platform, in the canonical form.
struct FetchCommand {
    private let options: FetchOptions
    private let context: CommandContext

    init(_ options: FetchOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(quiet: options.isQuiet, color: options.color)
        // Said before anything is asked; what happens between is seen when the file is made.
        if let file = options.file, PathFacts.isFolder(file) {
            console.fail("\"\(file)\" is a folder", hint: "--output names the file that is made")
            return ExitStatus.fault
        }
        if let file = options.file, !options.replacesFile, Self.isTaken(file) {
            failTaken(file, console)
            return ExitStatus.fault
        }
        guard let loaded = APITasks(options: options.api, context: context, console: console).load(options.name) else {
            return ExitStatus.fault
        }
        let text = JSONWriter.pretty(loaded.definition.canonicalJSON) + "\n"
        guard let file = options.file else { return StandardOutput(console: console).print(text) }
        do throws(SystemError) {
            if options.replacesFile {
                // A link stays, and what it leads to is replaced.
                try PlainFile.replace(PathFacts.realPath(file) ?? file, with: text)
            } else if Self.exists(file) {
                try PlainFile.write(text, to: file)
            } else {
                try PlainFile.create(file, with: text)
            }
        } catch {
            if error == SystemError(EEXIST) {
                failTaken(file, console)
            } else {
                console.fail("\"\(file)\" can not be written: \(error)")
            }
            return ExitStatus.fault
        }
        console.say("saved the task \"\(loaded.definition.name)\" as \(file)")
        return ExitStatus.success
    }

    private func failTaken(_ file: String, _ console: Console) {
        console.fail("\"\(file)\" exists already", hint: "--force replaces it")
    }

    private static func exists(_ path: String) -> Bool { PathFacts(path) != nil }

    /// Whether there is something that must not be lost; a device or a pipe is only written to.
    private static func isTaken(_ path: String) -> Bool {
        guard exists(path) else { return false }
        guard let real = PathFacts.realPath(path), let facts = PathFacts(real) else { return true }
        return facts.kind != .other
    }
}
