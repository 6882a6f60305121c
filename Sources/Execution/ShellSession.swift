import Engines
import Planning
import TaskModel

/// A shell for a person, or a command of theirs, where the script of a phase would run.
package struct ShellSession: Sendable {
    private let plan: RunPlan
    /// Absolute path of the shell that waits for commands, as the task sees it.
    private let shell: String
    /// A program and its arguments instead of the shell; none for the shell.
    private let words: [String]
    /// The kind of the terminal that taskbox has (`TERM`); `nil` where the session gets none.
    private let terminal: String?

    package init(plan: RunPlan, shell: String, words: [String] = [], terminal: String?) {
        self.plan = plan
        self.shell = shell
        self.words = words
        self.terminal = terminal
    }

    /// The session for a phase; `nil` where a word holds what no shell can be given.
    package func inside(_ phase: Phase, isAfterFailure: Bool = false) -> PhaseSession? {
        let command = words.isEmpty ? [shell] + shellArguments : words
        return Script("exec " + command.map(ShellWord.quoted).joined(separator: " ")).map {
            PhaseSession(
                phase: phase, script: $0, environment: environment(in: phase),
                input: terminal == nil ? .own : .terminal, isAfterFailure: isAfterFailure)
        }
    }

    private var name: String { shell.split(separator: "/").last.map(String.init) ?? shell }

    /// This machine's own settings for interactive shells stay out, as all of the machine does.
    private var shellArguments: [String] {
        guard terminal != nil else { return [] }
        switch name {
        case "bash": return ["--noprofile", "--norc", "-i"]
        case "zsh": return ["-f", "-i"]
        default: return ["-i"]
        }
    }

    private func environment(in phase: Phase) -> [Invocation.Entry] {
        guard let terminal else { return [] }
        let kind = Invocation.Entry("TERM", terminal)
        return words.isEmpty ? [kind, .init("PS1", prompt(in: phase))] : [kind]
    }

    /// Task, phase and folder; zsh does not look for variables in it.
    private func prompt(in phase: Phase) -> String {
        let task = plan.definition.name.description.filter { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        return "(\(task) \(phase.rawValue)) " + (name == "zsh" ? "%1~ $ " : "${PWD##*/} $ ")
    }
}
