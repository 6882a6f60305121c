import Foundation

/// A folder that exists and can be written to.
package struct PreparedFolder: Sendable, Equatable {
    /// Absolute.
    package let path: String
    /// What the user should know about the choice, a sentence each without a full stop.
    package let notes: [String]
}

/// Why neither the preferred folder nor the fallback can be used.
package struct FolderError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A sentence without a full stop, with the path in it.
    package let description: String

    package init(_ description: String) { self.description = description }
}

extension FolderLocation {
    /// Makes the folder, for its owner alone, or takes the fallback and says why.
    package func prepare() throws(FolderError) -> PreparedFolder {
        var notes = notes
        if let preferred {
            do throws(FolderError) {
                try Self.makeWithParents(preferred)
                return PreparedFolder(path: preferred, notes: notes)
            } catch {
                notes.append(error.description)
            }
        }
        notes.append("the \(folder.rawValue) folder of this run is \(fallback)")
        do throws(FolderError) {
            try Self.makeOwn(fallbackParent, of: userID)
            try Self.makeOwn(fallback, of: userID)
        } catch {
            throw FolderError((notes.dropLast() + [error.description]).joined(separator: "; "))
        }
        return PreparedFolder(path: fallback, notes: notes)
    }

    private static func makeWithParents(_ path: String) throws(FolderError) {
        if mkdir(path, 0o700) != 0 {
            if errno == ENOENT, let slash = path.dropLast().lastIndex(of: "/"), slash > path.startIndex {
                try makeWithParents(String(path[..<slash]))
                if mkdir(path, 0o700) != 0, errno != EEXIST { throw failure(path, errno) }
            } else if errno != EEXIST {
                throw failure(path, errno)
            }
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure(path, errno) }
        guard isFolder(status) else { throw failure(path, ENOTDIR) }
        guard access(path, W_OK | X_OK) == 0 else {
            throw FolderError("\(path) can not be written to: \(systemMessage(errno))")
        }
    }

    /// Makes a folder in a place where everybody can make one, so that what stands there already is not to be trusted.
    private static func makeOwn(_ path: String, of userID: UInt32) throws(FolderError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw failure(path, errno) }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw failure(path, errno) }
        guard isFolder(status) else {
            throw FolderError("\(path) is a link or a file where a folder is needed; remove it")
        }
        guard status.st_uid == userID else {
            throw FolderError(
                "\(path) belongs to user \(status.st_uid), not to user \(userID); set TMPDIR to a folder of yours")
        }
        if status.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 { throw failure(path, errno) }
    }

    private static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

    private static func failure(_ path: String, _ code: Int32) -> FolderError {
        FolderError("\(path) can not be made: \(systemMessage(code))")
    }
}
