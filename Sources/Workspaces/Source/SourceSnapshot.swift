import Foundation
import ProcessSupport
import TaskModel

/// Takes the source tree as the platform would see it: what a commit of the working copy would hold, or a revision; outside
/// of Git, every file.
///
/// Two steps, because the tree id decides whether a cached build is used and the files are needed at all:
/// ``prepare(_:git:isCancelled:)``, then ``PreparedSnapshot/layOut(into:isCancelled:)``. The user's checkout, index and
/// objects are only read.
package enum SourceSnapshot {
    /// Which source tree is wanted.
    package struct Request: Sendable {
        /// The folder that `source.root` is below; it may lie anywhere inside a checkout.
        package let repository: String
        /// Whether the user named that folder; a home folder is taken only then.
        package let isExplicit: Bool
        package let root: SourceRoot
        /// A commit, in any form that Git understands; `nil` for the files as they are.
        package let revision: String?
        /// An existing, empty folder for what the snapshot needs on the way, on the file system of the later app folder.
        package let scratch: String
        /// Folders that stay behind although they lie in the source, such as the one that holds all workspaces.
        package let leftOut: [String]
        /// The user's home folder.
        package let home: String?

        package init(
            repository: String, isExplicit: Bool, root: SourceRoot = .repository, revision: String? = nil,
            scratch: String, leftOut: [String] = [], home: String?
        ) {
            self.repository = repository
            self.isExplicit = isExplicit
            self.root = root
            self.revision = revision
            self.scratch = scratch
            self.leftOut = leftOut
            self.home = home
        }
    }

    /// Finds out what the source tree is, and its id.
    ///
    /// Without `git`, a checkout is copied as a plain folder.
    ///
    /// Blocks the calling thread; `isCancelled` is asked at least every 50 ms or so.
    package static func prepare(
        _ request: Request, git: GitProgram?, isCancelled: @escaping () -> Bool = { false }
    ) throws(SnapshotError) -> PreparedSnapshot {
        do {
            let source = try SourceFolder(request)
            return try prepare(request, source, git: git, isCancelled: isCancelled)
        } catch {
            throw SnapshotError(error)
        }
    }

    private static func prepare(
        _ request: Request, _ source: SourceFolder, git: GitProgram?, isCancelled: @escaping () -> Bool
    ) throws -> PreparedSnapshot {
        let start = Folders.isFolder(source.path) ? source.path : source.repository
        let top = SourceLocator.repositoryRoot(above: request.revision == nil ? start : source.repository)
        if let top { try source.refuseIfTooWide(top, home: request.home, isExplicit: request.isExplicit) }
        var reason: String?
        if let top, let git {
            if let checkout = GitCheckout(top: top) {
                var reader = GitTreeReader(
                    calls: GitCalls(program: git),
                    scratch: request.scratch,
                    leftOut: (request.leftOut + [request.scratch]).compactMap(Folders.resolved),
                    isCancelled: isCancelled
                )
                let prefix = Folders.relative(source.path, to: top)
                do {
                    let tree = try reader.read(checkout, prefix: prefix, revision: request.revision, root: request.root)
                    return PreparedSnapshot(
                        tree, calls: reader.calls, warnings: reader.warnings, isWhole: reader.isWhole)
                } catch let error as GitTreeReader.NotForGit where request.revision == nil {
                    reason = error.reason
                }
            } else {
                reason = "\"\(top)/.git\" is not a Git repository"
            }
        } else if top != nil {
            reason = "there is no git on the PATH"
        }
        if let revision = request.revision {
            throw SnapshotError.revisionWithoutGit(
                revision: revision,
                folder: source.repository,
                isGitInstalled: git != nil
            )
        }
        try source.refuseIfTooWide(source.path, home: request.home, isExplicit: request.isExplicit)
        let copy = try FolderCopy.copy(
            source.path,
            to: "\(request.scratch)/files",
            leavingOut: request.leftOut + [request.scratch],
            isCancelled: isCancelled
        )
        let warnings = reason.map { ["\($0): all files are copied, also those that Git would ignore"] } ?? []
        return PreparedSnapshot(copy, at: "\(request.scratch)/files", warnings: warnings + copy.warnings)
    }
}

extension SnapshotError {
    /// Everything that the parts of a snapshot throw, as one type.
    init(_ error: any Error) {
        switch error {
        case let error as SnapshotError: self = error
        case let error as FileError: self = .files(error)
        case ProgramRunError.cancelled: self = .cancelled
        case let error as ProgramRunError: self = .program(error)
        default: self = .gitFailed(step: "read the source", words: "\(error)")
        }
    }
}
