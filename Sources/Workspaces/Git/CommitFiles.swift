import ProcessSupport

/// The files of a Git commit, read one by one without a checkout.
///
/// Paths are relative to one of its folders; symbolic links are followed as long as they stay below that folder.
package struct CommitFiles: Sendable {
    /// Why there is nothing to read at a path.
    package enum Problem: Error, Sendable, Equatable {
        case missing
        /// A symbolic link leads out of the folder.
        case outside
        case isFolder
        case tooLarge
        /// In words of Git or of ours.
        case other(String)
    }

    private enum Entry: Sendable {
        case file(id: String)
        case link(id: String)
        /// A commit of another repository.
        case submodule
    }

    private let calls: GitCalls
    /// The root of the checkout.
    private let top: String
    private let entries: [String: Entry]
    /// The names in each folder.
    private let names: [String: Set<String>]

    private static let mostLinks = 40
    private static let longestLink = 4096

    /// Lists the files of a revision of the repository that a folder belongs to, which is `top` or lies below it.
    package init(revision: String, repository top: String, git: GitProgram) throws(SnapshotError) {
        var calls = GitCalls(program: git)
        do {
            let tree = try calls.tree(
                of: revision, in: top, variables: Self.variables(top), isCancelled: { false })
            let listing = try calls.output(
                "list the files of the revision \"\(revision)\"", ["ls-tree", "-r", "-z", "--full-tree", tree], in: top,
                variables: Self.variables(top), isCancelled: { false })
            self.init(calls, top, Self.entries(of: listing))
        } catch {
            throw SnapshotError(error)
        }
    }

    private init(_ calls: GitCalls, _ top: String, _ entries: [String: Entry]) {
        self.calls = calls
        self.top = top
        self.entries = entries
        var names: [String: Set<String>] = ["": []]
        for path in entries.keys {
            var path = path[...]
            while true {
                let slash = path.lastIndex(of: "/")
                let folder = slash.map { path[..<$0] } ?? ""
                let name = String(slash.map { path[path.index(after: $0)...] } ?? path)
                // A folder that has the name has been entered everywhere above.
                guard names[String(folder), default: []].insert(name).inserted, !folder.isEmpty else { break }
                path = folder
            }
        }
        self.names = names
    }

    /// The same files with the paths below one folder; no others can be reached.
    package func below(_ folder: String) -> CommitFiles {
        if folder.isEmpty { return self }
        let inner = entries.compactMap { path, entry in
            path.hasPrefix("\(folder)/") ? (String(path.dropFirst(folder.count + 1)), entry) : nil
        }
        return CommitFiles(calls, top, Dictionary(inner, uniquingKeysWith: { first, _ in first }))
    }

    /// Whether there is a folder at a path, and not a file.
    package func isFolder(_ path: String) throws(Problem) -> Bool { try location(of: path).entry == nil }

    /// The names in a folder, sorted.
    package func names(in folder: String) throws(Problem) -> [String] {
        let (path, entry) = try location(of: folder)
        guard entry == nil else { throw .missing }
        return (names[path] ?? []).sorted()
    }

    /// The bytes of a file, at most `limit` of them.
    package func contents(of path: String, limit: Int) throws(Problem) -> [UInt8] {
        switch try location(of: path).entry {
        case nil: throw .isFolder
        case .submodule: throw .other("it is a submodule")
        case .link(let id), .file(let id): return try blob(id, limit: limit)
        }
    }

    // MARK: Git

    /// A broken `.git` must not lead Git to a repository further up.
    private static func variables(_ top: String) -> [String: String] {
        ["GIT_CEILING_DIRECTORIES": String(top[..<(top.lastIndex(of: "/") ?? top.startIndex)])]
    }

    /// Reads `MODE TYPE ID\tPATH`, each ended by a NUL byte.
    private static func entries(of listing: [UInt8]) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for line in listing.split(separator: 0) {
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { continue }
            let words = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
            guard words.count == 3 else { continue }
            let id = String(words[2])
            entries[String(decoding: line[(tab + 1)...], as: UTF8.self)] =
                switch words[0] {
                case "120000": .link(id: id)
                case "160000": .submodule
                default: .file(id: id)
                }
        }
        return entries
    }

    private func blob(_ id: String, limit: Int) throws(Problem) -> [UInt8] {
        var calls = calls
        do {
            let size = try calls.output(
                "read the size of a file", ["cat-file", "-s", id], in: top, variables: Self.variables(top),
                isCancelled: { false })
            let text = String(decoding: size.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            guard let count = Int(text), count <= limit else { throw Problem.tooLarge }
            return try calls.output(
                "read a file", ["cat-file", "blob", id], in: top, variables: Self.variables(top),
                isCancelled: { false })
        } catch let problem as Problem {
            throw problem
        } catch {
            throw .other(SnapshotError(error).description)
        }
    }

    /// Where a path leads; `entry` is `nil` for a folder.
    private func location(of path: String) throws(Problem) -> (path: String, entry: Entry?) {
        var rest = Array(path.split(separator: "/").map(String.init).reversed())
        var done: [String] = []
        var links = 0
        while let name = rest.popLast() {
            if name == "." { continue }
            if name == ".." {
                guard done.popLast() != nil else { throw .outside }
                continue
            }
            done.append(name)
            let place = done.joined(separator: "/")
            switch entries[place] {
            case .link(let id):
                links += 1
                guard links <= Self.mostLinks else { throw .other("symbolic links lead in circles") }
                let target = String(decoding: try blob(id, limit: Self.longestLink), as: UTF8.self)
                guard !target.hasPrefix("/") else { throw .outside }
                done.removeLast()
                rest += target.split(separator: "/").map(String.init).reversed()
            case .file, .submodule: guard rest.isEmpty else { throw .missing }
            case nil: guard names[place] != nil else { throw .missing }
            }
        }
        let place = done.joined(separator: "/")
        return (place, entries[place])
    }
}
