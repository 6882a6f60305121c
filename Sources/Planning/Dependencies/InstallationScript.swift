/// What the scripts of all package managers begin with, and how they give up.
enum InstallationScript {
    /// A home for the manager's own files, which is gone with the build's `/tmp`, so that neither the slug nor the user's
    /// home gets any; downloads are kept below the build cache.
    ///
    /// The working folder stays the app, because relative paths in versions and in settings mean places there.
    static let opening = """
        set -e
        export HOME="${TMPDIR:-/tmp}/.taskbox-home"
        export XDG_CACHE_HOME="$PLATFORM_CACHE_DIR/dependencies"
        global="$PLATFORM_APP_DIR/\(DependencyInstallation.folderName)"
        mkdir -p "$HOME" "$XDG_CACHE_HOME" "$global/bin"

        """

    /// A line that ends the script with a shell's status for a missing program unless a condition holds.
    static func require(_ condition: String, orSay words: String, _ manager: DependencyManager) -> String {
        let message = ShellWord.quoted("taskbox: \(words); \(manager.remedy)")
        return "\(condition) || { echo \(message) >&2; exit 127; }\n"
    }

    /// The same for a program that `PATH` has to find.
    static func require(program: String, _ manager: DependencyManager) -> String {
        require("command -v \(program) >/dev/null", orSay: "\(program) is not installed", manager)
    }

    /// A line that writes a text into a file, whose path is a word for the shell.
    static func write(_ text: String, to path: String) -> String {
        "printf '%s\\n' \(ShellWord.quoted(text)) > \(path)\n"
    }

    /// Words for a command line, each on a line of its own.
    static func words(_ words: [String]) -> String {
        words.map { " \\\n    \(ShellWord.quoted($0))" }.joined()
    }
}
