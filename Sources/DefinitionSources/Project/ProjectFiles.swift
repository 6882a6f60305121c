import Documents
import ProcessSupport

/// Reads files below one folder, and no others, whatever `..` and symbolic links say.
struct ProjectFiles: Sendable {
    /// Absolute, without symbolic links.
    let root: String
    /// What stands before a path in messages.
    let prefix: String

    enum Failure: Error, Equatable {
        case missing
        /// A symbolic link leads out of the folder.
        case outside
        case isFolder
        /// A device, a pipe or a socket.
        case isSpecial
        case forbidden
        case tooLarge
        /// The system's own words.
        case other(String)

        /// What is wrong with the file, behind its name.
        var words: String {
            switch self {
            case .missing: "does not exist"
            case .outside: "leads out of the project"
            case .isFolder: "is a folder"
            case .isSpecial: "is not a file"
            case .forbidden: "may not be read"
            case .tooLarge: "is too large"
            case .other(let reason): "can not be read: \(reason)"
            }
        }
    }

    /// The bytes of a file by its path below the folder, at most `limit` of them.
    func read(_ relativePath: String, limit: Int) -> Result<SourceFile, Failure> {
        switch realPath(relativePath) {
        case .failure(let failure): return .failure(failure)
        case .success(let path):
            guard !PathFacts.isFolder(path) else { return .failure(.isFolder) }
            guard PathFacts.isFile(path) else { return .failure(.isSpecial) }
            switch SystemFile.read(path, limit: limit) {
            case .success(let bytes): return .success(SourceFile(name: prefix + relativePath, bytes: bytes))
            case .failure(.missing): return .failure(.missing)
            case .failure(.isFolder): return .failure(.isFolder)
            case .failure(.forbidden): return .failure(.forbidden)
            case .failure(.tooLarge): return .failure(.tooLarge)
            case .failure(.other(let reason)): return .failure(.other(reason))
            }
        }
    }

    /// Whether there is a folder; a failure where there is nothing, or nothing that may be looked at.
    func isFolder(_ relativePath: String) -> Result<Bool, Failure> { realPath(relativePath).map(PathFacts.isFolder) }

    private func realPath(_ relativePath: String) -> Result<String, Failure> {
        let path = root == "/" ? "/\(relativePath)" : "\(root)/\(relativePath)"
        guard let real = PathFacts.realPath(path) else { return .failure(.missing) }
        guard root == "/" || real == root || real.utf8.starts(with: "\(root)/".utf8) else { return .failure(.outside) }
        return .success(real)
    }
}
