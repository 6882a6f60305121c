import Foundation
import TaskModel

/// Remembers what an app folder holds, to tell later what was written there.
///
/// The platform's app is read-only in the deploy hook and the command (contract 2.2); where an engine cannot enforce that,
/// the audit names what would fail there.
package struct WriteAudit: Sendable {
    /// One path that is not as it was.
    package struct Change: Sendable, Equatable, Comparable, CustomStringConvertible {
        package enum Kind: String, Sendable {
            case created
            case changed
            case removed
        }

        package let kind: Kind
        /// Below the app folder.
        package let path: String

        package init(_ kind: Kind, _ path: String) {
            self.kind = kind
            self.path = path
        }

        package var description: String { "\(kind.rawValue) \(path)" }

        package static func < (left: Change, right: Change) -> Bool {
            left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
        }
    }

    private let app: String
    private let mounts: [PathBytes]
    private let remembered: RememberedTree

    /// Remembers everything but what is at and below the mount paths.
    package init(app: String, except mounts: [RelativePath] = []) throws {
        self.app = app
        self.mounts = mounts.map(PathBytes.init)
        var visitor = RememberingVisitor(root: app, exceptions: self.mounts)
        try TreeWalk.visit(app, with: &visitor)
        remembered = visitor.tree
    }

    /// What was created, changed or removed since, sorted by path.
    ///
    /// Of a folder that was created or removed, only the folder itself is named. A folder counts as changed if its
    /// permissions did; that something happened in it shows in its entries.
    package func changes() throws -> [Change] {
        var visitor = ComparingVisitor(root: app, exceptions: mounts, remembered: remembered)
        try TreeWalk.visit(app, with: &visitor)
        return (visitor.changes + visitor.removed()).sorted()
    }
}

private struct RememberedTree: Sendable {
    private(set) var positions: [[UInt8]: Int] = [:]
    private(set) var facts: [FileFacts] = []

    mutating func remember(_ path: [UInt8], _ facts: FileFacts) {
        positions[path] = self.facts.count
        self.facts.append(facts)
    }
}

private struct RememberingVisitor: TreeVisitor {
    let root: String
    let exceptions: [PathBytes]
    private(set) var tree = RememberedTree()

    init(root: String, exceptions: [PathBytes]) {
        self.root = root
        self.exceptions = exceptions
    }

    mutating func visit(_ entry: TreeEntry) throws -> Bool {
        if exceptions.contains(where: { $0.matches(entry.path) }) { return false }
        tree.remember(entry.pathBytes, try entry.facts(below: root))
        return true
    }

    func leave(_ entry: TreeEntry) {}

    func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) throws {
        // Should somebody open the folder later, its changed permissions tell.
        if error.code == EACCES { return }
        throw FileError(.list, "\(root)/\(entry.pathText)", code: error.code)
    }
}

private struct ComparingVisitor: TreeVisitor {
    let root: String
    let exceptions: [PathBytes]
    let remembered: RememberedTree
    private(set) var changes: [WriteAudit.Change] = []
    private var isSeen: [Bool]
    /// Folders that can no longer be looked into: nothing is known about what is in them.
    private var closed: [[UInt8]] = []

    init(root: String, exceptions: [PathBytes], remembered: RememberedTree) {
        self.root = root
        self.exceptions = exceptions
        self.remembered = remembered
        isSeen = Array(repeating: false, count: remembered.facts.count)
    }

    mutating func visit(_ entry: TreeEntry) throws -> Bool {
        if exceptions.contains(where: { $0.matches(entry.path) }) { return false }
        let path = entry.pathBytes
        guard let position = remembered.positions[path] else {
            changes.append(WriteAudit.Change(.created, entry.pathText))
            return false
        }
        isSeen[position] = true
        let before = remembered.facts[position]
        let now = try entry.facts(below: root)
        let isSame =
            before.kind == .folder && now.kind == .folder ? before.permissions == now.permissions : before == now
        if !isSame { changes.append(WriteAudit.Change(.changed, entry.pathText)) }
        return true
    }

    func leave(_ entry: TreeEntry) {}

    mutating func couldNotEnter(_ entry: TreeEntry, _ error: FileErrorNumber) {
        closed.append(entry.pathBytes + [UInt8(ascii: "/")])
    }

    func removed() -> [WriteAudit.Change] {
        remembered.positions.compactMap { path, position in
            guard !isSeen[position], !closed.contains(where: { path.starts(with: $0) }) else { return nil }
            if let slash = path.lastIndex(of: UInt8(ascii: "/")),
                let holder = remembered.positions[Array(path[..<slash])],
                !isSeen[holder]
            {
                return nil
            }
            return WriteAudit.Change(.removed, String(decoding: path, as: UTF8.self))
        }
    }
}
