import Documents
import TaskModel

/// Reads and merges the configuration files of a project (contract 1.3).
struct ProjectReading {
    private(set) var sections: [ProjectSection.Name: ProjectSection] = [:]
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var isComplete = true
    private(set) var includes: IncludeResolver
    /// Where the configuration begins; `nil` where there is none.
    let start: SourceLocation?

    /// More files than this are no configuration.
    static let mostFiles = 200

    /// Reads all configuration files of a project.
    init(_ folder: ProjectFolder, tree: any ProjectTree, readers: DocumentReaders) {
        let files = ProjectFiles(tree: tree, prefix: folder.prefix)
        let name = folder.shown(ProjectFolder.configurationName)
        var texts: [(file: SourceFile, path: String)] = []
        var failures: [Diagnostic] = []
        func fail(_ message: String, hint: String? = nil) {
            failures.append(Diagnostic(.error, at: nil, message, hint: hint))
        }
        switch files.configurationFiles() {
        case .failure(let failure):
            fail("the folder \(name.quoted(limit: 200)) \(failure.words)", hint: failure.hint)
        case .success(let paths):
            for path in paths.prefix(Self.mostFiles) {
                switch files.read(path, limit: DefinitionSource.sizeLimit) {
                case .success(let file): texts.append((file, path))
                case .failure(let failure):
                    fail(
                        "the file \(folder.shown(path).quoted(limit: 200)) \(failure.words)", hint: failure.hint)
                }
            }
            if paths.count > Self.mostFiles {
                fail(
                    "\(name.quoted(limit: 200)) holds \(paths.count) configuration files; at most \(Self.mostFiles) are read"
                )
            }
            if paths.isEmpty {
                fail(
                    "the folder \(name.quoted(limit: 200)) holds no .yaml or .yml file",
                    hint: "write \(name)/config.yaml with a \"tasks\" section")
            }
        }
        self.init(texts, files: files, readers: readers, failures: failures)
    }

    /// Reads one file as if it were all of a project's configuration; `path` is its path below the root of the files.
    init(_ file: SourceFile, path: String, files: ProjectFiles, readers: DocumentReaders) {
        self.init([(file, path)], files: files, readers: readers, failures: [])
    }

    private init(
        _ texts: [(file: SourceFile, path: String)], files: ProjectFiles, readers: DocumentReaders,
        failures: [Diagnostic]
    ) {
        isComplete = failures.isEmpty
        diagnostics = failures
        includes = IncludeResolver(files: files, readers: readers, sources: texts)
        start = texts.first.map { SourceLocation(file: $0.file, line: 1, column: 1) }
        for (file, _) in texts { read(file, readers) }
    }

    private mutating func read(_ file: SourceFile, _ readers: DocumentReaders) {
        let (node, found) = readers.yaml(file)
        diagnostics += found
        guard let node else {
            // A file of nothing but comments is no mistake.
            if found.contains(where: { $0.severity == .error }) { isComplete = false }
            return
        }
        switch node.content {
        case .mapping(let entries): for entry in entries { take(entry) }
        case .scalar where node.isNull: break
        case .scalar, .sequence:
            isComplete = false
            diagnostics.append(
                Diagnostic(
                    .error, at: node.location, "the file is not a mapping",
                    hint: "write the sections \(ProjectReading.sectionNames.joined(separator: ", ")) as its keys"))
        }
    }

    private mutating func take(_ entry: Node.Entry) {
        let key = entry.key.keyText
        // Such keys hold what anchors name.
        if key.hasPrefix(".") { return }
        guard let name = ProjectSection.Name(rawValue: key) else {
            let nearest = EditDistance.nearest(to: key, among: ProjectReading.sectionNames)
            diagnostics.append(
                Diagnostic(
                    .error, at: entry.key.location, path: key, "\(key.quoted()) is not a section of a project",
                    hint: nearest.map { "did you mean \"\($0)\"?" }
                        ?? "the sections are \(ProjectReading.sectionNames.joined(separator: ", ")); a key that only holds "
                        + "anchors begins with \".\""))
            return
        }
        var value = entry.value
        // The section is there, whatever it holds.
        sections[name] = sections[name] ?? ProjectSection(name)
        if name != .routes {
            value = includes.resolveTop(value, FieldPath(key))
            let found = includes.takeProblems()
            diagnostics += found
            if found.contains(where: { $0.severity == .error }) {
                isComplete = false
                return
            }
        } else if value.tag != nil {
            return
        }
        var section = sections[name] ?? ProjectSection(name)
        section.add(value) { diagnostics.append($0) }
        sections[name] = section
    }

    private static let sectionNames = ProjectSection.Name.allCases.map(\.rawValue)
}
