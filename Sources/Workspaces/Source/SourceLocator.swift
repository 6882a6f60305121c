import Foundation

/// Finds the repository that a folder belongs to, and its branch, by reading a few small files.
package enum SourceLocator {
    /// The nearest folder at or above `folder` that holds a `.git`, be it a folder or a file; `nil` if there is none.
    ///
    /// The path comes without symbolic links.
    package static func repositoryRoot(above folder: String) -> String? {
        guard var path = Folders.resolved(folder) else { return nil }
        while true {
            let candidate = path == "/" ? "/.git" : "\(path)/.git"
            if let facts = FileFacts.of(candidate), facts.kind != .other { return path }
            guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
        }
    }

    /// The branch that is checked out in the repository at `root`, also if it has no commit yet; `nil` if none is.
    package static func branch(ofRepository root: String) -> String? {
        guard let checkout = GitCheckout(top: root), let head = Folders.contents(of: "\(checkout.gitFolder)/HEAD")
        else {
            return nil
        }
        let prefix = "ref: refs/heads/"
        guard head.hasPrefix(prefix) else { return nil }
        let name = head.dropFirst(prefix.count).prefix { !$0.isNewline }
        return name.isEmpty ? nil : String(name)
    }
}
