import CSystem
import Foundation

/// Copies a folder as it is: modes, times, links; hard links become files of their own.
package enum TreeCopy {
    /// Something in the folder holds a text that must not be in it.
    struct Bound: Error {
        /// Below the folder.
        let path: String
    }

    /// Copies `source` to `target`, which must not exist or be an empty folder.
    ///
    /// Throws ``FileError`` or ``SnapshotError/cancelled``.
    package static func copy(_ source: String, to target: String, isCancelled: @escaping () -> Bool = { false }) throws
    {
        try copy(source, to: target, unlessHolding: nil, isCancelled: isCancelled)
    }

    static func copy(
        _ source: String, to target: String, unlessHolding text: String?, isCancelled: @escaping () -> Bool
    ) throws {
        guard let facts = FileFacts.of(source) else { throw FileError(.open, source, code: errno) }
        guard mkdir(target, 0o700) == 0 || errno == EEXIST else {
            throw FileError(.createFolder, target, code: errno)
        }
        var visitor = TreeCopyVisitor(
            source: source, target: target, needles: text.map(forms) ?? [], isCancelled: isCancelled)
        try TreeWalk.visit(source, with: &visitor)
        guard chmod(target, facts.permissions) == 0 else {
            throw FileError(.changePermissions, target, code: errno)
        }
        setTime(of: target, to: facts)
    }

    /// How a path stands in files: as it is, and as JSON may have it, PHP's above all.
    private static func forms(_ text: String) -> [[UInt8]] {
        let escaped = text.replacingOccurrences(of: "/", with: "\\/")
        return (escaped == text ? [text] : [text, escaped]).map { Array($0.utf8) }
    }

    /// A time that can not be kept is no reason to give the copy up.
    fileprivate static func setTime(of path: UnsafePointer<CChar>, to facts: FileFacts) {
        let time = timespec(
            tv_sec: Int(facts.modified / 1_000_000_000), tv_nsec: Int(facts.modified % 1_000_000_000))
        utimensat(AT_FDCWD, path, [time, time], AT_SYMLINK_NOFOLLOW)
    }
}

private struct TreeCopyVisitor: TreeVisitor {
    let source: String
    let target: String
    /// Empty for nothing.
    let needles: [[UInt8]]
    let isCancelled: () -> Bool
    private var folders: [FileFacts] = []
    private var visited = 0

    init(source: String, target: String, needles: [[UInt8]], isCancelled: @escaping () -> Bool) {
        self.source = source
        self.target = target
        self.needles = needles
        self.isCancelled = isCancelled
    }

    mutating func visit(_ entry: TreeEntry) throws -> Bool {
        visited += 1
        if visited.isMultiple(of: 128), isCancelled() { throw SnapshotError.cancelled }
        switch entry.kind {
        case .file: try copyFile(entry)
        case .link: try copyLink(entry)
        case .folder:
            folders.append(try entry.facts(below: source))
            guard withCopy(of: entry, { mkdir($0, 0o700) }) == 0 else { throw failure(.createFolder, entry) }
            return true
        case .other:
            // A named pipe is as good as a new one; a socket or a device would be of no use.
            let facts = try entry.facts(below: source)
            _ = withCopy(of: entry) { mkfifo($0, facts.permissions & 0o777) }
        }
        return false
    }

    mutating func leave(_ entry: TreeEntry) throws {
        let facts = folders.removeLast()
        guard withCopy(of: entry, { chmod($0, facts.permissions) }) == 0 else {
            throw failure(.changePermissions, entry)
        }
        withCopy(of: entry) { TreeCopy.setTime(of: $0, to: facts) }
    }

    func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) throws {
        throw FileError(.list, "\(source)/\(entry.pathText)", code: error.code)
    }

    private func copyFile(_ entry: TreeEntry) throws {
        let from = openat(entry.folder, entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard from >= 0 else { throw FileError(.open, "\(source)/\(entry.pathText)", code: errno) }
        defer { close(from) }
        guard case .success(let facts) = FileFacts.of(descriptor: from) else {
            throw FileError(.read, "\(source)/\(entry.pathText)", code: errno)
        }
        for needle in needles {
            var holds = false
            let code = csystem_file_holds(from, needle, needle.count, &holds)
            guard code == 0 else { throw FileError(.read, "\(source)/\(entry.pathText)", code: code) }
            if holds { throw TreeCopy.Bound(path: entry.pathText) }
        }
        let to = withCopy(of: entry) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
        guard to >= 0 else { throw failure(.createFile, entry) }
        defer { close(to) }
        let code = csystem_copy_file(from, to, nil, nil)
        guard code == 0 else { throw FileError(.copy, "\(target)/\(entry.pathText)", code: code) }
        guard fchmod(to, facts.permissions) == 0 else { throw failure(.changePermissions, entry) }
        _ = csystem_copy_times(from, to)
    }

    private func copyLink(_ entry: TreeEntry) throws {
        guard let link = Folders.linkTarget(entry.folder, entry.name) else {
            throw FileError(.read, "\(source)/\(entry.pathText)", code: errno)
        }
        for needle in needles where link.count >= needle.count {
            let starts = 0...(link.count - needle.count)
            if starts.contains(where: { link[$0..<($0 + needle.count)].elementsEqual(needle) }) {
                throw TreeCopy.Bound(path: entry.pathText)
            }
        }
        let code = (link + [0]).withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { start in withCopy(of: entry) { symlink(start, $0) } } == 0 ? 0 : errno
            }
        }
        guard code == 0 else { throw FileError(.createLink, "\(target)/\(entry.pathText)", code: code) }
    }

    /// Where an entry is copied to, for the system: names need not be valid text.
    private func withCopy<Value>(of entry: TreeEntry, _ body: (UnsafePointer<CChar>) -> Value) -> Value {
        let bytes = Array(target.utf8) + [UInt8(ascii: "/")] + entry.path + [0]
        return bytes.withUnsafeBytes { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                // The terminating zero is always there, so there is a base address.
                guard let start = text.baseAddress else { return body("") }
                return body(start)
            }
        }
    }

    private func failure(_ action: FileError.Action, _ entry: TreeEntry) -> FileError {
        FileError(action, "\(target)/\(entry.pathText)", code: errno)
    }
}
