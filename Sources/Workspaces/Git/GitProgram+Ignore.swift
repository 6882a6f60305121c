import ProcessSupport

extension GitProgram {
    /// Whether Git leaves a file out of what it would commit; false also where Git can not tell.
    package func ignores(_ path: String, in repository: String) -> Bool {
        var calls = GitCalls(program: self)
        // A Git that fails has not said that the file is ignored.
        let result = try? calls.run(
            ["check-ignore", "--quiet", "--", path], in: repository, variables: [:], isCancelled: { false })
        return result?.succeeded ?? false
    }
}
