import ProcessSupport

/// The `git` of this machine, with the environment that its calls get.
package struct GitProgram: Sendable {
    let executable: String
    let environment: [String: String]
    /// See `ProgramRun.guardian`.
    let guardian: String?

    /// The variables of a calling Git, a hook say, would lead our calls to its repository.
    ///
    /// These choose configuration files and Git's own parts, and say nothing about a repository.
    private static let kept: Set<String> = [
        "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH",
    ]

    /// `environment` is the user's; its `GIT_` variables are dropped where they would change what our calls mean.
    package init(executable: String, environment: [String: String], guardian: String? = nil) {
        self.executable = executable
        self.guardian = guardian
        var environment = environment.filter { !$0.key.hasPrefix("GIT_") || Self.kept.contains($0.key) }
        environment["GIT_OPTIONAL_LOCKS"] = "0"
        environment["GIT_TERMINAL_PROMPT"] = "0"
        environment["LC_ALL"] = "C"
        environment["LANGUAGE"] = nil
        self.environment = environment
    }

    /// The first `git` on the `PATH` of an environment, or `nil`.
    package static func find(environment: [String: String]) -> GitProgram? {
        let folders = ExecutableSearch.folders(ofPath: environment["PATH"] ?? "")
        return ExecutableSearch.find("git", in: folders).map { GitProgram(executable: $0, environment: environment) }
    }
}
