#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that taskbox makes. Foundation's writing waits for the disk, which costs more than a whole run.
package enum PlainFile {
    /// Makes or replaces a file; `permissions` are those of a new one, before the umask.
    package static func write(_ text: String, to path: String, permissions: UInt16 = 0o644) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(permissions))
        guard descriptor >= 0 else { throw .last }
        defer { Descriptor.close(descriptor) }
        try Descriptor.write(text, to: descriptor)
    }

    /// The text of a small file; `nil` if there is none that can be read.
    package static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { Descriptor.close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            // A file that can not be read any further has no more text for its reader.
            let count = chunk.withUnsafeMutableBytes { (try? Descriptor.read(into: $0, from: descriptor)) ?? 0 }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
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
