import CSystem

/// The entries of an index below a path, as `git ls-files --stage -z` tells them.
struct GitIndexListing {
    /// An entry that stands for a commit of another repository.
    struct Link: Equatable {
        let path: String
        let commit: String
    }

    /// Files and symbolic links.
    private(set) var fileCount = 0
    private(set) var links: [Link] = []
    /// Every path but those of ``links``, each ended by a NUL byte.
    private(set) var paths: [UInt8] = []
    /// Whether there is an entry with exactly the path that was asked for.
    private(set) var holdsFile = false

    /// Whether entries of conflicts are among them.
    private(set) var hasConflicts = false
    /// The tree of the whole index, where it is known already.
    private(set) var treeID: String?

    /// Reads an index without Git; `nil` for one that only Git understands.
    init?(index: String, prefix: String, keepingPaths: Bool) {
        var facts = csystem_index()
        let file = prefix
        let code = withUnsafeMutablePointer(to: &self) { listing in
            csystem_read_index(
                index, file, keepingPaths, &facts,
                { path, length, commit, context in
                    guard let path, let context else { return }
                    let bytes = UnsafeRawBufferPointer(start: path, count: length)
                    context.assumingMemoryBound(to: GitIndexListing.self).pointee.add(bytes, commit: commit)
                }, listing)
        }
        guard code == 0 else { return nil }
        fileCount = Int(facts.files)
        hasConflicts = facts.unmerged > 0
        holdsFile = keepingPaths && paths.split(separator: 0).contains { $0.elementsEqual(file.utf8) }
        if facts.has_tree { treeID = GitObjectHash.hex(withUnsafeBytes(of: facts.tree) { Array($0) }) }
    }

    private mutating func add(_ path: UnsafeRawBufferPointer, commit: UnsafePointer<UInt8>?) {
        guard let commit else {
            paths.append(contentsOf: path)
            paths.append(0)
            return
        }
        let name = GitObjectHash.hex(Array(UnsafeBufferPointer(start: commit, count: 20)))
        links.append(Link(path: String(decoding: path, as: UTF8.self), commit: name))
    }

    /// With `keepingPaths` false, ``paths`` stays empty.
    ///
    /// `file` is the path for ``holdsFile``.
    init(_ bytes: [UInt8], keepingPaths: Bool, file: String) {
        let linkMode = Array("160000".utf8)
        let wanted = Array(file.utf8)
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0) ?? bytes.count
                let entry = bytes[start..<end]
                defer { start = end + 1 }
                // Mode, a space, the name of the object, a space, the stage, a tab, the path.
                guard let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else { continue }
                let path = entry[(tab + 1)...]
                if entry.starts(with: linkMode) {
                    let fields = entry[..<tab].split(separator: UInt8(ascii: " "))
                    guard fields.count == 3 else { continue }
                    links.append(
                        Link(
                            path: String(decoding: path, as: UTF8.self),
                            commit: String(decoding: fields[1], as: UTF8.self)
                        )
                    )
                } else {
                    fileCount += 1
                    if keepingPaths {
                        paths.append(contentsOf: path)
                        paths.append(0)
                        if path.elementsEqual(wanted) { holdsFile = true }
                    }
                }
            }
        }
    }
}
