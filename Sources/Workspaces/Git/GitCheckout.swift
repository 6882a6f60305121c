import Foundation

/// Where a checkout keeps its things, found without Git.
struct GitCheckout: Sendable, Equatable {
    /// The folder that holds `.git`, without symbolic links.
    let top: String
    /// What belongs to this checkout: `HEAD` and the index.
    let gitFolder: String
    /// What linked worktrees share: the objects.
    let commonFolder: String

    var index: String { "\(gitFolder)/index" }
    var objects: String { "\(commonFolder)/objects" }
    var isSparse: Bool { FileFacts.of("\(gitFolder)/info/sparse-checkout") != nil }

    /// `nil` if there is no `.git`, or if it leads nowhere.
    init?(top: String) {
        self.top = top
        let entry = "\(top)/.git"
        if Folders.isFolder(entry) {
            gitFolder = entry
        } else {
            // Linked worktrees and submodules have a file that names the folder.
            guard let text = Folders.contents(of: entry), text.hasPrefix("gitdir:") else { return nil }
            let named = Self.line(text.dropFirst("gitdir:".count))
            guard let folder = Folders.resolved(named.hasPrefix("/") ? named : "\(top)/\(named)") else { return nil }
            gitFolder = folder
        }
        if let text = Folders.contents(of: "\(gitFolder)/commondir") {
            let named = Self.line(text[...])
            guard let folder = Folders.resolved(named.hasPrefix("/") ? named : "\(gitFolder)/\(named)") else {
                return nil
            }
            commonFolder = folder
        } else {
            commonFolder = gitFolder
        }
    }

    private static func line(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.prefix { !$0.isNewline })
    }
}
