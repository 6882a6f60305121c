import Foundation

/// One entry that a walk has come to.
///
/// Its pointers are valid only during the call that gets it.
struct TreeEntry {
    /// The open folder that holds the entry.
    let folder: Int32
    let name: UnsafePointer<CChar>
    let kind: FileKind
    /// Below the folder where the walk began, without a leading slash.
    let path: UnsafeBufferPointer<UInt8>

    var pathBytes: [UInt8] { Array(path) }
    var pathText: String { String(decoding: path, as: UTF8.self) }
    var nameBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: name, count: strlen(name)) }

    /// The entry's facts; an error names the whole path below `root`.
    func facts(below root: String) throws(FileError) -> FileFacts {
        switch FileFacts.at(folder, name) {
        case .success(let facts): return facts
        case .failure(let error): throw FileError(.read, "\(root)/\(pathText)", code: error.code)
        }
    }
}

/// What happens at each entry of a walk.
protocol TreeVisitor {
    /// Comes before the entries below a folder; only if the answer is `true` are they visited.
    mutating func visit(_ entry: TreeEntry) throws -> Bool

    /// Comes after the entries below a folder that was entered.
    mutating func leave(_ entry: TreeEntry) throws

    /// Comes instead of ``leave(_:)`` if the folder could not be opened or listed. The walk goes on if nothing is thrown.
    mutating func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) throws

    /// Comes with each open folder, before its entries. `false` turns the folder away, and ``leave(_:)`` comes next.
    mutating func enter(_ folder: Int32, facts: FileFacts) -> Bool
}

extension TreeVisitor {
    mutating func enter(_ folder: Int32, facts: FileFacts) -> Bool { true }
}

/// Visits every entry below a folder, depth first, and never follows a symbolic link.
///
/// Only one folder is open at a time and every call names one path component, so neither the limit on open files nor the
/// one on the length of paths bounds the depth.
struct TreeWalk<Visitor: TreeVisitor> {
    private struct Frame {
        let listing: FolderListing
        let facts: FileFacts
        /// The entry that is being visited.
        var item: FolderListing.Item?
        var pathLength: Int
    }

    private let root: String
    private var frames: [Frame] = []
    private var path: [UInt8] = []
    private var current: Int32

    private init(root: String) {
        self.root = root
        current = -1
    }

    /// Throws what the visitor throws, and ``FileError`` if the root cannot be read or the tree is moved meanwhile.
    static func visit(_ root: String, with visitor: inout Visitor) throws {
        var walk = TreeWalk(root: root)
        walk.current = open(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard walk.current >= 0 else { throw FileError(.open, root, code: errno) }
        defer { close(walk.current) }
        do {
            guard try walk.list(&visitor) else { return }
        } catch let error as FileErrorNumber {
            throw FileError(.list, root, code: error.code)
        }
        try walk.run(&visitor)
    }

    private mutating func run(_ visitor: inout Visitor) throws {
        while let depth = frames.indices.last {
            guard let item = frames[depth].listing.next() else {
                try ascend(&visitor)
                continue
            }
            frames[depth].item = item
            frames[depth].pathLength = path.count
            if !path.isEmpty { path.append(UInt8(ascii: "/")) }
            path.append(contentsOf: item.bytes)
            let entered = try visit(item, &visitor)
            if !entered { path.removeLast(path.count - frames[depth].pathLength) }
        }
    }

    /// Whether the entry was a folder whose entries come next.
    private mutating func visit(_ item: FolderListing.Item, _ visitor: inout Visitor) throws -> Bool {
        let kind: FileKind
        if let known = item.kind {
            kind = known
        } else if case .success(let facts) = FileFacts.at(current, item.name) {
            kind = facts.kind
        } else {
            // It has gone since the folder was listed.
            return false
        }
        let descends = try path.withUnsafeBufferPointer { path in
            try visitor.visit(TreeEntry(folder: current, name: item.name, kind: kind, path: path))
        }
        guard descends, kind == .folder else { return false }
        let holder = current
        do {
            current = openat(holder, item.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            if current < 0 {
                let error = FileErrorNumber.last
                current = holder
                throw error
            }
            let entered: Bool
            do {
                entered = try list(&visitor)
            } catch {
                close(current)
                current = holder
                throw error
            }
            if entered {
                close(holder)
                return true
            }
            close(current)
            current = holder
            try path.withUnsafeBufferPointer { path in
                try visitor.leave(TreeEntry(folder: current, name: item.name, kind: kind, path: path))
            }
        } catch let error as FileErrorNumber {
            try path.withUnsafeBufferPointer { path in
                try visitor.couldNotEnter(
                    TreeEntry(folder: current, name: item.name, kind: kind, path: path),
                    error
                )
            }
        }
        return false
    }

    /// Lists the current folder; whether the visitor wants it.
    private mutating func list(_ visitor: inout Visitor) throws -> Bool {
        let facts = try FileFacts.of(descriptor: current).get()
        guard visitor.enter(current, facts: facts) else { return false }
        let listing = try FolderListing(folder: current)
        frames.append(Frame(listing: listing, facts: facts, item: nil, pathLength: path.count))
        return true
    }

    private mutating func ascend(_ visitor: inout Visitor) throws {
        frames.removeLast()
        guard let holder = frames.last, let item = holder.item else { return }
        let above = openat(current, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard above >= 0 else { throw FileError(.open, "\(root)/\(pathText)/..", code: errno) }
        close(current)
        current = above
        guard case .success(let facts) = FileFacts.of(descriptor: above), facts.isSameFile(as: holder.facts) else {
            // Somebody moved the folder while the walk was in it; going on would leave the tree.
            throw FileError(.read, "\(root)/\(pathText)", code: ESTALE)
        }
        try path.withUnsafeBufferPointer { path in
            try visitor.leave(TreeEntry(folder: current, name: item.name, kind: .folder, path: path))
        }
        path.removeLast(path.count - holder.pathLength)
    }

    private var pathText: String { String(decoding: path, as: UTF8.self) }
}
