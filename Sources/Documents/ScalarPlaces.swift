/// Where the parts of a string stand in the file that it was read from, whatever it was written with: escapes, folded
/// lines, indentation.
///
/// The string is laid beside the text of the file again. Where that does not fit, the place of the whole scalar is given.
package struct ScalarPlaces: Sendable {
    /// From here on the string's bytes and the file's are the same, up to the next run.
    struct Run: Sendable, Equatable {
        let text: Int
        let source: Int
    }

    private let whole: SourceLocation
    private let runs: [Run]
    /// How many bytes of the string have a place.
    private let known: Int
    private let lineStarts: [Int]

    /// The places of a string's parts; only that of the whole for a node that is no string.
    package init(_ node: Node) {
        whole = node.location
        guard case .scalar(let scalar) = node.content, case .string(let text) = scalar.value else {
            (runs, known, lineStarts) = ([], 0, [])
            return
        }
        let bytes = Array(text.utf8)
        var alignment = ScalarAlignment(text: bytes, file: node.location.file)
        alignment.align(scalar, at: node.location)
        runs = alignment.runs
        known = alignment.textPosition
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    }

    /// The place of a byte of the string.
    package func location(ofByte offset: Int) -> SourceLocation {
        guard offset <= known, let run = runs.last(where: { $0.text <= offset }) else { return whole }
        return whole.file.location(ofByte: run.source + offset - run.text)
    }

    /// The byte that a line (1-based) of the string begins with; the last line's for one behind it.
    package func byte(ofLine line: Int) -> Int {
        guard !lineStarts.isEmpty else { return 0 }
        return lineStarts[min(max(line, 1), lineStarts.count) - 1]
    }
}
