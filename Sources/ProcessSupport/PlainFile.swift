#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that taskbox makes.
///
/// Foundation's writing waits for the disk, which costs more than a whole run.
package enum PlainFile {
    /// Makes or replaces a file; `permissions` are those of a new one, before the umask.
    package static func write(_ text: String, to path: String, permissions: UInt16 = 0o644) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(permissions))
        guard descriptor >= 0 else { throw .last }
        defer { Descriptor.close(descriptor) }
        try Descriptor.write(text, to: descriptor)
    }

    /// Makes or replaces a file as a whole, readable by its owner alone; a device or a pipe is written to.
    package static func replace(_ path: String, with text: String) throws(SystemError) {
        guard isReplaceable(path) else { return try write(text, to: path) }
        let draft = "\(path).\(getpid()).new"
        do throws(SystemError) {
            try write(text, to: draft, permissions: 0o600)
            guard rename(draft, path) == 0 else { throw SystemError.last }
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Makes a new file as a whole, readable by its owner alone; fails with `EEXIST` if there is anything at the path.
    package static func create(_ path: String, with text: String) throws(SystemError) {
        let draft = "\(path).\(getpid()).new"
        defer { unlink(draft) }
        try write(text, to: draft, permissions: 0o600)
        // A second name for the draft: of two that make the same file at once, one wins.
        guard link(draft, path) != 0 else { return }
        let error = SystemError.last
        // Some file systems have no second names.
        guard [EPERM, ENOTSUP, ENOSYS].contains(error.code) else { throw error }
        guard PathFacts(path) == nil else { throw SystemError(EEXIST) }
        guard rename(draft, path) == 0 else { throw .last }
    }

    /// Whether ``replace(_:with:)`` is likely to succeed.
    package static func canReplace(_ path: String) -> Bool {
        guard isReplaceable(path) else { return access(path, W_OK) == 0 && !PathFacts.isFolder(path) }
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        return PathFacts.isFolder(folder) && access(folder, W_OK) == 0
    }

    /// A file, or nothing yet; a link is written through.
    private static func isReplaceable(_ path: String) -> Bool {
        let kind = PathFacts(path)?.kind
        return kind == nil || kind == .file
    }

    /// The text of a small file; `nil` if there is none that can be read.
    package static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { Descriptor.close(descriptor) }
        return String(decoding: rest(of: descriptor), as: UTF8.self)
    }

    /// The bytes of a regular file, never through a link at its place; `nil` if there is none, or it is longer than `limit`.
    package static func bytes(of path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { Descriptor.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
            return nil
        }
        return rest(of: descriptor)
    }

    private static func rest(of descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            // A file that can not be read any further has no more text for its reader.
            let count = chunk.withUnsafeMutableBytes { (try? Descriptor.read(into: $0, from: descriptor)) ?? 0 }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Makes a folder and those above it that are missing.
    package static func makeFolders(_ path: String, permissions: UInt16 = 0o755) throws(SystemError) {
        guard mkdir(path, mode_t(permissions)) != 0 else { return }
        let error = SystemError.last
        if error == SystemError(EEXIST), PathFacts.isFolder(path) { return }
        guard error == SystemError(ENOENT), let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw error
        }
        try makeFolders(String(path[..<slash]), permissions: permissions)
        guard mkdir(path, mode_t(permissions)) == 0 || (errno == EEXIST && PathFacts.isFolder(path)) else {
            throw .last
        }
    }
}
