/// The named nodes of a document, and how much the aliases of the whole text stand for.
struct YAMLAnchors {
    /// How many nodes aliases may stand for in one text, all in all.
    ///
    /// A few lines can otherwise stand for billions.
    static let maximumAliasedNodes = 1_000_000

    /// What an alias stands for.
    struct Target {
        let node: Node
        /// How many nodes it consists of, with those that aliases in it stand for.
        let weight: Int
        /// How many levels of collections it has.
        let height: Int
    }

    /// An anchor whose node is being built.
    struct Pending {
        fileprivate let name: String
        /// Which of the anchors of the text it is.
        fileprivate let serial: Int
        fileprivate let nodeCountBefore: Int
    }

    private struct Entry {
        let serial: Int
        /// `nil` while the node is being built.
        var target: Target?
    }

    private var entries: [String: Entry] = [:]
    private var lastSerial = 0
    private var aliasedNodeCount = 0
    /// How many nodes there are up to now, with those that aliases stand for.
    private(set) var nodeCount = 0

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    mutating func countNode() { nodeCount += 1 }

    /// Declares the anchor of the node that was counted last.
    mutating func declare(_ name: String) -> Pending {
        lastSerial += 1
        entries[name] = Entry(serial: lastSerial)
        return Pending(name: name, serial: lastSerial, nodeCountBefore: nodeCount - 1)
    }

    /// Lets aliases refer to a node that is complete.
    mutating func define(_ anchor: Pending, as node: Node, height: Int) {
        // An anchor of the same name inside the node is the later one, which aliases refer to from then on.
        guard entries[anchor.name]?.serial == anchor.serial else { return }
        entries[anchor.name]?.target = Target(
            node: node, weight: nodeCount - anchor.nodeCountBefore, height: height)
    }

    enum Lookup {
        case found(Target)
        case undefined
        /// The alias stands inside the node of its anchor.
        case recursive
        /// More nodes than aliases may stand for.
        case tooMany
    }

    /// Resolves an alias, and counts what it stands for.
    mutating func resolve(_ name: String) -> Lookup {
        guard let entry = entries[name] else { return .undefined }
        guard let target = entry.target else { return .recursive }
        nodeCount += target.weight
        aliasedNodeCount += target.weight
        return aliasedNodeCount <= Self.maximumAliasedNodes ? .found(target) : .tooMany
    }

    func hint(forUndefined name: String) -> String {
        if name.hasSuffix(":"), entries[String(name.dropLast())] != nil {
            return "write a space between the alias and the colon"
        }
        let known = entries.keys.sorted().prefix(5).map { "\"\($0)\"" }
        guard !known.isEmpty else {
            return "put the text in quotes if it is no alias; there are no anchors above it in this document"
        }
        let more = entries.count > known.count ? " and \(entries.count - known.count) more" : ""
        return "the anchors above it in this document are \(known.joined(separator: ", "))\(more)"
    }
}
