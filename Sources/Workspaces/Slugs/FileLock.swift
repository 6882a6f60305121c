import Foundation

/// A lock on a file, let go at the latest when the process ends, however that ends.
package final class FileLock: Sendable {
    package enum Kind: Sendable {
        /// Of those that use something.
        case shared
        /// Of the one that makes or removes it.
        case exclusive
    }

    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        // Closing is not enough: a child process between its fork and its exec holds the same lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Takes the lock at a path; `nil` if somebody else holds it, or if there is no such file and none is to be made.
    ///
    /// Throws ``FileError``.
    package static func take(_ path: String, _ kind: Kind, makes: Bool) throws(FileError) -> FileLock? {
        while true {
            let descriptor = open(path, O_RDWR | (makes ? O_CREAT : 0) | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else {
                let code = errno
                if code == ENOENT, !makes { return nil }
                throw FileError(.createFile, path, code: code)
            }
            let lock = FileLock(descriptor)
            while flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
                switch errno {
                case EINTR: continue
                case EWOULDBLOCK: return nil
                default: throw FileError(.lock, path, code: errno)
                }
            }
            if lock.isAt(path) { return lock }
            // It was removed between the two steps, by somebody who held it.
            if !makes { return nil }
        }
    }

    /// Whether the file at a path is the one that is locked.
    private func isAt(_ path: String) -> Bool {
        guard case .success(let own) = FileFacts.of(descriptor: descriptor), let named = FileFacts.of(path) else {
            return false
        }
        return own.isSameFile(as: named)
    }

    /// Sets the time of the file, which tells of the last use, to now.
    package func touch() { futimens(descriptor, nil) }
}
