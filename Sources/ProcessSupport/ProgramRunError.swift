/// A helper program that could not do its work.
package enum ProgramRunError: Error, Equatable, CustomStringConvertible {
    case noWorkingFolder(String)
    case workingFolderClosed(String)
    case noExecutable(String)
    case notExecutable(String)
    case notStarted(program: String, reason: String)
    case cancelled(program: String)
    case tooMuchOutput(program: String, limit: Int)

    package var description: String {
        switch self {
        case .noWorkingFolder(let folder): "the working folder \"\(folder)\" does not exist"
        case .workingFolderClosed(let folder): "the working folder \"\(folder)\" may not be entered"
        case .noExecutable(let path): "the program \"\(path)\" does not exist"
        case .notExecutable(let path): "the program \"\(path)\" is not an executable file"
        case .notStarted(let program, let reason): "the program \"\(program)\" could not be started: \(reason)"
        case .cancelled(let program): "the program \"\(program)\" was cancelled"
        case .tooMuchOutput(let program, let limit): "the program \"\(program)\" wrote more than \(limit) bytes"
        }
    }
}
