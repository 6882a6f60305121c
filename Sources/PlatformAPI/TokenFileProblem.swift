import Documents

/// Why a file that should hold a token is not taken.
package enum TokenFileProblem: Error, Sendable, Equatable {
    case missing
    case isLink
    case isNoFile
    /// It belongs to another user, who could change it.
    case isForeign
    /// Others than its owner have permissions, given as the mode's last nine bits.
    case isOpen(mode: Int)
    case isEmpty
    /// A token is short.
    case isTooLong
    /// The system's own words.
    case unreadable(String)

    /// Follows "which".
    var words: String {
        switch self {
        case .missing: "does not exist"
        case .isLink: "is a symbolic link"
        case .isNoFile: "is not a file"
        case .isForeign: "belongs to another user"
        case .isOpen(let mode): "others than you may use (mode \(String(mode, radix: 8)))"
        case .isEmpty: "is empty"
        case .isTooLong: "is longer than any token"
        case .unreadable(let words): "can not be read: \(words)"
        }
    }

    func hint(path: String) -> String {
        switch self {
        case .missing, .isNoFile: "write the token into a file that you alone can read, and its path into the variable"
        case .isLink: "write the path of the file itself into the variable"
        case .isForeign: "make a copy of your own that you alone can read"
        case .isOpen: "chmod 600 \(path.shortened(to: 200))"
        case .isEmpty, .isTooLong: "the file holds the token and nothing else"
        case .unreadable: "check the file and the folders above it"
        }
    }
}
