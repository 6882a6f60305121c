import Foundation
import TaskModel

/// Takes the permission to write from an app folder, as the platform's app is read-only after the build (contract 2.2).
///
/// The superuser may write all the same: ``WriteAudit`` tells afterwards. A file with several hard links stays as it is,
/// because its other names may be files of the user's.
package enum FrozenTree {
    /// Nobody may write to files and folders of `app` any more, but at and below the mount paths.
    package static func freeze(_ app: String, except mounts: [RelativePath] = []) throws {
        var visitor = PermissionVisitor(root: app, exceptions: mounts.map(PathBytes.init)) { $0 & ~0o222 }
        try TreeWalk.visit(app, with: &visitor)
        if !mounts.contains(where: \.isRoot) { try change(app) { $0 & ~0o222 } }
    }

    /// The owner may write to all of it again.
    package static func thaw(_ app: String) throws {
        try change(app) { $0 | S_IWUSR }
        var visitor = PermissionVisitor(root: app, exceptions: []) { $0 | S_IWUSR }
        try TreeWalk.visit(app, with: &visitor)
    }

    private static func change(_ path: String, _ transform: (mode_t) -> mode_t) throws {
        guard let facts = FileFacts.of(path), facts.kind == .folder else {
            throw FileError(.changePermissions, path, code: errno)
        }
        let wanted = transform(facts.permissions)
        guard wanted == facts.permissions || chmod(path, wanted) == 0 else {
            throw FileError(.changePermissions, path, code: errno)
        }
    }
}

private struct PermissionVisitor: TreeVisitor {
    let root: String
    let exceptions: [PathBytes]
    let transform: (mode_t) -> mode_t

    func visit(_ entry: TreeEntry) throws -> Bool {
        guard entry.kind == .folder || entry.kind == .file, !exceptions.contains(where: { $0.matches(entry.path) })
        else { return false }
        let facts = try entry.facts(below: root)
        if entry.kind == .file, facts.links > 1 { return true }
        let wanted = transform(facts.permissions)
        if wanted != facts.permissions, fchmodat(entry.folder, entry.name, wanted, 0) != 0 {
            throw FileError(.changePermissions, "\(root)/\(entry.pathText)", code: errno)
        }
        return true
    }

    func leave(_ entry: TreeEntry) {}

    func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) throws {
        // A folder that its owner may not even list can not be written to either.
        if error.code == EACCES { return }
        throw FileError(.list, "\(root)/\(entry.pathText)", code: error.code)
    }
}
