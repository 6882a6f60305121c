import Documents
import ProcessSupport

/// A project on this disk: a folder that holds the platform's configuration folder, `.upsun`.
package struct ProjectFolder: Sendable, Equatable {
    /// The name of the folder with the configuration files (contract 1.3).
    package static let configurationName = ".upsun"

    /// The repository root, absolute and without symbolic links.
    package let root: String
    /// What stands before a path of the project in messages, so that it can be opened from the current folder: nothing,
    /// `../` as often as needed, or a folder with its slash.
    package let prefix: String

    /// A project that was found by other means.
    package init(root: String, prefix: String) {
        self.root = root
        self.prefix = prefix
    }

    /// The nearest project at or above a folder; otherwise an error that says where was looked.
    package static func find(above folder: String = ".") -> Result<ProjectFolder, DefinitionSourceError> {
        guard let start = PathFacts.realPath(folder) else {
            return .failure(DefinitionSourceError("the folder \(folder.quoted(limit: 200)) can not be entered"))
        }
        var prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        var path = start
        var predecessor: (folder: String, sign: String)?
        while true {
            if PathFacts.isFolder(join(path, configurationName)) {
                return .success(ProjectFolder(root: path, prefix: prefix))
            }
            predecessor = predecessor ?? sign(ofPredecessorIn: path).map { (path, $0) }
            guard path != "/", let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { break }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
            prefix += "../"
        }
        if let predecessor { return .failure(error(forPredecessor: predecessor.sign, in: predecessor.folder)) }
        return .failure(
            DefinitionSourceError(
                "there is no project here: no folder \"\(configurationName)\" in \(start.quoted(limit: 200)) or above it",
                hint:
                    "change to a folder of a project, write a \"tasks\" section into \(configurationName)/config.yaml, "
                    + "or give the path of a file with a definition"))
    }

    /// The project whose root a folder is, or whose configuration folder it is; `nil` if it is neither.
    package static func at(_ folder: String) -> ProjectFolder? {
        guard let path = PathFacts.realPath(folder), PathFacts.isFolder(path) else { return nil }
        let shown = folder.hasSuffix("/") ? folder : folder + "/"
        if path.hasSuffix("/" + configurationName) {
            let root = String(path.dropLast(configurationName.utf8.count + 1))
            return ProjectFolder(root: root.isEmpty ? "/" : root, prefix: shown + "../")
        }
        guard PathFacts.isFolder(join(path, configurationName)) else { return nil }
        return ProjectFolder(root: path, prefix: shown == "./" ? "" : shown)
    }

    /// Whether a file of the configuration folder is one of the project's configuration, by its name (contract 1.3).
    static func isConfiguration(_ name: String) -> Bool {
        // Editors mark a file that is being changed with a link of such a name.
        (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && !name.hasPrefix(".#")
    }

    /// A path of the project as messages show it.
    func shown(_ relativePath: String) -> String { prefix + relativePath }

    private static func join(_ folder: String, _ name: String) -> String {
        folder == "/" ? "/\(name)" : "\(folder)/\(name)"
    }

    // MARK: The platform's predecessor

    private static func sign(ofPredecessorIn folder: String) -> String? {
        if PathFacts.isFile(join(folder, ".platform.app.yaml")) { return ".platform.app.yaml" }
        return PathFacts.isFolder(join(folder, ".platform")) ? ".platform" : nil
    }

    private static func error(forPredecessor sign: String, in folder: String) -> DefinitionSourceError {
        DefinitionSourceError(
            "\(folder.quoted(limit: 200)) is configured for Platform.sh (\(sign)), which has no tasks: there is no folder "
                + "\"\(configurationName)\"",
            hint:
                "tasks are written in the section \"tasks\" of \(configurationName)/config.yaml, beside \"applications\"; "
                + "or give the path of a file with a definition")
    }
}
