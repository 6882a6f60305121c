import Foundation

/// The two kinds of lock that keep runs out of each other's way.
///
/// The system lets both go when their process ends.
enum WorkspaceLock {
    /// Waits until this process alone makes or takes away workspaces below `root`; closing the descriptor ends that.
    ///
    /// Without it, a sweep could meet a workspace whose folder is made already and whose lock is not held yet.
    static func enterGate(of root: String) throws -> Int32 {
        let path = "\(root)/.gate"
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FileError(.createFile, path, code: errno) }
        while flock(file, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let code = errno
                close(file)
                throw FileError(.lock, path, code: code)
            }
        }
        return file
    }

    /// A new lock file in a workspace, held until the descriptor is closed.
    static func create(in folder: String) throws -> Int32 {
        let path = "\(folder)/lock"
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FileError(.createFile, path, code: errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(file)
            throw FileError(.lock, path, code: code)
        }
        return file
    }

    /// The descriptor of a workspace's lock, if there is one and nobody holds it.
    static func takeAbandoned(in folder: String) -> Int32? {
        let file = open("\(folder)/lock", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            return nil
        }
        return file
    }
}
