/// Builds the tree of nodes from the parser's events: resolves scalars, tags and aliases, and merges and checks mappings.
struct YAMLComposer {
    /// How many nodes aliases may stand for in one text, all in all.
    ///
    /// A few lines can otherwise stand for billions.
    static let maximumAliasedNodes = 1_000_000

    /// A node that has a name.
    private struct Anchor {
        /// Which of the anchors of the document it is.
        let serial: Int
        /// `nil` while the node is being built.
        var node: Node?
        /// How many nodes it consists of, with those that aliases in it stand for.
        var weight = 0
        /// How many levels of collections it has.
        var height = 0
    }

    let file: SourceFile
    private(set) var parser: YAMLParser
    var findings = YAMLFindings()
    /// Follows the events.
    var locator: YAMLLocator
    private var nextEvent = 0
    private var anchors: [String: Anchor] = [:]
    private var anchorCount = 0
    /// How many nodes there are up to now, with those that aliases stand for.
    private var nodeCount = 0
    private var aliasedNodeCount = 0
    /// How many levels of collections the node has that was built last.
    private var height = 0

    init(file: SourceFile, bytes: UnsafeBufferPointer<UInt8>) {
        self.file = file
        parser = YAMLParser(bytes)
        locator = YAMLLocator(file: file, bytes: bytes)
    }

    /// The next document; `nil` at the end of the text.
    mutating func nextDocument() throws(YAMLSyntaxError) -> Node? {
        guard try parser.nextDocument() else { return nil }
        // The event before the root node is the document's start.
        nextEvent = 1
        anchors.removeAll(keepingCapacity: true)
        return try composeNode(depth: 0)
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

    /// The event of the next node or end.
    private mutating func peek() -> YAMLEvent {
        while parser.events[nextEvent].kind == .reserved { nextEvent += 1 }
        return parser.events[nextEvent]
    }

    private mutating func composeNode(depth: Int) throws(YAMLSyntaxError) -> Node {
        let event = peek()
        nextEvent += 1
        nodeCount += 1
        if event.kind == .alias { return try composeAlias(event, depth: depth) }

        let nodeProperties = parser.properties(of: event)
        let location = locator.location(of: event.offset)
        guard let name = nodeProperties?.anchor else {
            return try composeContent(event, tag: nodeProperties?.tag, at: location, depth: depth)
        }
        anchorCount += 1
        let serial = anchorCount
        let countBefore = nodeCount - 1
        anchors[name] = Anchor(serial: serial)
        let node = try composeContent(event, tag: nodeProperties?.tag, at: location, depth: depth)
        // An anchor of the same name inside the node is the later one, which aliases refer to from then on.
        if anchors[name]?.serial == serial {
            anchors[name] = Anchor(serial: serial, node: node, weight: nodeCount - countBefore, height: height)
        }
        return node
    }

    private mutating func composeContent(
        _ event: YAMLEvent, tag: String?, at location: SourceLocation, depth: Int
    ) throws(YAMLSyntaxError) -> Node {
        switch event.kind {
        case .sequenceStart:
            let items = try composeSequence(depth: depth)
            return Node(.sequence(items), at: location, tag: collectionTag(tag, isMapping: false, at: location))
        case .mappingStart:
            let entries = try composeMapping(depth: depth)
            return Node(.mapping(entries), at: location, tag: collectionTag(tag, isMapping: true, at: location))
        default:
            height = 0
            return composeScalar(event, tag: tag, at: location)
        }
    }

    private mutating func composeSequence(depth: Int) throws(YAMLSyntaxError) -> [Node] {
        var items: [Node] = []
        var tallest = 0
        while peek().kind != .sequenceEnd {
            items.append(try composeNode(depth: depth + 1))
            tallest = max(tallest, height)
        }
        nextEvent += 1
        height = tallest + 1
        return items
    }

    private mutating func composeMapping(depth: Int) throws(YAMLSyntaxError) -> [Node.Entry] {
        var mapping = YAMLMappingBuilder()
        var tallest = 0
        while peek().kind != .mappingEnd {
            let isMerge = isMergeKey(peek())
            let key = try composeNode(depth: depth + 1)
            tallest = max(tallest, height)
            let value = try composeNode(depth: depth + 1)
            // What is merged is not nested: its entries become entries of this mapping.
            tallest = max(tallest, isMerge ? height - Self.mergedLevels(of: value) : height)
            if let earlier = mapping.add(Node.Entry(key: key, value: value), isMerge: isMerge) {
                reportDuplicate(key, earlier: earlier)
            }
        }
        nextEvent += 1
        height = tallest + 1
        return mapping.merged(into: &findings)
    }

    /// How many levels of collections go away when a value is merged.
    private static func mergedLevels(of value: Node) -> Int {
        switch value.content {
        case .scalar: 0
        case .mapping: 1
        case .sequence: 2
        }
    }

    /// Whether a key is the `<<` that takes over the entries of other mappings.
    private func isMergeKey(_ event: YAMLEvent) -> Bool {
        guard event.kind == .scalar, event.style == .plain, parser.properties(of: event)?.tag == nil else {
            return false
        }
        return parser.withBytes(of: event.text) { CoreSchema.matches($0, "<<") }
    }

    private mutating func reportDuplicate(_ key: Node, earlier: Node) {
        var name = "a key"
        var isMerge = false
        if case .scalar(let scalar) = key.content {
            name = scalar.text.isEmpty ? "the empty key" : "the key `\(scalar.text)`"
            isMerge = scalar.text == "<<"
        }
        findings.error(
            at: key.location, "\(name) is given twice in the same mapping; the first one is at \(earlier.location)",
            hint: isMerge ? "Merge several mappings with one list: `<<: [*first, *second]`" : "Remove one of the two")
    }

    // MARK: Aliases

    private mutating func composeAlias(_ event: YAMLEvent, depth: Int) throws(YAMLSyntaxError) -> Node {
        let name = parser.withBytes(of: event.text) { String(decoding: $0, as: UTF8.self) }
        let location = locator.location(of: event.offset)
        height = 0
        guard let anchor = anchors[name] else {
            findings.error(
                at: location, "the alias `*\(name)` has no anchor `&\(name)` above it",
                hint: hintForUndefined(name))
            return Self.null(at: location)
        }
        guard let node = anchor.node else {
            findings.error(
                at: location, "the alias `*\(name)` stands inside the value that it refers to",
                hint: "Remove the alias, or move the anchor `&\(name)` to another value")
            return Self.null(at: location)
        }
        nodeCount += anchor.weight - 1
        aliasedNodeCount += anchor.weight
        guard aliasedNodeCount <= Self.maximumAliasedNodes else {
            throw YAMLSyntaxError(
                offset: event.offset,
                message: "the aliases of this text stand for more than \(Self.maximumAliasedNodes) values",
                hint: "Use fewer aliases inside of values that have anchors themselves")
        }
        guard depth + anchor.height <= YAMLParser.maximumDepth else {
            throw YAMLSyntaxError(
                offset: event.offset,
                message: "with the alias `*\(name)`, collections are nested more than "
                    + "\(YAMLParser.maximumDepth) levels deep",
                hint: "Nest them less deeply")
        }
        height = anchor.height
        return node
    }

    private func hintForUndefined(_ name: String) -> String {
        if name.hasSuffix(":"), anchors[String(name.dropLast())] != nil {
            return "Write a space between the alias and the colon"
        }
        let known = anchors.keys.sorted().prefix(5).map { "`\($0)`" }
        guard !known.isEmpty else {
            return "Put the text in quotes if it is no alias; there are no anchors above it in this document"
        }
        let more = anchors.count > known.count ? " and \(anchors.count - known.count) more" : ""
        return "The anchors above it in this document are \(known.joined(separator: ", "))\(more)"
    }

    private static func null(at location: SourceLocation) -> Node {
        Node(.scalar(Scalar(.null, style: .plain, text: "", contentLine: location.line)), at: location)
    }
}
