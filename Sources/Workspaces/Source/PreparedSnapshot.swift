import Foundation

/// A source tree that is known but not yet laid out as an app folder.
package struct PreparedSnapshot: Sendable {
    /// The Git tree id of exactly the files that ``layOut(into:isCancelled:)`` makes: 40 hexadecimal digits (64 in a
    /// repository with SHA-256 names).
    ///
    /// Submodules count as Git counts them unless they have changes.
    package let treeID: String
    /// Sentences about what the source tree could not hold.
    package let warnings: [String]
    /// Whether nothing is missing that the tree id stands for: submodules that are not checked out stay empty, and have the
    /// id of those that are.
    package let isWhole: Bool
    /// What the app folder has besides the tree id, as a digest; `nil` for nothing.
    ///
    /// Outside of Git empty folders and all permissions are copied, and a tree id knows neither.
    package let remarks: String?
    /// Files and symbolic links, those of submodules included.
    package let fileCount: Int
    private let content: Content

    private enum Content: Sendable {
        case copied(String)
        case git(GitTree, GitCalls)
    }

    init(_ copy: FolderCopy, at folder: String, warnings: [String]) {
        treeID = copy.treeID
        fileCount = copy.fileCount
        isWhole = true
        remarks = copy.remarks
        self.warnings = warnings
        content = .copied(folder)
    }

    init(_ tree: GitTree, calls: GitCalls, warnings: [String], isWhole: Bool) {
        treeID = tree.treeID
        fileCount = tree.fileCount
        self.isWhole = isWhole
        remarks = nil
        self.warnings = warnings
        content = .git(tree, calls)
    }

    /// Makes the app folder, which must be missing or empty.
    ///
    /// Can be done once.
    package func layOut(into appFolder: String, isCancelled: @escaping () -> Bool = { false }) throws(SnapshotError) {
        do {
            // Git would leave files that stand there already as they are.
            guard FileFacts.of(appFolder) == nil || Folders.isEmpty(appFolder) else {
                throw FileError(.createFolder, appFolder, code: ENOTEMPTY)
            }
            switch content {
            case .copied(let folder): try Self.move(folder, to: appFolder)
            case .git(let tree, let calls): try Self.checkOut(tree, calls, into: appFolder, isCancelled)
            }
        } catch {
            throw SnapshotError(error)
        }
    }

    private static func checkOut(
        _ tree: GitTree, _ calls: GitCalls, into appFolder: String, _ isCancelled: @escaping () -> Bool
    ) throws {
        var calls = calls
        guard !tree.prefix.isEmpty else {
            try tree.checkOut(into: appFolder, &calls, isCancelled: isCancelled)
            return
        }
        // Git lays a folder out under its own path, since its attributes depend on it.
        let whole = "\(appFolder).checkout"
        defer { _ = TreeRemoval.remove(whole) }
        try tree.checkOut(into: whole, &calls, isCancelled: isCancelled)
        let part = "\(whole)/\(tree.prefix)"
        try Folders.create(part)
        try move(part, to: appFolder)
    }

    private static func move(_ folder: String, to target: String) throws {
        // Moving a folder needs write permission on it, for its `..` entry; and an app folder is built in.
        guard chmod(folder, 0o755) == 0 else { throw FileError(.changePermissions, folder, code: errno) }
        guard rename(folder, target) == 0 else { throw FileError(.move, target, code: errno) }
    }
}
