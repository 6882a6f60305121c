import Documents

/// What a tag of the platform asks for: a file or a folder of the project (contract 1.3).
struct IncludeTag {
    enum Kind: String, CaseIterable {
        /// The text of a file as one string.
        case string
        /// The document of a YAML file.
        case yaml
        /// The bytes of a file, in base64.
        case binary
        /// A folder, which the platform packs.
        case archive
        /// A file, which the platform refers to by its path: the tag `!file`.
        case file
    }

    let kind: Kind
    /// As it is written.
    let path: String
    /// Where the path is written.
    let location: SourceLocation
    /// Whether the kind is written, and not the default.
    let namesKind: Bool

    static let names = ["!include", "!file", "!archive"]
    /// The types of `!include`.
    private static let types = ["string", "yaml", "binary", "archive"]

    /// A node that can not be read as such a tag.
    struct Fault: Error {
        let location: SourceLocation
        let message: String
        let hint: String
    }

    /// Reads a node whose tag is one of ``names``.
    init(_ node: Node, tag: String) throws(Fault) {
        if case .mapping(let entries) = node.content, tag == "!include" {
            self = try IncludeTag(entries, of: node)
            return
        }
        guard let path = node.stringValue, !path.isEmpty else {
            let example = tag == "!include" ? "!include export.yaml" : "\(tag) PATH"
            throw Fault(
                location: node.location, message: "\"\(tag)\" stands before something that is no path",
                hint: tag == "!include"
                    ? "write \(example), or !include { type: string, path: build.sh }" : "write \(example)")
        }
        self.path = path
        location = node.location
        kind =
            switch tag {
            case "!file": .file
            case "!archive": .archive
            default: .yaml
            }
        namesKind = true
    }

    private init(_ entries: [Node.Entry], of node: Node) throws(Fault) {
        for entry in entries where !["type", "path"].contains(entry.key.keyText) {
            let key = entry.key.keyText
            let nearest = EditDistance.nearest(to: key, among: ["type", "path"])
            throw Fault(
                location: entry.key.location, message: "\(key.quoted()) is not a key of \"!include\"",
                hint: nearest.map { "did you mean \"\($0)\"?" } ?? "its keys are type and path")
        }
        guard let pathNode = node.value(ofKey: "path") else {
            throw Fault(
                location: node.location, message: "\"path\" is missing",
                hint: "write !include { type: string, path: build.sh }")
        }
        guard let path = pathNode.stringValue, !path.isEmpty else {
            throw Fault(
                location: pathNode.location, message: "the path of \"!include\" is not a text",
                hint: "write the path of a file, relative to the file that it is written in")
        }
        self.path = path
        location = pathNode.location
        guard let typeNode = node.value(ofKey: "type") else {
            kind = .yaml
            namesKind = false
            return
        }
        guard let word = typeNode.stringValue, IncludeTag.types.contains(word), let kind = Kind(rawValue: word) else {
            let nearest = typeNode.stringValue.flatMap { EditDistance.nearest(to: $0, among: IncludeTag.types) }
            throw Fault(
                location: typeNode.location, message: "\(typeNode.keyText.quoted()) is not a type of \"!include\"",
                hint: nearest.map { "did you mean \"\($0)\"?" }
                    ?? "write one of \(IncludeTag.types.joined(separator: ", "))")
        }
        self.kind = kind
        namesKind = true
    }
}
