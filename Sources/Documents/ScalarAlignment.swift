/// Lays a string beside the text of the file that it was read from, byte by byte.
struct ScalarAlignment {
    private let text: [UInt8]
    private let file: SourceFile
    private var source: [UInt8] { file.bytes }
    private(set) var textPosition = 0
    private var sourcePosition = 0
    private(set) var runs: [ScalarPlaces.Run] = []

    init(text: [UInt8], file: SourceFile) {
        self.text = text
        self.file = file
    }

    /// Finds as many runs as can be found, from the beginning on.
    mutating func align(_ scalar: Scalar, at location: SourceLocation) {
        switch scalar.style {
        case .file:
            runs = [.init(text: 0, source: 0)]
            textPosition = text.count
        case .literal, .folded: alignBlock(firstLine: scalar.contentLine)
        case .plain, .singleQuoted, .doubleQuoted:
            guard let start = file.byte(at: location) else { return }
            sourcePosition = start
            skipProperties()
            switch scalar.style {
            case .singleQuoted where sourceByte == UInt8(ascii: "'"),
                .doubleQuoted where sourceByte == UInt8(ascii: "\""):
                sourcePosition += 1
            case .plain: break
            default: return
            }
            alignFlow(scalar.style)
        }
    }

    private var sourceByte: UInt8? { sourcePosition < source.count ? source[sourcePosition] : nil }
    private var textByte: UInt8? { textPosition < text.count ? text[textPosition] : nil }

    private mutating func note() {
        if let last = runs.last, sourcePosition - last.source == textPosition - last.text { return }
        runs.append(.init(text: textPosition, source: sourcePosition))
    }

    // MARK: Block scalars

    /// Each line of the file, without its indentation, is a piece of the string; what is between is line breaks or a space.
    private mutating func alignBlock(firstLine: Int) {
        guard let first = file.start(ofLine: firstLine) else { return }
        sourcePosition = first
        // How far the string's first line is indented in itself.
        var own = text[...].drop { $0 == 0x0A }
        let inner = own.prefix { $0 == 0x20 }.count
        own = own.dropFirst(inner)
        var indent: Int?
        while textPosition < text.count, sourcePosition < source.count {
            let line = lineContent()
            let spaces = line.prefix { $0 == 0x20 }.count
            if indent == nil, spaces < line.count { indent = max(0, spaces - inner) }
            let content = line.dropFirst(min(indent ?? spaces, spaces))
            if content.isEmpty {
                nextLine(after: line)
                continue
            }
            guard let piece = start(of: content) else { return }
            textPosition = piece
            sourcePosition = content.startIndex
            note()
            textPosition += content.count
            sourcePosition = content.endIndex
            nextLine(after: line)
        }
        // What is left is the line breaks at the end.
        if text[textPosition...].allSatisfy({ $0 == 0x0A }) { textPosition = text.count }
    }

    /// Where the string goes on with a line of the file, behind line breaks or one space.
    private func start(of content: ArraySlice<UInt8>) -> Int? {
        var position = textPosition
        while true {
            if text[position...].starts(with: content) { return position }
            guard position < text.count, text[position] == 0x0A || (text[position] == 0x20 && position == textPosition)
            else { return nil }
            position += 1
        }
    }

    /// The line at the position, without its end.
    private func lineContent() -> ArraySlice<UInt8> {
        var end = sourcePosition
        while end < source.count, source[end] != 0x0A, source[end] != 0x0D { end += 1 }
        return source[sourcePosition..<end]
    }

    private mutating func nextLine(after line: ArraySlice<UInt8>) {
        sourcePosition = line.endIndex
        while sourcePosition < source.count {
            let ends = file.isLineEnd(sourcePosition)
            sourcePosition += 1
            if ends { return }
        }
    }

    // MARK: Flow scalars

    private mutating func alignFlow(_ style: Scalar.Style) {
        while textPosition < text.count, let byte = sourceByte {
            if let fold = fold(at: sourcePosition, style) {
                take(fold)
            } else if style == .singleQuoted, byte == UInt8(ascii: "'") {
                guard textByte == byte else { return }
                note()
                textPosition += 1
                sourcePosition += 2
            } else if style == .doubleQuoted, byte == UInt8(ascii: "\\") {
                guard takeEscape() else { return }
            } else {
                guard textByte == byte else { return }
                note()
                textPosition += 1
                sourcePosition += 1
            }
        }
    }

    /// A line break with the blanks around it: how far it goes, and how many empty lines it has.
    private func fold(at start: Int, _ style: Scalar.Style) -> (end: Int, emptyLines: Int)? {
        var position = start
        var breaks = 0
        while position < source.count {
            switch source[position] {
            case 0x20, 0x09: position += 1
            case 0x0A, 0x0D:
                if file.isLineEnd(position) { breaks += 1 }
                position += 1
            default:
                return breaks == 0 ? nil : (position, breaks - 1)
            }
        }
        return nil
    }

    private mutating func take(_ fold: (end: Int, emptyLines: Int)) {
        note()
        sourcePosition = fold.end
        var count = max(1, fold.emptyLines)
        let byte: UInt8 = fold.emptyLines == 0 ? 0x20 : 0x0A
        while count > 0, textByte == byte {
            textPosition += 1
            count -= 1
        }
    }

    /// An escape of YAML's or JSON's double quotes; `false` if it does not fit.
    private mutating func takeEscape() -> Bool {
        guard sourcePosition + 1 < source.count else { return false }
        let letter = source[sourcePosition + 1]
        if letter == 0x0A || letter == 0x0D {
            // The line goes on behind the blanks of the next.
            guard let fold = fold(at: sourcePosition + 1, .doubleQuoted) else { return false }
            sourcePosition = fold.end
            for _ in 0..<fold.emptyLines where textByte == 0x0A { textPosition += 1 }
            return true
        }
        note()
        var length = 2
        switch letter {
        case UInt8(ascii: "x"): length = 4
        case UInt8(ascii: "u"): length = isSurrogate(at: sourcePosition + 2) ? 12 : 6
        case UInt8(ascii: "U"): length = 10
        default: break
        }
        guard let first = textByte else { return false }
        sourcePosition += length
        textPosition += first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        return textPosition <= text.count
    }

    private func isSurrogate(at position: Int) -> Bool {
        guard position + 1 < source.count else { return false }
        return source[position] | 0x20 == UInt8(ascii: "d") && "89abAB".utf8.contains(source[position + 1])
    }

    /// An anchor and a tag stand before the scalar whose place they share.
    private mutating func skipProperties() {
        while let byte = sourceByte, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
            while let byte = sourceByte, ![0x20, 0x09, 0x0A, 0x0D].contains(byte) { sourcePosition += 1 }
            while let byte = sourceByte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { sourcePosition += 1 }
        }
    }
}
