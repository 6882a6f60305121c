import CSystem
import Foundation

/// Folders and files as plain paths.
enum Folders {
    /// Makes a folder and those above it where they are missing; by default for the current user only.
    static func create(_ path: String, permissions: mode_t = 0o700) throws(FileError) {
        if mkdir(path, permissions) == 0 || errno == EEXIST && isFolder(path) { return }
        let code = errno
        guard code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw FileError(.createFolder, path, code: code)
        }
        try create(String(path[..<slash]), permissions: permissions)
        guard mkdir(path, permissions) == 0 || errno == EEXIST && isFolder(path) else {
            throw FileError(.createFolder, path, code: errno)
        }
    }

    /// Whether the path is a folder or a link to one.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The path without symbolic links; `nil` if it does not exist.
    static func resolved(_ path: String) -> String? {
        guard let buffer = realpath(path, nil) else { return nil }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    /// Whether a path is a folder or something below it; both are absolute and without links.
    static func isInside(_ path: String, of folder: String) -> Bool {
        folder == "/" || path == folder || path.hasPrefix(folder + "/")
    }

    /// What a path is called below a folder that it lies in; empty for the folder itself.
    static func relative(_ path: String, to folder: String) -> String {
        guard path != folder else { return "" }
        return String(path.dropFirst(folder == "/" ? 1 : folder.count + 1))
    }

    /// The names of the folders in a folder, sorted.
    static func folderNames(in path: String) -> [String] {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        // For a hint only: without the names there is simply a shorter hint.
        guard let listing = try? FolderListing(folder: descriptor) else { return [] }
        var names: [String] = []
        while let item = listing.next() {
            if item.kind == .folder { names.append(String(cString: item.name)) }
        }
        return names.sorted()
    }

    /// Whether the path is a folder that holds nothing; one that cannot be listed counts as one that holds something.
    static func isEmpty(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        do {
            return try FolderListing(folder: descriptor).next() == nil
        } catch {
            return false
        }
    }

    /// Copies a file to a new one that only the current user may read, with its times.
    static func copyFile(_ path: String, to copy: String) throws(FileError) {
        let from = open(path, O_RDONLY | O_CLOEXEC)
        guard from >= 0 else { throw FileError(.open, path, code: errno) }
        defer { close(from) }
        let to = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard to >= 0 else { throw FileError(.createFile, copy, code: errno) }
        defer { close(to) }
        var code = csystem_copy_file(from, to, nil, nil)
        // Git takes files that changed just before its index was written for uncertain, so the index keeps its time.
        if code == 0 { code = csystem_copy_times(from, to) }
        guard code == 0 else { throw FileError(.copy, copy, code: code) }
    }

    /// The bytes of a small file; `nil` if it cannot be read.
    static func contents(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    /// The bytes that a symbolic link holds; `nil` with `errno` if it cannot be read.
    static func linkTarget(_ folder: Int32, _ name: UnsafePointer<CChar>) -> [UInt8]? {
        withUnsafeTemporaryAllocation(byteCount: Int(PATH_MAX), alignment: 1) { buffer -> [UInt8]? in
            buffer.withMemoryRebound(to: CChar.self) { text in
                guard let start = text.baseAddress else { return nil }
                let count = readlinkat(folder, name, start, text.count)
                return count < 0 ? nil : Array(buffer[..<count])
            }
        }
    }
}
