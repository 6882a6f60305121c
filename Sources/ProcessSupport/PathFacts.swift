#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the file system says of a path, without following a link at its end.
package struct PathFacts: Sendable, Equatable {
    /// What stands at a path.
    package enum Kind: Sendable, Equatable {
        case file
        case folder
        case link(target: String)
        case other
    }

    package let kind: Kind
    /// The permission bits.
    package let permissions: UInt16

    /// `nil` if there is nothing at the path, or it can not be looked at.
    package init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        permissions = UInt16(truncatingIfNeeded: status.st_mode & 0o7777)
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link(target: PathFacts.target(of: path) ?? "")
        default: kind = .other
        }
    }

    /// Whether everybody may read it, and enter it if it is a folder.
    package var isReadableByAll: Bool {
        switch kind {
        case .folder: permissions & 0o005 == 0o005
        case .link: true
        case .file, .other: permissions & 0o004 != 0
        }
    }

    /// Whether a path is a folder, or a link to one.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a path is a regular file, or a link to one.
    package static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The absolute path without links, `.` and `..`; `nil` if it leads nowhere.
    package static func realPath(_ path: String) -> String? {
        // Whoever wants to know why it leads nowhere asks for the location.
        try? location(of: path)
    }

    /// As ``realPath(_:)``, with the reason where the path leads nowhere.
    package static func location(of path: String) throws(SystemError) -> String {
        guard let real = realpath(path, nil) else { throw SystemError(errno) }
        defer { free(real) }
        return String(cString: real)
    }

    /// The names in a folder, sorted; empty if it can not be read.
    package static func names(in folder: String) -> [String] {
        // Whoever wants to know why it can not be read asks for the entries.
        (try? entries(of: folder)) ?? []
    }

    /// The names in a folder that begin with one of some texts, sorted; empty if it can not be read.
    ///
    /// Folders of programs have thousands of names, of which most are passed over before anything is made of them.
    package static func names(in folder: String, beginningWith beginnings: [String]) -> [String] {
        // As in ``names(in:)``.
        (try? entries(of: folder, beginningWith: beginnings)) ?? []
    }

    /// As ``names(in:)``, with the reason where the folder can not be read.
    package static func entries(of folder: String) throws(SystemError) -> [String] {
        try entries(of: folder, beginningWith: [""])
    }

    private static func entries(
        of folder: String, beginningWith beginnings: [String]
    ) throws(SystemError) -> [String] {
        let beginnings = beginnings.map { (text: $0, length: $0.utf8.count) }
        guard let stream = opendir(folder) else { throw SystemError(errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    beginnings.contains { strncmp(name, $0.text, $0.length) == 0 } ? String(cString: name) : nil
                }
            }
            if let name, name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func target(of path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count - 1)
        guard count >= 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
