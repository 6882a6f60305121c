import CSystem
import Foundation
import Planning
import ProcessSupport
import TaskModel

/// The volumes of a project that outlive runs: the files of `storage` and `service` mounts (contract 2.4).
///
/// Who runs a task that has one mounted holds a lock on it together with others; who empties it holds the lock alone. The
/// locks are beside the volumes, because everything inside is the tasks' own.
package struct LastingVolumes: Sendable {
    /// The folder of the project's volumes.
    package let folder: String

    package init(folder: String) { self.folder = folder }

    /// One volume.
    package struct Volume: Sendable, Hashable {
        /// `storage` or `service`.
        package let source: String
        /// The application or the service that it is of.
        package let owner: String
        /// On this machine.
        package let folder: String
    }

    /// The volumes that there are, sorted.
    package var all: [Volume] {
        ["storage", "service"].flatMap { source in
            PathFacts.names(in: "\(folder)/\(source)").compactMap { name in
                let path = "\(folder)/\(source)/\(name)"
                return PathFacts(path)?.kind == .folder
                    ? Volume(source: source, owner: FileName.decode(name), folder: path) : nil
            }
        }
    }

    /// The volume of a mount; `nil` for one that ends with its run.
    package func volume(of mount: Mount) -> Volume? {
        mount.source.owner.map { owner in
            Volume(
                source: mount.source.word, owner: owner,
                folder: "\(folder)/\(mount.source.word)/\(FileName.encode(owner))")
        }
    }

    /// The right to use a volume, or, held alone, to empty it; `nil` as long as somebody prevents it.
    ///
    /// Throws ``FileError``.
    package func lock(_ volume: Volume, _ kind: FileLock.Kind) throws(FileError) -> FileLock? {
        let locks = "\(folder)/.locks"
        try Folders.create(locks)
        return try FileLock.take("\(locks)/\(volume.source)-\(FileName.encode(volume.owner))", kind, makes: true)
    }

    /// Makes the folder of a path in a volume, never through a link, and tells which one it is; `ENOTDIR` stands for a link
    /// or a file in the way.
    package static func makeFolder(
        of path: RelativePath, in volume: String
    ) throws(SystemError) -> (device: UInt64, inode: UInt64) {
        try PlainFile.makeFolders(volume)
        var folder = open(volume, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw SystemError.last }
        defer { close(folder) }
        for name in path.components {
            let inner = csystem_make_below(folder, name, 0o755)
            guard inner >= 0 else { throw SystemError(inner == -ELOOP ? ENOTDIR : -inner) }
            close(folder)
            folder = inner
        }
        switch FileFacts.of(descriptor: folder) {
        case .success(let facts): return (facts.device, facts.inode)
        case .failure(let error): throw SystemError(error.code)
        }
    }

    /// The folder of a path in a volume; `nil` if it does not exist, or if a link or a file is in the way, behind which is
    /// something else.
    package func folder(of path: RelativePath, in volume: Volume) -> String? {
        var folder = volume.folder
        guard PathFacts(folder)?.kind == .folder else { return nil }
        for name in path.components {
            folder += "/\(name)"
            guard PathFacts(folder)?.kind == .folder else { return nil }
        }
        return folder
    }
}

/// How much a folder holds.
package struct FolderSize: Sendable, Equatable {
    /// Files and links.
    package private(set) var files = 0
    /// Of all files, as they were written.
    package private(set) var bytes: Int64 = 0

    /// Walks through all of it; what can not be read is left out.
    package static func of(_ folder: String) -> FolderSize {
        var visitor = SizeVisitor()
        // A folder that can not be read has no size that anybody could tell.
        try? TreeWalk.visit(folder, with: &visitor)
        return visitor.size
    }

    mutating fileprivate func add(_ facts: FileFacts) {
        files += 1
        bytes += facts.size
    }
}

private struct SizeVisitor: TreeVisitor {
    private(set) var size = FolderSize()

    mutating func visit(_ entry: TreeEntry) -> Bool {
        if entry.kind != .folder, case .success(let facts) = FileFacts.at(entry.folder, entry.name) { size.add(facts) }
        return true
    }

    func leave(_ entry: TreeEntry) {}
    func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) {}
}
