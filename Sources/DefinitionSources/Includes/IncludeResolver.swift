import Documents
import Foundation
import TaskModel

/// Puts in place of the platform's tags what they stand for (contract 1.3).
///
/// Paths are relative to the file that they are written in and never leave the project. What comes out of a file has the
/// places of that file. Everything is bounded: the files, their bytes, and how deep they include each other.
struct IncludeResolver {
    /// How many files may be included, all in all, however often each of them is.
    static let mostFiles = 1000
    /// How many bytes, all in all.
    static let mostBytes = 16 << 20
    /// How deep files may include each other.
    static let mostLevels = 16

    let files: ProjectFiles
    private let readers: DocumentReaders
    /// What was wrong, and what could not be honoured.
    private(set) var problems: [Diagnostic] = []
    /// Where something stands in the place of what could not be included; what is said about it is of no use.
    private(set) var replaced: [SourceLocation] = []
    /// The files that tags were read from, with their paths in the project.
    private var sources: [(file: SourceFile, path: String)]
    private var texts: [String: SourceFile] = [:]
    private var documents: [String: Node] = [:]
    private var fileCount = 0
    private var byteCount = 0
    /// The folder that `source.root` names: where the platform's documentation looks for included files.
    private var secondFolder: RelativePath?

    init(files: ProjectFiles, readers: DocumentReaders, sources: [(file: SourceFile, path: String)]) {
        self.files = files
        self.readers = readers
        self.sources = sources
    }

    /// The node with everything included.
    mutating func resolve(_ node: Node, _ path: FieldPath, secondFolder: RelativePath? = nil) -> Node {
        guard node.holdsTag else { return node }
        self.secondFolder = secondFolder
        return resolve(node, path, chain: [])
    }

    /// The node without a tag of its own; its parts are left as they are.
    mutating func resolveTop(_ node: Node, _ path: FieldPath) -> Node {
        guard let tag = node.tag, IncludeTag.names.contains(tag) else { return node }
        return include(node, tag, path, chain: []).node
    }

    /// What was wrong since the last time that this was asked.
    mutating func takeProblems() -> [Diagnostic] {
        defer { problems = [] }
        return problems
    }

    private mutating func resolve(_ node: Node, _ path: FieldPath, chain: [String]) -> Node {
        if let tag = node.tag, IncludeTag.names.contains(tag) {
            let (node, chain) = include(node, tag, path, chain: chain)
            return node.holdsTag ? resolve(node, path, chain: chain) : node
        }
        switch node.content {
        case .scalar: return node
        case .sequence(let items):
            let resolved = items.enumerated().map { resolve($1, path.appending($0), chain: chain) }
            return Node(.sequence(resolved), at: node.location, tag: node.tag)
        case .mapping(let entries):
            let resolved = entries.map { entry in
                Node.Entry(
                    key: entry.key, value: resolve(entry.value, path.appending(entry.key.keyText), chain: chain))
            }
            return Node(.mapping(resolved), at: node.location, tag: node.tag)
        }
    }

    private mutating func include(
        _ node: Node, _ tag: String, _ path: FieldPath, chain: [String]
    ) -> (node: Node, chain: [String]) {
        let nothing = Node(
            .scalar(Scalar(.string(""), style: .plain, text: "", contentLine: node.location.line)), at: node.location)
        do throws(IncludeTag.Fault) {
            let include = try IncludeTag(node, tag: tag)
            if !include.namesKind {
                problems.append(
                    Diagnostic(
                        .warning, at: node.location, path: path.description,
                        "\"!include\" has no \"type\"; \"yaml\" is taken",
                        hint: "write type: yaml, which the platform's linter asks for"))
            }
            let target = try locate(include)
            switch include.kind {
            case .string: return (try text(of: target, include), chain)
            case .yaml: return (try document(of: target, include, chain: chain), chain + [target])
            case .binary: return (try bytes(of: target, include, at: node.location, path), chain)
            case .file, .archive: return (try reference(to: target, include, at: node.location, path), chain)
            }
        } catch {
            problems.append(
                Diagnostic(.error, at: error.location, path: path.description, error.message, hint: error.hint))
            replaced.append(node.location)
            return (nothing, chain)
        }
    }

    // MARK: Kinds

    private mutating func text(of path: String, _ include: IncludeTag) throws(IncludeTag.Fault) -> Node {
        let file = try read(path, include)
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            throw fault(
                include, "\(file.name.quoted(limit: 200)) is not UTF-8 text",
                hint: "save it as UTF-8, or write type: binary")
        }
        return Node(
            .scalar(Scalar(.string(text), style: .file, text: text, contentLine: 1)),
            at: SourceLocation(file: file, line: 1, column: 1))
    }

    private mutating func document(
        of path: String, _ include: IncludeTag, chain: [String]
    ) throws(IncludeTag.Fault) -> Node {
        let includer = self.path(of: include.location.file)
        if path == includer || chain.contains(path) {
            throw fault(include, "\(include.path.quoted()) includes itself", hint: "remove one of the \"!include\"")
        }
        guard chain.count < IncludeResolver.mostLevels else {
            throw fault(
                include, "files include each other more than \(IncludeResolver.mostLevels) levels deep",
                hint: "include the innermost file directly")
        }
        let file = try read(path, include)
        if let known = documents[path] { return known }
        let (node, diagnostics) = readers.yaml(file)
        problems += diagnostics
        guard let node else {
            let start = SourceLocation(file: file, line: 1, column: 1)
            if diagnostics.contains(where: { $0.severity == .error }) {
                replaced.append(start)
                return Node(.scalar(Scalar(.string(""), style: .plain, text: "", contentLine: 1)), at: start)
            }
            return Node(.scalar(Scalar(.null, style: .plain, text: "", contentLine: 1)), at: start)
        }
        documents[path] = node
        return node
    }

    private mutating func bytes(
        of path: String, _ include: IncludeTag, at location: SourceLocation, _ field: FieldPath
    ) throws(IncludeTag.Fault) -> Node {
        let file = try read(path, include)
        problems.append(
            Diagnostic(
                .warning, at: include.location, path: field.description,
                "the file becomes a text that begins with \"data:;base64,\"; nobody has measured what the platform makes of it"
            ))
        return string("data:;base64," + Data(file.bytes).base64EncodedString(), at: location)
    }

    /// A file or folder that only the platform can pack and hand over; no field of a task is known to take one.
    private mutating func reference(
        to path: String, _ include: IncludeTag, at location: SourceLocation, _ field: FieldPath
    ) throws(IncludeTag.Fault) -> Node {
        let isFolder = try value(of: files.isFolder(path), include)
        if include.kind == .file, isFolder {
            throw fault(
                include, "\(include.path.quoted()) is a folder", hint: "write the path of a file, or use !archive")
        }
        if include.kind == .archive, !isFolder {
            throw fault(include, "\(include.path.quoted()) is not a folder", hint: "write the path of a folder")
        }
        problems.append(
            Diagnostic(
                .warning, at: include.location, path: field.description,
                isFolder
                    ? "the platform packs this folder; here only its path \(path.quoted()) is taken"
                    : "the platform refers to this file; here only its path \(path.quoted()) is taken"))
        return string(path, at: location)
    }

    private func string(_ text: String, at location: SourceLocation) -> Node {
        Node(
            .scalar(Scalar(.string(text), style: .plain, text: text, contentLine: location.line)), at: location)
    }

    // MARK: Finding and reading

    /// The path of what is included, relative to the project's root.
    private mutating func locate(_ include: IncludeTag) throws(IncludeTag.Fault) -> String {
        let outside = "\(include.path.quoted()) is outside the project"
        guard !include.path.hasPrefix("/") else {
            throw fault(
                include, outside, hint: "write a path relative to the file that it is written in, without a slash first"
            )
        }
        let folder = path(of: include.location.file).split(separator: "/").dropLast().joined(separator: "/")
        guard let target = RelativePath("\(folder)/\(include.path)") else {
            throw fault(include, outside, hint: "only files of the project can be included")
        }
        if case .failure(.missing) = files.isFolder(target.description) {
            return try locateElsewhere(include, missing: target, folder: folder)
        }
        return target.description
    }

    /// The documentation says that paths are relative to `source.root`, the platform's linter that they are relative to the
    /// including file.
    private mutating func locateElsewhere(
        _ include: IncludeTag, missing: RelativePath, folder: String
    ) throws(IncludeTag.Fault) -> String {
        let inRoot = secondFolder.flatMap { RelativePath("\($0)/\(include.path)") }
        if let inRoot, case .success = files.isFolder(inRoot.description) {
            let name = (files.prefix + inRoot.description).quoted(limit: 200)
            problems.append(
                Diagnostic(
                    .warning, at: include.location,
                    "\(include.path.quoted()) is taken from the source root, \(name), as the platform's documentation says; "
                        + "its linter looks beside this file only",
                    hint: "put the file there too, or write the text in place of the tag"))
            return inRoot.description
        }
        throw fault(
            include, "there is no file \((files.prefix + missing.description).quoted(limit: 200))",
            hint: "the path is relative to the file that it is written in"
                + (folder.isEmpty ? "" : ", which is in \(folder.quoted())"))
    }

    private mutating func read(_ path: String, _ include: IncludeTag) throws(IncludeTag.Fault) -> SourceFile {
        fileCount += 1
        guard fileCount <= IncludeResolver.mostFiles else {
            throw fault(
                include, "more than \(IncludeResolver.mostFiles) files are included", hint: "include fewer files")
        }
        let file: SourceFile
        if let known = texts[path] {
            file = known
        } else {
            file = try value(of: files.read(path, limit: IncludeResolver.mostBytes), include)
            texts[path] = file
            sources.append((file, path))
        }
        byteCount += file.bytes.count
        guard byteCount <= IncludeResolver.mostBytes else {
            throw fault(
                include, "the included files have more than \(IncludeResolver.mostBytes >> 20) MiB",
                hint: "include less")
        }
        return file
    }

    private func value<Value>(
        of result: Result<Value, ProjectTreeFailure>, _ include: IncludeTag
    ) throws(IncludeTag.Fault) -> Value {
        switch result {
        case .success(let value): return value
        case .failure(let failure):
            throw fault(
                include, "\(include.path.quoted()) \(failure.words)",
                hint: failure.hint ?? "write the path of a file of the project")
        }
    }

    /// The path of a file in the project, by its identity.
    private func path(of file: SourceFile) -> String { sources.first { $0.file === file }?.path ?? "" }

    private func fault(_ include: IncludeTag, _ message: String, hint: String) -> IncludeTag.Fault {
        IncludeTag.Fault(location: include.location, message: message, hint: hint)
    }
}

extension Node {
    /// Whether the node or a part of it has a tag of the platform.
    fileprivate var holdsTag: Bool {
        if let tag, IncludeTag.names.contains(tag) { return true }
        switch content {
        case .scalar: return false
        case .sequence(let items): return items.contains { $0.holdsTag }
        case .mapping(let entries): return entries.contains { $0.value.holdsTag }
        }
    }
}
