import Foundation
import ProcessSupport
import TaskModel

/// Reads the source tree of a checkout, and of its submodules, with a copy of its index.
struct GitTreeReader {
    /// The folder is not one that Git would put into a commit: it is no repository, or it is ignored.
    struct NotForGit: Error {
        let reason: String
    }

    private(set) var calls: GitCalls
    private(set) var warnings: [String] = []
    /// Whether no submodule was left empty: the tree id is the same for one with files and one without.
    private(set) var isWhole = true
    private let scratch: String
    /// Absolute, without symbolic links.
    private let leftOut: [String]
    private let isCancelled: () -> Bool
    private var count = 0

    init(calls: GitCalls, scratch: String, leftOut: [String], isCancelled: @escaping () -> Bool) {
        self.calls = calls
        self.scratch = scratch
        self.leftOut = leftOut
        self.isCancelled = isCancelled
    }

    /// The tree of the files as they are, or of a revision, below `prefix`.
    ///
    /// `name` is the checkout's path inside the source, for warnings; empty for the outermost one.
    mutating func read(
        _ checkout: GitCheckout, prefix: String, revision: String?, root: SourceRoot = .repository, name: String = ""
    ) throws -> GitTree {
        count += 1
        let index = "\(scratch)/index-\(count)"
        let objects = "\(scratch)/objects-\(count)"
        try Folders.create(objects)
        let place = GitPlace(checkout: checkout, index: index, objects: objects, prefix: prefix, name: name)
        var emptyFolders: [String] = []
        if let revision {
            try readRevision(revision, place)
        } else {
            try Self.copyIndex(of: checkout, to: index)
            try warnOfConflicts(place)
            emptyFolders = try addEverything(place)
        }
        var listing = try list(place)
        try check(listing, place, root, revision: revision)
        let submodules = try readSubmodules(listing.links, place, revision: revision)
        if listing.links.first?.path == prefix {
            // The wanted folder is itself a submodule; one without files was warned of.
            if let tree = submodules.first?.tree { return tree }
            listing = GitIndexListing([], keepingPaths: true, file: prefix)
        }
        var namer = GitTreeNamer(calls: calls, isCancelled: isCancelled)
        defer { calls = namer.calls }
        return GitTree(
            checkout: checkout,
            index: index,
            objects: objects,
            prefix: prefix,
            treeID: try namer.treeID(of: place, listing, submodules, isRevision: revision != nil),
            fileCount: listing.fileCount + submodules.reduce(0) { $0 + $1.tree.fileCount },
            paths: prefix.isEmpty ? nil : listing.paths,
            emptyFolders: emptyFolders + listing.links.map(\.path),
            submodules: submodules
        )
    }

    /// Whether the wanted folder is one; on the disk that is known already, but for sparse checkouts.
    private func check(
        _ listing: GitIndexListing, _ place: GitPlace, _ root: SourceRoot, revision: String?
    ) throws(SnapshotError) {
        let top = place.checkout.top
        if listing.holdsFile { throw .rootIsFile(root, repository: top) }
        guard listing.fileCount == 0, listing.links.isEmpty, !place.prefix.isEmpty else { return }
        if let revision { throw .rootMissingInRevision(root, revision: revision) }
        guard !Folders.isFolder("\(top)/\(place.prefix)") else { return }
        let folders = Folders.folderNames(in: top).filter { $0 != ".git" }
        throw .rootMissing(root, repository: top, nearest: top, folders: folders)
    }
}

// MARK: - The index

extension GitTreeReader {
    private static func copyIndex(of checkout: GitCheckout, to copy: String) throws {
        do {
            try Folders.copyFile(checkout.index, to: copy)
        } catch {
            guard error.path == checkout.index else { throw error }
            // A repository where nothing was ever added has none.
            if error.code == ENOENT { return }
            throw SnapshotError.unreadable(path: checkout.index, reason: FileError.words(for: error.code))
        }
    }

    private mutating func output(_ step: String, _ arguments: [String], _ place: GitPlace) throws -> [UInt8] {
        try calls.output(
            step,
            arguments,
            in: place.checkout.top,
            variables: place.variables,
            isCancelled: isCancelled
        )
    }

    private mutating func run(_ arguments: [String], _ place: GitPlace) throws -> ProgramRun.Result {
        try calls.run(arguments, in: place.checkout.top, variables: place.variables, isCancelled: isCancelled)
    }

    private mutating func readRevision(_ revision: String, _ place: GitPlace) throws {
        let tree = try calls.tree(
            of: revision, in: place.checkout.top, variables: place.variables, isCancelled: isCancelled)
        _ = try output("read the revision \"\(revision)\"", ["read-tree", tree], place)
    }

    private mutating func warnOfConflicts(_ place: GitPlace) throws {
        if let listing = GitIndexListing(index: place.index, prefix: place.prefix, keepingPaths: false),
            !listing.hasConflicts
        {
            return
        }
        let result = try run(["ls-files", "--unmerged", "-z"] + place.pathspec, place)
        guard result.succeeded else {
            let words = GitCalls.words(result)
            if words.contains("not a git repository") {
                throw Self.noRepository(place)
            }
            throw SnapshotError.gitFailed(step: "read the index", words: words)
        }
        let names = result.output.split(separator: 0).compactMap { entry in
            entry.firstIndex(of: UInt8(ascii: "\t")).map { String(decoding: entry[($0 + 1)...], as: UTF8.self) }
        }
        guard !names.isEmpty else { return }
        let shown = SnapshotError.list(Set(names).map(place.shown).sorted(), limit: 5)
        warnings.append("merge conflicts are not resolved in \(shown): the files are taken as they are on disk")
    }

    /// Returns the folders of repositories that Git can not even make an entry for.
    private mutating func addEverything(_ place: GitPlace) throws -> [String] {
        var excluded = leftOut.filter { Folders.isInside($0, of: place.checkout.top) }
            .map { Folders.relative($0, to: place.checkout.top) }
        guard !excluded.contains("") else { return [] }
        var nested: [String] = []
        var attempts = 0
        while true {
            let pathspecs =
                [":(top,literal)\(place.prefix)"] + excluded.map { ":(top,exclude,literal)\($0)" }
            let result = try run(
                ["add", "--all"] + (place.checkout.isSparse ? ["--sparse"] : []) + ["--"] + pathspecs,
                place
            )
            let text = GitCalls.text(result)
            if let refused = text.split(separator: "\n").first(where: { $0.contains("could not open directory") }) {
                throw SnapshotError.gitFailed(step: "read all files", words: String(refused))
            }
            if result.succeeded { break }
            if text.contains("paths are ignored by one of your .gitignore files") {
                // Git also complains of what is to be left out; what it ignores needs not be left out by name.
                let ignored = text.split(separator: "\n").map(String.init)
                let rest = excluded.filter { folder in
                    !ignored.contains { folder == $0 || folder.hasPrefix("\($0)/") }
                }
                if rest.count < excluded.count {
                    excluded = rest
                    continue
                }
                throw NotForGit(reason: "\"\(place.checkout.top)/\(place.prefix)\" is ignored by Git")
            }
            if text.contains("did not match any files") { break }
            if text.contains("not a git repository") { throw Self.noRepository(place) }
            attempts += 1
            if let name = Self.repositoryWithoutCommit(text), !excluded.contains(name) {
                excluded.append(name)
                nested.append(name)
                warnings.append(Self.nestedWarning(place.shown(name)))
            } else if attempts > 3 || !text.contains("No such file or directory") {
                // A file that goes while Git reads it is no reason to give up at once.
                throw SnapshotError.gitFailed(step: "read all files", words: GitCalls.words(result))
            }
        }
        return nested
    }

    private static func noRepository(_ place: GitPlace) -> NotForGit {
        NotForGit(reason: "\"\(place.checkout.top)/.git\" is not a Git repository")
    }

    private static func repositoryWithoutCommit(_ text: String) -> String? {
        guard let end = text.range(of: "' does not have a commit checked out"),
            let start = text[..<end.lowerBound].range(of: "error: '", options: .backwards)
        else { return nil }
        let name = text[start.upperBound..<end.lowerBound]
        return String(name.hasSuffix("/") ? name.dropLast() : name)
    }

    private static func nestedWarning(_ path: String) -> String {
        "\"\(path)\" is a repository of its own and no submodule: a commit would not hold its files, so it stays empty"
    }

    private mutating func list(_ place: GitPlace) throws -> GitIndexListing {
        let keepsPaths = !place.prefix.isEmpty
        if let listing = GitIndexListing(index: place.index, prefix: place.prefix, keepingPaths: keepsPaths) {
            return listing
        }
        return GitIndexListing(
            try output("list the files", ["ls-files", "--stage", "-z"] + place.pathspec, place),
            keepingPaths: keepsPaths,
            file: place.prefix
        )
    }
}

// MARK: - Submodules

extension GitTreeReader {
    private mutating func readSubmodules(
        _ links: [GitIndexListing.Link], _ place: GitPlace, revision: String?
    ) throws -> [(path: String, tree: GitTree)] {
        guard !links.isEmpty else { return [] }
        let registered = try registeredPaths(place, revision: revision)
        var trees: [(path: String, tree: GitTree)] = []
        for link in links {
            let shown = place.shown(link.path)
            let folder = "\(place.checkout.top)/\(link.path)"
            guard registered.contains(link.path) else {
                warnings.append(Self.nestedWarning(shown))
                continue
            }
            guard let checkout = Folders.resolved(folder).flatMap(GitCheckout.init(top:)) else {
                isWhole = false
                warnings.append(
                    "the submodule \"\(shown)\" is not checked out, so it stays empty: run git submodule update --init"
                )
                continue
            }
            do {
                let commit = revision == nil ? nil : link.commit
                trees.append((link.path, try read(checkout, prefix: "", revision: commit, name: shown)))
            } catch SnapshotError.unknownRevision {
                isWhole = false
                warnings.append(
                    "the submodule \"\(shown)\" does not have the commit \(link.commit.prefix(12)), so it stays empty: "
                        + "fetch it there first"
                )
            }
        }
        return trees
    }

    private mutating func registeredPaths(_ place: GitPlace, revision: String?) throws -> Set<String> {
        // In both forms the index knows the file, and the one on the disk may be another one by now.
        let result = try run(
            ["config", "--null", "--blob", ":.gitmodules", "--get-regexp", #"^submodule\..*\.path$"#],
            place
        )
        guard result.succeeded else { return [] }
        return Set(
            result.output.split(separator: 0).compactMap { entry in
                entry.firstIndex(of: UInt8(ascii: "\n")).map { String(decoding: entry[($0 + 1)...], as: UTF8.self) }
            }
        )
    }
}
