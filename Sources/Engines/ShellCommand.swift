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
    /// Whether `.environment` must leave the standard input alone, which is for the script: on the platform there is
    /// nothing to be read, and a `read` in the file would take the first line that was meant for the script.
    var keepsInput = false

    /// Sources `.environment` with every assignment exported (contract 3.2), then becomes a shell of its own for the
    /// script, so that the script's line numbers are its own and nothing but the environment comes from the file.
    ///
    /// The script waits in a variable that is not exported, because the file may change the positional parameters. The trap
    /// runs the script also when the file has an error that ends the shell, or an `exit`: the platform's answer to that is
    /// not known, so the run goes on with what was set, behind the shell's own message.
    private var sourcing: String {
        let script =
            switch script {
            case .inline: "exec \"$0\" -c -- \"$__taskbox_script\""
            case .file: "exec \"$0\" \"$__taskbox_script\""
            }
        let (hide, restore) = keepsInput ? ("exec 9<&0 </dev/null; ", "exec <&9 9<&-; ") : ("", "")
        return "__taskbox_script=$1; trap '\(ShellCommand.warning); \(restore)\(script)' EXIT; "
            + "\(hide)set -a; . ./.environment; set +a; trap - EXIT; \(restore)\(script)"
    }

    private static let warning =
        #"echo "taskbox: warning: .environment ended early; the script runs all the same" >&2"#

    /// With the name of the program first: its path, which dash puts before its messages.
    var arguments: [String] {
        switch (sourcesEnvironmentFile, script) {
        case (true, .inline(let text)): [shell, "-c", sourcing, shell, text]
        case (true, .file(let path)): [shell, "-c", sourcing, shell, path]
        // A script may begin with a dash.
        case (false, .inline(let text)): [shell, "-c", "--", text]
        case (false, .file(let path)): [shell, path]
        }
    }
}
