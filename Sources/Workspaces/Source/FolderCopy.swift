import CSystem
import Foundation
import Planning

/// Copies a folder that is not in Git and computes its Git tree id in the same pass.
struct FolderCopy {
    let treeID: String
    let fileCount: Int
    let warnings: [String]
    /// A digest of what the tree id does not tell: empty folders, and permissions that are not the usual ones; `nil` for
    /// nothing of that.
    let remarks: String?

    /// Copies `source` to `target`, which must not exist.
    ///
    /// Folders in `leftOut` and everything named `.git` stay behind.
    static func copy(
        _ source: String, to target: String, leavingOut leftOut: [String], isCancelled: () -> Bool
    ) throws -> FolderCopy {
        guard let facts = FileFacts.of(source) else { throw SnapshotError.noRepository(source) }
        guard mkdir(target, 0o700) == 0 else { throw FileError(.createFolder, target, code: errno) }
        // The target is left out as well, in case it lies in the source.
        let skipped = (leftOut + [target]).compactMap(FileFacts.of)
        return try withoutActuallyEscaping(isCancelled) { isCancelled in
            var visitor = CopyingVisitor(source: source, target: target, leftOut: skipped, isCancelled: isCancelled)
            do {
                try TreeWalk.visit(source, with: &visitor)
            } catch let error as FileError where error.path == source {
                throw SnapshotError.unreadable(path: source, reason: FileError.words(for: error.code))
            }
            guard chmod(target, facts.permissions & 0o777 | S_IRWXU) == 0 else {
                throw FileError(.changePermissions, target, code: errno)
            }
            return FolderCopy(
                treeID: GitObjectHash.hex(visitor.rootDigest),
                fileCount: visitor.fileCount,
                warnings: visitor.warnings,
                remarks: visitor.remarks
            )
        }
    }
}

private struct CopyingVisitor: TreeVisitor {
    private let source: String
    private let target: String
    private let leftOut: [FileFacts]
    private let cancellation: CopyCancellation
    /// One for each folder from the root to the current one, with its permissions.
    private var folders: [(hash: GitObjectHash.Folder, permissions: mode_t)] = [(GitObjectHash.Folder(), 0)]
    private var special: [String] = []
    private var remarked: [[UInt8]] = []
    private var visited = 0
    private(set) var fileCount = 0

    init(source: String, target: String, leftOut: [FileFacts], isCancelled: @escaping () -> Bool) {
        self.source = source
        self.target = target
        self.leftOut = leftOut
        cancellation = CopyCancellation(isCancelled)
    }

    var rootDigest: [UInt8] { folders[0].hash.digest() }

    var remarks: String? {
        guard !remarked.isEmpty else { return nil }
        // The order of a walk is that of the disk.
        let lines = remarked.sorted { $0.lexicographicallyPrecedes($1) }
        return SHA256.hex(of: lines.flatMap { $0 + [0] })
    }

    var warnings: [String] {
        guard !special.isEmpty else { return [] }
        return [
            "sockets, named pipes and devices are not copied: \(SnapshotError.list(special.sorted(), limit: 5))"
        ]
    }

    mutating func visit(_ entry: TreeEntry) throws -> Bool {
        visited += 1
        if visited.isMultiple(of: 128), cancellation.isCancelled() { throw SnapshotError.cancelled }
        if strcmp(entry.name, ".git") == 0 { return false }
        switch entry.kind {
        case .file: try copyFile(entry)
        case .link: try copyLink(entry)
        case .other: special.append(entry.pathText)
        case .folder: return try openFolder(entry)
        }
        return false
    }

    private mutating func openFolder(_ entry: TreeEntry) throws -> Bool {
        guard case .success(let facts) = FileFacts.at(entry.folder, entry.name) else { return false }
        if leftOut.contains(where: facts.isSameFile) { return false }
        guard withCopy(of: entry, { mkdir($0, 0o700) }) == 0 else {
            throw FileError(.createFolder, copyText(entry), code: errno)
        }
        folders.append((GitObjectHash.Folder(), facts.permissions & 0o777))
        return true
    }

    mutating func leave(_ entry: TreeEntry) throws {
        let folder = folders.removeLast()
        guard withCopy(of: entry, { chmod($0, folder.permissions) }) == 0 else {
            throw FileError(.changePermissions, copyText(entry), code: errno)
        }
        if folder.hash.isEmpty || folder.permissions != 0o755 { remark(entry, "folder", folder.permissions) }
        if !folder.hash.isEmpty { add(entry, .folder, folder.hash.digest()) }
    }

    mutating func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) throws {
        guard error.code == ENOENT else { throw unreadable(entry, error.code) }
        try leave(entry)
    }

    private mutating func copyFile(_ entry: TreeEntry) throws {
        // O_NONBLOCK in case a named pipe has taken the file's place.
        let from = openat(entry.folder, entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard from >= 0 else {
            // It has gone since the folder was listed.
            if errno == ENOENT { return }
            throw unreadable(entry, errno)
        }
        defer { close(from) }
        guard case .success(let facts) = FileFacts.of(descriptor: from), facts.kind == .file else { return }
        let to = withCopy(of: entry) { open($0, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
        guard to >= 0 else { throw FileError(.createFile, copyText(entry), code: errno) }
        defer { close(to) }
        var digest = [UInt8](repeating: 0, count: 20)
        let code = withUnsafePointer(to: cancellation.watch) { csystem_copy_file(from, to, &digest, $0) }
        guard code == 0 else {
            if code == ECANCELED { throw SnapshotError.cancelled }
            let isTargets = [ENOSPC, EDQUOT, EROFS, EFBIG].contains(code)
            throw isTargets ? FileError(.copy, copyText(entry), code: code) : unreadable(entry, code)
        }
        guard fchmod(to, facts.permissions & 0o777) == 0 else {
            throw FileError(.changePermissions, copyText(entry), code: errno)
        }
        fileCount += 1
        let permissions = facts.permissions & 0o777
        if permissions != 0o644, permissions != 0o755 { remark(entry, "file", permissions) }
        add(entry, facts.permissions & S_IXUSR == 0 ? .file : .executable, digest)
    }

    private mutating func copyLink(_ entry: TreeEntry) throws {
        guard let linkTarget = Folders.linkTarget(entry.folder, entry.name) else {
            // It has gone, or is something else by now.
            if errno == ENOENT || errno == EINVAL { return }
            throw unreadable(entry, errno)
        }
        let code = (linkTarget + [0]).withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { start in withCopy(of: entry) { symlink(start, $0) } } == 0 ? 0 : errno
            }
        }
        guard code == 0 else { throw FileError(.createLink, copyText(entry), code: code) }
        fileCount += 1
        add(entry, .link, linkTarget.withUnsafeBytes(GitObjectHash.blob))
    }

    private mutating func add(_ entry: TreeEntry, _ mode: GitObjectHash.Mode, _ digest: [UInt8]) {
        folders[folders.count - 1].hash.add(entry.nameBytes, mode: mode, digest: digest)
    }

    private mutating func remark(_ entry: TreeEntry, _ kind: String, _ permissions: mode_t) {
        remarked.append(Array("\(kind) \(String(permissions, radix: 8)) ".utf8) + entry.pathBytes)
    }

    /// Where an entry is copied to, for the system: names need not be valid text.
    private func withCopy<Value>(of entry: TreeEntry, _ body: (UnsafePointer<CChar>) throws -> Value) rethrows -> Value
    {
        let bytes = Array(target.utf8) + [UInt8(ascii: "/")] + entry.path + [0]
        return try bytes.withUnsafeBytes { buffer in
            try buffer.withMemoryRebound(to: CChar.self) { text in
                // The terminating zero is always there, so there is a base address.
                guard let start = text.baseAddress else { return try body("") }
                return try body(start)
            }
        }
    }

    /// Where an entry is copied to, for messages.
    private func copyText(_ entry: TreeEntry) -> String { "\(target)/\(entry.pathText)" }

    private func unreadable(_ entry: TreeEntry, _ code: Int32) -> any Error {
        SnapshotError.unreadable(path: "\(source)/\(entry.pathText)", reason: FileError.words(for: code))
    }
}

/// The question whether a copy is still wanted, in the form that the copying in C asks it.
private final class CopyCancellation {
    let isCancelled: () -> Bool

    init(_ isCancelled: @escaping () -> Bool) { self.isCancelled = isCancelled }

    /// Valid as long as the object lives.
    var watch: csystem_copy_watch {
        csystem_copy_watch(
            is_cancelled: { context in
                context.map { Unmanaged<CopyCancellation>.fromOpaque($0).takeUnretainedValue().isCancelled() } ?? false
            },
            context: Unmanaged.passUnretained(self).toOpaque())
    }
}
