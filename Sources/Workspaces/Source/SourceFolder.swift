import Foundation
import TaskModel

/// The folder that `source.root` names, found on the disk and checked.
struct SourceFolder: Equatable {
    /// Without symbolic links.
    let repository: String
    /// Inside the repository, without symbolic links.
    let path: String

    /// Finds the folder that a request is about; a revision's folders need not be on the disk.
    init(_ request: SourceSnapshot.Request) throws(SnapshotError) {
        guard let repository = Folders.resolved(request.repository), Folders.isFolder(repository) else {
            throw .noRepository(request.repository)
        }
        self.repository = repository
        path =
            request.revision == nil
            ? try Self.resolve(request.root, in: repository) : Self.join(repository, request.root.path.description)
    }

    /// Refuses a folder that nobody means to copy as a whole: `/`, or the home folder unless the user named it.
    func refuseIfTooWide(_ folder: String, home: String?, isExplicit: Bool) throws(SnapshotError) {
        if folder == "/" { throw .tooWide(folder: folder, isHome: false) }
        if !isExplicit, let home = home.flatMap(Folders.resolved), home == folder {
            throw .tooWide(folder: folder, isHome: true)
        }
    }

    private static func resolve(_ root: SourceRoot, in repository: String) throws(SnapshotError) -> String {
        let path = join(repository, root.path.description)
        guard let resolved = Folders.resolved(path) else {
            if errno == EACCES { throw .unreadable(path: path, reason: FileError.words(for: EACCES)) }
            // A sparse checkout holds folders that are not on the disk; Git will tell.
            if let top = SourceLocator.repositoryRoot(above: repository), GitCheckout(top: top)?.isSparse == true {
                return path
            }
            var nearest = root.path.components
            repeat {
                nearest = nearest.dropLast()
            } while !Folders.isFolder(join(repository, nearest.joined(separator: "/"))) && !nearest.isEmpty
            let folder = join(repository, nearest.joined(separator: "/"))
            throw .rootMissing(
                root,
                repository: repository,
                nearest: folder,
                folders: Folders.folderNames(in: folder).filter { $0 != ".git" }
            )
        }
        guard Folders.isInside(resolved, of: repository) else {
            throw .rootLeadsOut(root, target: resolved, repository: repository)
        }
        guard Folders.isFolder(resolved) else { throw .rootIsFile(root, repository: repository) }
        return resolved
    }

    private static func join(_ folder: String, _ relative: String) -> String {
        if relative.isEmpty { return folder }
        return folder == "/" ? "/\(relative)" : "\(folder)/\(relative)"
    }
}
