import Documents
import ProcessSupport

/// Where a definition is read from.
package enum DefinitionSource: Sendable, Equatable {
    /// A path as the user gave it.
    case file(String)
    case standardInput
    /// A text that is here already, such as an answer of the platform; messages call it by its name.
    case received(name: String, bytes: [UInt8])

    /// The source that a `TASK` argument names as a path; `-` is standard input.
    package init(path: String) { self = path == "-" ? .standardInput : .file(path) }

    /// How messages name the source.
    package var name: String {
        switch self {
        case .file(let path): path
        case .standardInput: "<stdin>"
        case .received(let name, _): name
        }
    }

    /// The folder that the file lies in, as the path says it; the current folder for everything else.
    package var folder: String {
        guard case .file(let path) = self, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The name of the file without folder and ending, the name of a task that has none itself; `nil` for everything else.
    package var stem: String? {
        guard case .file = self else { return nil }
        guard let dot = fileName.lastIndex(of: "."), dot != fileName.startIndex else { return fileName }
        return String(fileName[..<dot])
    }

    /// The name of the file without its folder.
    var fileName: String {
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
        return String(name[name.utf8.index(after: slash)...])
    }

    /// The folder without symbolic links; `nil` if it can not be entered.
    var realFolder: String? { PathFacts.realPath(folder) }

    /// The project that the file is a part of, because it lies in its folder of configuration files.
    var project: ProjectFolder? {
        guard case .file = self, let real = realFolder, real.hasSuffix("/" + ProjectFolder.configurationName) else {
            return nil
        }
        return ProjectFolder.at(folder)
    }

    /// The whole text, at most ``sizeLimit`` bytes; otherwise an error that says why not.
    package func read() -> Result<SourceFile, DefinitionSourceError> {
        let shown = name.quoted(limit: 200)
        switch self {
        case .received(_, let bytes): return file(from: .success(bytes), shown)
        case .standardInput:
            return file(from: SystemFile.readStandardInput(limit: DefinitionSource.sizeLimit), "the standard input")
        case .file(let path):
            guard !path.isEmpty, !path.utf8.contains(0) else {
                return .failure(DefinitionSourceError("\(shown) is not a path"))
            }
            return file(from: SystemFile.read(path, limit: DefinitionSource.sizeLimit), shown)
        }
    }

    /// No definition is this long; a wrong path such as `/dev/zero` is.
    package static let sizeLimit = 64 << 20

    private func file(
        from result: Result<[UInt8], SystemFile.Failure>, _ shown: String
    ) -> Result<SourceFile, DefinitionSourceError> {
        switch result {
        case .success(let bytes) where bytes.isEmpty:
            .failure(DefinitionSourceError("\(shown) is empty", hint: "it must hold the definition of a task"))
        case .success(let bytes): .success(SourceFile(name: name, bytes: bytes))
        case .failure(let failure): .failure(error(for: failure, shown))
        }
    }

    private func error(for failure: SystemFile.Failure, _ shown: String) -> DefinitionSourceError {
        switch failure {
        case .missing:
            DefinitionSourceError(
                "there is no file \(shown)",
                hint: name.hasPrefix("/") ? nil : "the path is relative to the current folder"
            )
        case .isFolder:
            DefinitionSourceError(
                "\(shown) is a folder without \"\(ProjectFolder.configurationName)\"",
                hint: "give the path of a project, or of a file with the definition of a task")
        case .forbidden: DefinitionSourceError("taskbox is not allowed to read \(shown)", hint: "check its permissions")
        case .tooLarge:
            DefinitionSourceError(
                "\(shown) is larger than \(DefinitionSource.sizeLimit >> 20) MiB, which is no definition of a task"
            )
        case .other(let reason): DefinitionSourceError("\(shown) can not be read: \(reason)")
        }
    }
}
