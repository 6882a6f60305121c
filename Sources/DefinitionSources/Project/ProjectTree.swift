/// The files of a project, wherever they are: on the disk, or in a commit.
///
/// Paths are relative to the project's root and hold no `..`; nothing outside the project can be read, whatever symbolic
/// links say.
package protocol ProjectTree: Sendable {
    /// The names in a folder, sorted.
    func names(in folder: String) throws(ProjectTreeFailure) -> [String]

    /// Whether there is a folder at a path, and not a file.
    func isFolder(_ path: String) throws(ProjectTreeFailure) -> Bool

    /// The bytes of a file, at most `limit` of them.
    func read(_ path: String, limit: Int) throws(ProjectTreeFailure) -> [UInt8]
}

/// Why something of a project can not be read.
package enum ProjectTreeFailure: Error, Sendable, Equatable {
    case missing
    /// A symbolic link leads out of the project.
    case outside
    case isFolder
    /// A device, a pipe or a socket.
    case isSpecial
    /// The user has no permission.
    case forbidden
    case tooLarge
    /// The words of the system, or of the program that was to read it.
    case other(String)

    /// What is wrong with the file or folder, behind its name.
    var words: String {
        switch self {
        case .missing: "does not exist"
        case .outside: "leads out of the project"
        case .isFolder: "is a folder"
        case .isSpecial: "is not a file"
        case .forbidden: "can not be read: you have no permission"
        case .tooLarge: "is too large"
        case .other(let reason): "can not be read: \(reason)"
        }
    }

    /// What to do, where the words do not say it.
    var hint: String? { self == .forbidden ? "check its permissions, and those of the folders above it" : nil }
}
