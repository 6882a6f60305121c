/// A shell that taskbox has a completion script for.
///
/// The scripts hold no option and no command: they ask the program, which knows its specification. So a script can not
/// be older than the program that it completes, and what is completed is tested without a shell.
package enum CompletionShell: String, Sendable, CaseIterable {
    case bash
    case zsh
    case fish

    /// The script, with its last line end.
    package func script(for program: String) -> String {
        let script =
            switch self {
            case .bash: Self.bashScript
            case .zsh: Self.zshScript
            case .fish: Self.fishScript
            }
        return script.replacing("PROGRAM", with: program)
    }
}
