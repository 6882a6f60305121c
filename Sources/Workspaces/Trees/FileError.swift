import Foundation

/// An operation on a file or folder that the system refused.
package struct FileError: Error, Equatable, CustomStringConvertible {
    /// What was tried, as it follows "Could not".
    package enum Action: String, Sendable {
        case createFolder = "create the folder"
        case createFile = "create the file"
        case createLink = "create the symbolic link"
        case open = "open"
        case list = "list the folder"
        case read = "read"
        case copy = "copy"
        case lock = "lock"
        case move = "move"
        case remove = "remove"
        case changePermissions = "change the permissions of"
    }

    package let action: Action
    package let path: String
    /// The system's error number.
    package let code: Int32

    package init(_ action: Action, _ path: String, code: Int32) {
        self.action = action
        self.path = path
        self.code = code
    }

    package var description: String { "could not \(action.rawValue) \"\(path)\": \(Self.words(for: code))" }

    /// What to do about it, where that can be told from the error number.
    package var hint: String? {
        switch code {
        case ENOSPC: "free some space on the file system of that path, then run again"
        case EDQUOT: "free some space within your disk quota, then run again"
        case EACCES, EPERM: "give your user access to that path, or choose another folder"
        case EROFS: "the file system of that path is read-only: choose a folder on another one"
        case ENAMETOOLONG: "the path is longer than the system allows: use a folder higher up, or shorter names"
        case EMFILE, ENFILE: "too many files are open: raise the limit with ulimit -n"
        default: nil
        }
    }

    /// The system's own words for an error number.
    static func words(for code: Int32) -> String { String(cString: strerror(code)) }
}
