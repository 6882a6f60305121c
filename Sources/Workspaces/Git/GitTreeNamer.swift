import ProcessSupport

/// Finds the tree id of an index.
struct GitTreeNamer {
    private(set) var calls: GitCalls
    let isCancelled: () -> Bool

    init(calls: GitCalls, isCancelled: @escaping () -> Bool) {
        self.calls = calls
        self.isCancelled = isCancelled
    }

    /// The id of the wanted folder.
    ///
    /// A submodule with changes counts with its files, one without by its commit.
    mutating func treeID(
        of place: GitPlace, _ listing: GitIndexListing, _ submodules: [(path: String, tree: GitTree)], isRevision: Bool
    ) throws -> String {
        if listing.fileCount == 0, listing.links.isEmpty {
            return Self.line(try output("name an empty tree", ["hash-object", "-t", "tree", "/dev/null"], place))
        }
        let changed = isRevision ? [] : try submodules.filter { try hasChanges($0.tree) }
        if changed.isEmpty, place.prefix.isEmpty, let known = listing.treeID { return known }
        let place = changed.isEmpty ? place : try replaceLinks(of: changed, place)
        let arguments = ["write-tree"] + (place.prefix.isEmpty ? [] : ["--prefix=\(place.prefix)/"])
        let first = try calls.run(
            arguments,
            in: place.checkout.top,
            variables: place.variables,
            isCancelled: isCancelled
        )
        if first.succeeded { return Self.line(first.output) }
        guard try removeUnmerged(place) else {
            throw SnapshotError.gitFailed(step: "write the tree", words: GitCalls.words(first))
        }
        return Self.line(try output("write the tree", arguments, place))
    }

    private mutating func output(
        _ step: String, _ arguments: [String], _ place: GitPlace, input: [UInt8]? = nil
    ) throws -> [UInt8] {
        try calls.output(
            step,
            arguments,
            in: place.checkout.top,
            variables: place.variables,
            input: input,
            isCancelled: isCancelled
        )
    }

    /// Conflicts outside of the wanted folder do not concern it, but Git writes no part of an index that has any.
    private mutating func removeUnmerged(_ place: GitPlace) throws -> Bool {
        let unmerged = try output("read the index", ["ls-files", "--unmerged", "-z"], place)
        let paths = unmerged.split(separator: 0).flatMap { entry in
            entry.firstIndex(of: UInt8(ascii: "\t")).map { Array(entry[($0 + 1)...]) + [0] } ?? []
        }
        guard !paths.isEmpty else { return false }
        _ = try output("write the tree", ["update-index", "--force-remove", "-z", "--stdin"], place, input: paths)
        return true
    }

    /// Whether a submodule holds something else than the commit that its entry names.
    private mutating func hasChanges(_ tree: GitTree) throws -> Bool {
        let head = try calls.run(
            ["rev-parse", "--verify", "--quiet", "HEAD^{tree}"],
            in: tree.checkout.top,
            variables: GitTree.variables(index: tree.index, objects: tree.objects, alternates: tree.otherObjects),
            isCancelled: isCancelled
        )
        return !head.succeeded || Self.line(head.output) != tree.treeID
    }

    /// An index in which the files of changed submodules take the place of their commits.
    private mutating func replaceLinks(
        of submodules: [(path: String, tree: GitTree)], _ place: GitPlace
    ) throws -> GitPlace {
        let changed = place.with(
            index: "\(place.index)-for-id",
            foreignObjects: submodules.flatMap { [$0.tree.objects] + $0.tree.otherObjects }
        )
        try Folders.copyFile(place.index, to: changed.index)
        for (path, tree) in submodules {
            _ = try output("name the tree", ["update-index", "--force-remove", "--", path], changed)
            _ = try output("name the tree", ["read-tree", "--prefix=\(path)/", tree.treeID], changed)
        }
        return changed
    }

    private static func line(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
