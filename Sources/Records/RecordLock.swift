import Foundation

/// The mark of a live run: the kernel takes it away with the process, however that ends.
final class RecordLock {
    static let fileName = "lock"

    private let file: OpenFile

    private init(_ file: OpenFile) { self.file = file }

    deinit {
        // Closing the file is not enough: a child process between its fork and its exec holds the same lock.
        flock(file.descriptor, LOCK_UN)
    }

    /// Takes the lock of a new record; `nil` if a sweep takes the folder, or took it, at this moment.
    static func create(in folder: String) throws(RecordFailure) -> RecordLock? {
        try take(OpenFile("\(folder)/\(fileName)", O_RDWR | O_CREAT, toDo: "make"))
    }

    /// Takes the lock that another process left behind; `nil` if that process lives or the record has no lock.
    static func takeOver(in folder: String) throws(RecordFailure) -> RecordLock? {
        guard exists(in: folder) else { return nil }
        do throws(RecordFailure) {
            return try take(OpenFile("\(folder)/\(fileName)", O_RDWR, toDo: "open"))
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }

    /// Whether the run of a record lives.
    static func isHeld(in folder: String) throws(RecordFailure) -> Bool {
        guard exists(in: folder) else { return false }
        return try takeOver(in: folder) == nil
    }

    /// Whether a record has the mark, be its run alive or not.
    static func exists(in folder: String) -> Bool { access("\(folder)/\(fileName)", F_OK) == 0 }

    /// Takes the mark away from a record that is finished.
    func remove(from folder: String) {
        // A lock file that stays does no harm: the next sweep sees a finished activity and removes it.
        unlink("\(folder)/\(Self.fileName)")
    }

    private static func take(_ file: OpenFile) throws(RecordFailure) -> RecordLock? {
        while flock(file.descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return nil
            default: throw RecordFailure("lock", file.path, code: errno)
            }
        }
        let lock = RecordLock(file)
        return file.isAtItsPath ? lock : nil
    }
}
