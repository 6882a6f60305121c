extension SourceFile {
    /// The place of a byte; that of the end for one behind it.
    package func location(ofByte offset: Int) -> SourceLocation {
        var line = 1
        var lineStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let end = min(max(offset, lineStart), bytes.count)
        var index = lineStart
        while index < end {
            if isLineEnd(index) {
                line += 1
                lineStart = index + 1
            }
            index += 1
        }
        let column = bytes[lineStart..<end].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return SourceLocation(file: self, line: line, column: column)
    }

    /// The byte at a place; `nil` if there is no such line.
    package func byte(at location: SourceLocation) -> Int? {
        guard var index = start(ofLine: location.line) else { return nil }
        if location.line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        var column = 1
        while column < location.column, index < bytes.count {
            index += 1
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
            column += 1
        }
        return index
    }

    /// Where a line (1-based) begins; `nil` past the end.
    func start(ofLine number: Int) -> Int? {
        guard number >= 1 else { return nil }
        var line = 1
        var index = 0
        while line < number {
            guard index < bytes.count else { return nil }
            if isLineEnd(index) { line += 1 }
            index += 1
        }
        return index
    }

    /// Whether a line ends with this byte: a line feed, or a carriage return that no line feed follows.
    func isLineEnd(_ index: Int) -> Bool {
        switch bytes[index] {
        case 0x0A: true
        case 0x0D: index + 1 == bytes.count || bytes[index + 1] != 0x0A
        default: false
        }
    }
}
