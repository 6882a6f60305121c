/// Collects the entries of a mapping: finds duplicate keys, and takes over the entries that `<<` asks for.
struct YAMLMappingBuilder {
    /// Up to how many entries it is faster to compare a key with each of them.
    private static let smallCount = 8

    private var entries: [Node.Entry] = []
    /// The entries' indices by key, once there are many.
    private var indices: [YAMLKey: Int] = [:]
    private var merge: (key: Node, value: Node, index: Int)?

    /// Adds an entry, unless its key is there already.
    /// - Returns: The key that is there already.
    mutating func add(_ entry: Node.Entry, isMerge: Bool) -> Node? {
        guard isMerge else { return insert(entry) }
        if let merge { return merge.key }
        merge = (entry.key, entry.value, entries.count)
        return nil
    }

    private mutating func insert(_ entry: Node.Entry) -> Node? {
        let key = YAMLKey(node: entry.key)
        if indices.isEmpty {
            if let earlier = entries.first(where: { YAMLKey(node: $0.key) == key }) { return earlier.key }
            if entries.count == Self.smallCount {
                for (index, entry) in entries.enumerated() { indices[YAMLKey(node: entry.key)] = index }
                indices[key] = entries.count
            }
        } else if let earlier = indices.updateValue(entries.count, forKey: key) {
            indices[key] = earlier
            return entries[earlier].key
        }
        entries.append(entry)
        return nil
    }

    /// The entries in the order of the text, with those that `<<` asks for in its place.
    ///
    /// A key of the mapping itself goes before one of `<<`, and an earlier mapping of a list goes before a later one.
    mutating func merged(into findings: inout YAMLFindings) -> [Node.Entry] {
        guard let merge else { return entries }
        let ownCount = entries.count
        for source in Self.mappings(of: merge.value, into: &findings) {
            for entry in source { _ = insert(entry) }
        }
        return Array(entries[..<merge.index] + entries[ownCount...] + entries[merge.index..<ownCount])
    }

    /// The entries of the mapping, or of each mapping of the sequence, that `<<` names.
    private static func mappings(of value: Node, into findings: inout YAMLFindings) -> [[Node.Entry]] {
        if case .mapping(let entries) = value.content { return [entries] }
        guard case .sequence(let items) = value.content else {
            reportNoMapping(value, into: &findings)
            return []
        }
        var sources: [[Node.Entry]] = []
        for item in items {
            if case .mapping(let entries) = item.content {
                sources.append(entries)
            } else {
                reportNoMapping(item, into: &findings)
            }
        }
        return sources
    }

    private static func reportNoMapping(_ node: Node, into findings: inout YAMLFindings) {
        findings.error(
            at: node.location, "\"<<\" takes over the entries of mappings, and this is not a mapping",
            hint: "write \"<<: *name\" with the name of a mapping, or \"<<: [*first, *second]\"")
    }
}

/// A key of a mapping, equal to another if it has the same value and the same tag.
///
/// Keys may be collections that nest as deep as any, so nothing here recurses.
private struct YAMLKey: Hashable {
    let node: Node

    static func == (left: YAMLKey, right: YAMLKey) -> Bool {
        if case .scalar(let first) = left.node.content, case .scalar(let second) = right.node.content {
            return left.node.tag == right.node.tag && isSame(first.value, second.value)
        }
        var pairs = [(left.node, right.node)]
        while let (first, second) = pairs.popLast() {
            guard first.tag == second.tag else { return false }
            switch (first.content, second.content) {
            case (.scalar(let first), .scalar(let second)):
                guard isSame(first.value, second.value) else { return false }
            case (.sequence(let first), .sequence(let second)):
                guard first.count == second.count else { return false }
                pairs += zip(first, second)
            case (.mapping(let first), .mapping(let second)):
                guard first.count == second.count else { return false }
                pairs += zip(first.map(\.key), second.map(\.key))
                pairs += zip(first.map(\.value), second.map(\.value))
            default:
                return false
            }
        }
        return true
    }

    private static func isSame(_ left: Scalar.Value, _ right: Scalar.Value) -> Bool {
        switch (left, right) {
        case (.string(let first), .string(let second)):
            // Texts that only look the same are different keys: `==` alone would compare by canonical equivalence.
            first.utf8.count == second.utf8.count && first == second && first.utf8.elementsEqual(second.utf8)
        case (.float(let first), .float(let second)):
            first.bitPattern == second.bitPattern
        default:
            left == right
        }
    }

    func hash(into hasher: inout Hasher) {
        if case .scalar(let scalar) = node.content { return Self.hash(scalar.value, into: &hasher) }
        var nodes = [node]
        while let next = nodes.popLast() {
            switch next.content {
            case .scalar(let scalar): Self.hash(scalar.value, into: &hasher)
            case .sequence(let items): nodes += items
            case .mapping(let entries): nodes += entries.flatMap { [$0.key, $0.value] }
            }
        }
    }

    private static func hash(_ value: Scalar.Value, into hasher: inout Hasher) {
        switch value {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .bigInteger(let digits): hasher.combine(digits)
        case .float(let value): hasher.combine(value.bitPattern)
        case .string(let text): hasher.combine(text)
        }
    }
}
