import Foundation

/// A file held open by its descriptor.
///
/// It closes itself, and no child process inherits it.
final class OpenFile {
    let descriptor: Int32
    /// For messages; follows the file when its folder gets another name.
    private(set) var path: String

    /// Opens a file, or makes one that only its owner can read.
    init(_ path: String, _ flags: Int32, toDo operation: String) throws(RecordFailure) {
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        self.path = path
        if descriptor < 0 { throw RecordFailure(operation, path, code: errno) }
    }

    /// Says that the file now lies in another folder, under the name it had.
    func moved(to folder: String) {
        path = folder + "/" + (path.split(separator: "/").last ?? "")
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether the path still leads to this file, and not to nothing or to a newer one.
    var isAtItsPath: Bool {
        var own = stat()
        var named = stat()
        guard fstat(descriptor, &own) == 0, lstat(path, &named) == 0 else { return false }
        return own.st_ino == named.st_ino && own.st_dev == named.st_dev
    }

    /// Writes all the bytes, straight from where they are.
    func writeAll(_ bytes: UnsafeRawBufferPointer) throws(RecordFailure) {
        var rest = bytes
        while let start = rest.baseAddress, !rest.isEmpty {
            let count = write(descriptor, start, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw RecordFailure("write", path, code: errno)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Writes all the bytes.
    func writeAll(_ bytes: [UInt8]) throws(RecordFailure) {
        let failure: RecordFailure? = bytes.withUnsafeBytes { buffer in
            do throws(RecordFailure) {
                try writeAll(buffer)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// At most so many of the next bytes; empty at the end.
    func read(upTo count: Int) throws(RecordFailure) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            var result: Int
            repeat {
                result = Foundation.read(descriptor, buffer.baseAddress, count)
            } while result < 0 && errno == EINTR
            if result < 0 { code = errno }
            used = max(result, 0)
        }
        if code != 0 { throw RecordFailure("read", path, code: code) }
        return bytes
    }

    /// Goes to a place, counted from the begin of the file.
    func seek(to offset: Int) throws(RecordFailure) {
        if lseek(descriptor, off_t(offset), SEEK_SET) < 0 { throw RecordFailure("read", path, code: errno) }
    }

    /// The whole of a small file.
    static func contents(of path: String) throws(RecordFailure) -> [UInt8] {
        let file = try OpenFile(path, O_RDONLY, toDo: "read")
        var contents: [UInt8] = []
        while true {
            let bytes = try file.read(upTo: 65_536)
            if bytes.isEmpty { return contents }
            contents += bytes
        }
    }

    /// Makes or replaces a file as a whole, so that no reader ever sees a part of it.
    static func replace(_ path: String, with bytes: [UInt8]) throws(RecordFailure) {
        let temporary = path + ".new"
        do throws(RecordFailure) {
            try OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC, toDo: "write").writeAll(bytes)
            if rename(temporary, path) != 0 { throw RecordFailure("write", path, code: errno) }
        } catch {
            unlink(temporary)
            throw error
        }
    }
}
