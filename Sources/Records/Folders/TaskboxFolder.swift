/// The two folders that taskbox keeps between runs (design, "Record").
package enum TaskboxFolder: String, Sendable {
    /// Records and persistent mounts.
    case state
    /// What can be made again: slugs, build caches, dependency installs.
    case cache

    /// Where the folder belongs, by the variables of this process alone; nothing is looked at or made.
    ///
    /// A home that is not known is `nil`; the user's number stands in the name of the fallback.
    package func location(environment: [String: String], home: String?, userID: UInt32) -> FolderLocation {
        var notes: [String] = []
        func absolute(_ name: String) -> String? {
            guard let path = environment[name], !path.isEmpty else { return nil }
            if path.hasPrefix("/") { return path }
            notes.append("\(name) is not an absolute path and is ignored: \"\(path)\"")
            return nil
        }
        var preferred = absolute(ownVariable)
        if preferred == nil { preferred = absolute(userVariable).map { Self.join($0, "taskbox") } }
        if preferred == nil {
            if let home, home.hasPrefix("/") {
                preferred = Self.join(home, folderInHome)
            } else {
                notes.append(
                    home.map { "HOME is not an absolute path and is ignored: \"\($0)\"" } ?? "HOME is not set")
            }
        }
        let temporary = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        return FolderLocation(
            folder: self, preferred: preferred, fallbackParent: Self.join(temporary, "taskbox-\(userID)"),
            userID: userID, notes: notes)
    }

    private var ownVariable: String { self == .state ? "TASKBOX_STATE_HOME" : "TASKBOX_CACHE_HOME" }
    private var userVariable: String { self == .state ? "XDG_STATE_HOME" : "XDG_CACHE_HOME" }
    private var folderInHome: String { self == .state ? ".local/state/taskbox" : ".cache/taskbox" }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}

/// Where one of taskbox's folders belongs.
package struct FolderLocation: Sendable, Equatable {
    /// Which of the two it is.
    package let folder: TaskboxFolder
    /// `nil` where no variable gives an absolute path.
    package let preferred: String?
    /// The folder of the user among the temporary files, which must be the user's own.
    package let fallbackParent: String
    /// The user who must own the fallback.
    package let userID: UInt32
    /// What was ignored, a sentence each without a full stop.
    package let notes: [String]

    /// Where the folder is made if the preferred one can not be.
    package var fallback: String { "\(fallbackParent)/\(folder.rawValue)" }
}
