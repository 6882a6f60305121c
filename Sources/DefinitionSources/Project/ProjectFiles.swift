import Documents

/// Reads files of one project, and no others, with the names that messages give them.
struct ProjectFiles: Sendable {
    let tree: any ProjectTree
    /// What stands before a path in messages.
    let prefix: String

    /// The bytes of a file by its path below the root, at most `limit` of them.
    func read(_ path: String, limit: Int) -> Result<SourceFile, ProjectTreeFailure> {
        result { () throws(ProjectTreeFailure) in
            SourceFile(name: prefix + path, bytes: try tree.read(path, limit: limit))
        }
    }

    /// Whether there is a folder; a failure where there is nothing, or nothing that may be looked at.
    func isFolder(_ path: String) -> Result<Bool, ProjectTreeFailure> {
        result { () throws(ProjectTreeFailure) in try tree.isFolder(path) }
    }

    /// The configuration files in the order of their names, relative to the root (contract 1.3).
    func configurationFiles() -> Result<[String], ProjectTreeFailure> {
        result { () throws(ProjectTreeFailure) in
            try tree.names(in: ProjectFolder.configurationName).filter(ProjectFolder.isConfiguration)
                .map { "\(ProjectFolder.configurationName)/\($0)" }
                .filter { path in
                    if case .success(true) = isFolder(path) { false } else { true }
                }
        }
    }

    private func result<Value>(
        _ body: () throws(ProjectTreeFailure) -> Value
    ) -> Result<Value, ProjectTreeFailure> {
        do throws(ProjectTreeFailure) {
            return .success(try body())
        } catch {
            return .failure(error)
        }
    }
}
