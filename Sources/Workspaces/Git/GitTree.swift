import Foundation

/// The source tree of one checkout: an index in the scratch folder, and where its objects are.
struct GitTree: Sendable {
    let checkout: GitCheckout
    /// The path of the index that names the files.
    let index: String
    /// The scratch folder that new objects are in.
    let objects: String
    /// The folder that is wanted, below the checkout; empty for all of it.
    let prefix: String
    let treeID: String
    let fileCount: Int
    /// The files below the prefix, each ended by a NUL byte; `nil` for all of the index.
    let paths: [UInt8]?
    /// Folders that Git knows nothing of, below the checkout.
    let emptyFolders: [String]
    /// Those with files, by their path below the checkout.
    let submodules: [(path: String, tree: GitTree)]

    /// Every place that may hold an object of the tree but the scratch folder of the checkout itself.
    var otherObjects: [String] {
        [checkout.objects] + submodules.flatMap { [$0.tree.objects] + $0.tree.otherObjects }
    }

    /// Writes the files below `folder`, under their paths in the checkout.
    func checkOut(into folder: String, _ calls: inout GitCalls, isCancelled: () -> Bool) throws {
        try Folders.create(folder, permissions: 0o755)
        var variables = Self.variables(index: index, objects: objects, alternates: otherObjects)
        // With the new folder as the work tree, attributes come from the tree and not from what is on the disk by now.
        variables["GIT_DIR"] = checkout.gitFolder
        variables["GIT_WORK_TREE"] = folder
        _ = try calls.output(
            "lay the source out",
            ["checkout-index", "--quiet"]
                + (checkout.isSparse ? ["--ignore-skip-worktree-bits"] : [])
                + (paths == nil ? ["--all"] : ["-z", "--stdin"]),
            settings: ["core.autocrlf=false", "core.eol=lf", "core.symlinks=true"],
            in: folder,
            variables: variables,
            input: paths,
            isCancelled: isCancelled
        )
        for path in emptyFolders { try Folders.create("\(folder)/\(path)", permissions: 0o755) }
        for (path, tree) in submodules {
            try tree.checkOut(into: "\(folder)/\(path)", &calls, isCancelled: isCancelled)
        }
    }

    /// The variables that make Git use a scratch index and write objects into a scratch folder only.
    static func variables(index: String, objects: String, alternates: [String]) -> [String: String] {
        [
            "GIT_INDEX_FILE": index,
            "GIT_OBJECT_DIRECTORY": objects,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": alternates.map(quoted).joined(separator: ":"),
        ]
    }

    /// Git splits the list at colons, but not inside quotes.
    private static func quoted(_ path: String) -> String {
        guard path.contains(where: { $0 == ":" || $0 == "\"" || $0 == "\n" }) else { return path }
        let escaped = path.map { character in
            switch character {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
