import Documents
import TaskModel

/// The formats that definitions are written in.
package enum DocumentFormat: Sendable, Equatable {
    case json
    case yaml

    /// By the ending of the name; without one by the first character, since JSON begins with a bracket.
    package init(of file: SourceFile) {
        let name = file.name.lowercased()
        if name.hasSuffix(".json") {
            self = .json
        } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            self = .yaml
        } else {
            var bytes = file.bytes[...]
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
            let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            self = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .yaml
        }
    }

    /// How strictly a definition in this format is decoded.
    package var strictness: TaskDecoder.Strictness {
        switch self {
        case .json: .json
        case .yaml: .yaml
        }
    }
}

/// The readers of all formats: the seam through which a format is added.
package struct DocumentReaders: Sendable {
    /// Turns a text into its node, `nil` after a syntax error.
    package typealias Read = @Sendable (SourceFile) -> (Node?, [Diagnostic])

    package let json: Read
    package let yaml: Read

    package init(json: @escaping Read = { JSONReader.read($0) }, yaml: @escaping Read = DocumentReaders.readYAML) {
        self.json = json
        self.yaml = yaml
    }

    /// The only document of a file, and what there is to say about it; no document where it can not be used.
    package func read(_ file: SourceFile, as format: DocumentFormat) -> (Node?, [Diagnostic]) {
        switch format {
        case .json: json(file)
        case .yaml: yaml(file)
        }
    }

    /// The one document of a YAML text.
    @Sendable package static func readYAML(_ file: SourceFile) -> (Node?, [Diagnostic]) {
        let (documents, diagnostics) = YAMLReader.read(file)
        guard documents.count > 1 else { return (documents.first, diagnostics) }
        let second = Diagnostic(
            .error, at: documents[1].location, "a second document begins here, but only one is expected",
            hint: "remove the line --- before it, or put it into a file of its own")
        return (nil, diagnostics + [second])
    }
}
