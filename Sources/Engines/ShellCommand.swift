/// A script as the shell gets it.
package enum ScriptText: Sendable, Equatable {
    /// In the command line.
    case inline(String)
    /// In a file, at a path that the task can see.
    case file(String)

    /// The longest script that goes into a command line; Linux passes 131,072 bytes, the closing zero included.
    package static let inlineLimit = 131_000

    /// A script in the command line if it fits, else in the file.
    package init(_ text: String, orFile path: String) {
        self = text.utf8.count <= ScriptText.inlineLimit ? .inline(text) : .file(path)
    }
}

/// The arguments that make a shell run a script: one script, nothing added to it (contract 3.1).
struct ShellCommand {
    let shell: String
    let script: ScriptText
    let sourcesEnvironmentFile: Bool

    /// Sources `.environment` with every assignment exported (contract 3.2), then becomes a shell of its own for the
    /// script, so that the script's line numbers are its own and nothing but the environment comes from the file.
    ///
    /// The trap runs the script also when the file has an error that ends the shell, or an `exit`: the platform's answer
    /// to that is not known, so the run goes on with what was set, behind the shell's own message.
    private static let sourcing =
        "trap 'exec \"$0\" \"$@\"' EXIT; set -a; . ./.environment; set +a; trap - EXIT; exec \"$0\" \"$@\""

    /// With the name of the program first: its path, which dash puts before its messages.
    var arguments: [String] {
        guard sourcesEnvironmentFile else { return [shell] + scriptArguments }
        return [shell, "-c", ShellCommand.sourcing, shell] + scriptArguments
    }

    private var scriptArguments: [String] {
        switch script {
        case .inline(let text): ["-c", text]
        case .file(let path): [path]
        }
    }
}
