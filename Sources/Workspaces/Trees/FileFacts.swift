import CSystem
import Foundation

/// What a path is.
enum FileKind: Sendable, Equatable {
    case file
    case folder
    case link
    /// A socket, a named pipe or a device.
    case other
}

/// What the system tells about a path without following a link.
struct FileFacts: Sendable, Equatable {
    let kind: FileKind
    /// The twelve permission bits.
    let permissions: mode_t
    let owner: uid_t
    let device: UInt64
    let inode: UInt64
    /// How many names a file has; more than one, and some may lie outside the tree.
    let links: UInt64
    /// Bytes.
    let size: Int64
    /// Nanoseconds since the epoch.
    let modified: Int64
    /// Nanoseconds since the epoch.
    let changed: Int64

    private init(_ facts: csystem_file_facts) {
        kind =
            switch mode_t(facts.mode) & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        permissions = mode_t(facts.mode) & 0o7777
        owner = facts.owner
        device = facts.device
        inode = facts.inode
        links = facts.links
        size = facts.size
        modified = facts.modified
        changed = facts.changed
    }

    /// Facts of a name below an open folder, or the error number.
    static func at(_ folder: Int32, _ name: UnsafePointer<CChar>) -> Result<FileFacts, FileErrorNumber> {
        var facts = csystem_file_facts()
        let code = csystem_facts_at(folder, name, &facts)
        return code == 0 ? .success(FileFacts(facts)) : .failure(FileErrorNumber(code: code))
    }

    /// Facts of a path; `nil` if there is nothing or if it cannot be looked at.
    static func of(_ path: String) -> FileFacts? {
        switch at(AT_FDCWD, path) {
        case .success(let facts): facts
        case .failure: nil
        }
    }

    /// Facts of an open file, or the error number.
    static func of(descriptor: Int32) -> Result<FileFacts, FileErrorNumber> {
        var facts = csystem_file_facts()
        let code = csystem_facts_of(descriptor, &facts)
        return code == 0 ? .success(FileFacts(facts)) : .failure(FileErrorNumber(code: code))
    }

    func isSameFile(as other: FileFacts) -> Bool { device == other.device && inode == other.inode }
}

/// An `errno` value, for functions that do not know the whole path.
struct FileErrorNumber: Error, Equatable {
    let code: Int32

    /// The number that the last system call of this thread left.
    static var last: FileErrorNumber { FileErrorNumber(code: errno) }
}
