/// Builds the tree of nodes from the parser's events: resolves scalars, tags and aliases, and merges and checks mappings.
///
/// The collections that are not complete are on a stack of its own, so that deep nesting costs no stack of the thread.
struct YAMLComposer {
    /// A collection whose end has not come yet.
    private struct OpenCollection {
        let location: SourceLocation
        let tag: String?
        let anchor: YAMLAnchors.Pending?
        let isMapping: Bool
        var items: [Node] = []
        var mapping = YAMLMappingBuilder()
        /// A key of the mapping whose value has not come yet.
        var key: (node: Node, isMerge: Bool)?
        /// How many levels of collections its tallest node has.
        var height = 0
    }

    let file: SourceFile
    private(set) var parser: YAMLParser
    var findings = YAMLFindings()
    /// Follows the events.
    private var locator: YAMLLocator
    private var anchors = YAMLAnchors()
    private var open: [OpenCollection] = []

    init(file: SourceFile, bytes: UnsafeBufferPointer<UInt8>) {
        self.file = file
        parser = YAMLParser(bytes)
        locator = YAMLLocator(file: file, bytes: bytes)
    }

    /// The next document; `nil` at the end of the text.
    mutating func nextDocument() throws(YAMLSyntaxError) -> Node? {
        guard try parser.nextDocument() else { return nil }
        anchors.removeAll()
        for index in parser.events.indices {
            if let root = try take(parser.events[index]) { return root }
        }
        return nil
    }

    /// The place of a fault, however far the events have come.
    func location(of fault: YAMLSyntaxError) -> SourceLocation {
        var independent = YAMLLocator(file: file, bytes: parser.bytes)
        return independent.location(of: fault.offset)
    }

    /// All that there is to say about the text.
    mutating func finish() -> [Diagnostic] {
        var warningLocator = YAMLLocator(file: file, bytes: parser.bytes)
        for warning in parser.warnings {
            findings.warning(
                at: warningLocator.location(of: warning.offset), warning.message, hint: warning.hint)
        }
        return findings.inOrder()
    }

    // MARK: Nodes

    /// Goes one event further.
    ///
    /// The result is the root node, once it is complete.
    private mutating func take(_ event: YAMLEvent) throws(YAMLSyntaxError) -> Node? {
        switch event.kind {
        case .documentStart, .documentEnd, .reserved:
            return nil
        case .sequenceStart, .mappingStart:
            begin(event)
            return nil
        case .sequenceEnd, .mappingEnd:
            return end()
        case .alias:
            let (node, height) = try composeAlias(event)
            return add(node, height: height)
        case .scalar:
            let isMerge = isMergeKey(event)
            let location = locator.location(of: event.offset)
            let nodeProperties = parser.properties(of: event)
            anchors.countNode()
            let node = composeScalar(event, tag: nodeProperties?.tag, at: location)
            if let name = nodeProperties?.anchor {
                let anchor = anchors.declare(name)
                anchors.define(anchor, as: node, height: 0)
            }
            return add(node, height: 0, isMergeKey: isMerge)
        }
    }

    private mutating func begin(_ event: YAMLEvent) {
        let nodeProperties = parser.properties(of: event)
        let location = locator.location(of: event.offset)
        let isMapping = event.kind == .mappingStart
        anchors.countNode()
        let anchor = nodeProperties?.anchor.map { anchors.declare($0) }
        open.append(
            OpenCollection(
                location: location, tag: collectionTag(nodeProperties?.tag, isMapping: isMapping, at: location),
                anchor: anchor, isMapping: isMapping))
    }

    private mutating func end() -> Node? {
        guard var collection = open.popLast() else { return nil }
        let content: Node.Content =
            collection.isMapping
            ? .mapping(collection.mapping.merged(into: &findings)) : .sequence(collection.items)
        let node = Node(content, at: collection.location, tag: collection.tag)
        let height = collection.height + 1
        if let anchor = collection.anchor { anchors.define(anchor, as: node, height: height) }
        return add(node, height: height)
    }

    /// Gives a node to the collection that it is in; the result is the node itself if it is in none.
    private mutating func add(_ node: Node, height: Int, isMergeKey: Bool = false) -> Node? {
        guard let top = open.indices.last else { return node }
        guard open[top].isMapping else {
            open[top].items.append(node)
            open[top].height = max(open[top].height, height)
            return nil
        }
        guard let key = open[top].key else {
            open[top].key = (node, isMergeKey)
            open[top].height = max(open[top].height, height)
            return nil
        }
        open[top].key = nil
        // What is merged is not nested: its entries become entries of this mapping.
        let nestedHeight = key.isMerge ? height - Self.mergedLevels(of: node) : height
        open[top].height = max(open[top].height, nestedHeight)
        let earlier = open[top].mapping.add(Node.Entry(key: key.node, value: node), isMerge: key.isMerge)
        if let earlier { reportDuplicate(key.node, earlier: earlier) }
        return nil
    }

    /// How many levels of collections go away when a value is merged.
    private static func mergedLevels(of value: Node) -> Int {
        switch value.content {
        case .scalar: 0
        case .mapping: 1
        case .sequence: 2
        }
    }

    /// Whether a scalar is, as a key, the `<<` that takes over the entries of other mappings.
    private func isMergeKey(_ event: YAMLEvent) -> Bool {
        guard event.style == .plain, event.text.count == 2, parser.properties(of: event)?.tag == nil else {
            return false
        }
        return parser.withBytes(of: event.text) { CoreSchema.matches($0, "<<") }
    }

    private mutating func reportDuplicate(_ key: Node, earlier: Node) {
        var name = "a key"
        var isMerge = false
        if case .scalar(let scalar) = key.content {
            name = scalar.text.isEmpty ? "the empty key" : "the key \"\(scalar.text)\""
            isMerge = scalar.text == "<<"
        }
        findings.error(
            at: key.location, "\(name) is given twice in the same mapping; the first one is at \(earlier.location)",
            hint: isMerge ? "merge several mappings with one list: \"<<: [*first, *second]\"" : "remove one of the two")
    }

    // MARK: Aliases

    private mutating func composeAlias(_ event: YAMLEvent) throws(YAMLSyntaxError) -> (Node, height: Int) {
        let name = parser.withBytes(of: event.text) { String(decoding: $0, as: UTF8.self) }
        let location = locator.location(of: event.offset)
        let null = Node(.scalar(Scalar(.null, style: .plain, text: "", contentLine: location.line)), at: location)
        switch anchors.resolve(name) {
        case .found(let target):
            guard open.count + target.height <= YAMLParser.maximumDepth else {
                throw YAMLSyntaxError(
                    offset: event.offset,
                    message: "with the alias \"*\(name)\", collections are nested more than "
                        + "\(YAMLParser.maximumDepth) levels deep",
                    hint: "nest them less deeply")
            }
            return (target.node, target.height)
        case .undefined:
            findings.error(
                at: location, "the alias \"*\(name)\" has no anchor \"&\(name)\" above it",
                hint: anchors.hint(forUndefined: name))
            return (null, 0)
        case .recursive:
            findings.error(
                at: location, "the alias \"*\(name)\" stands inside the value that it refers to",
                hint: "remove the alias, or move the anchor \"&\(name)\" to another value")
            return (null, 0)
        case .tooMany:
            throw YAMLSyntaxError(
                offset: event.offset,
                message: "the aliases of this text stand for more than \(YAMLAnchors.maximumAliasedNodes) values",
                hint: "use fewer aliases inside of values that have anchors themselves")
        }
    }
}
