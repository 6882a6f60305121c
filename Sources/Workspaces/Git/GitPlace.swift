/// One checkout that is being read, with what its Git calls need.
struct GitPlace {
    let checkout: GitCheckout
    /// The scratch index.
    let index: String
    /// The scratch folder for new objects.
    let objects: String
    /// The folder that is wanted, below the checkout; empty for all of it.
    let prefix: String
    /// The checkout's path inside the source, for warnings; empty for the outermost one.
    let name: String
    /// Folders with objects of other checkouts that the index names.
    var foreignObjects: [String] = []

    var variables: [String: String] {
        var variables = GitTree.variables(
            index: index,
            objects: objects,
            alternates: [checkout.objects] + foreignObjects
        )
        // A broken `.git` must not lead Git to a repository further up.
        variables["GIT_CEILING_DIRECTORIES"] = String(
            checkout.top[..<(checkout.top.lastIndex(of: "/") ?? checkout.top.startIndex)])
        return variables
    }

    /// Limits a call to the wanted folder.
    var pathspec: [String] { prefix.isEmpty ? [] : ["--", ":(top,literal)\(prefix)"] }

    /// A path of the checkout as the reader of a warning knows it.
    func shown(_ path: String) -> String { name.isEmpty ? path : "\(name)/\(path)" }

    /// The same checkout with another index.
    func with(index: String, foreignObjects: [String]) -> GitPlace {
        GitPlace(
            checkout: checkout,
            index: index,
            objects: objects,
            prefix: prefix,
            name: name,
            foreignObjects: foreignObjects
        )
    }
}
