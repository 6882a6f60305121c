/// A place in a JSON text that knows its line and column.
struct JSONCursor {
    let file: SourceFile
    let bytes: [UInt8]
    private(set) var offset = 0
    private var line = 1
    /// A place on the current line whose column is known.
    ///
    /// It only moves forward, so that finding columns takes linear time also in a text of one long line.
    private var knownOffset = 0
    private var knownColumn = 1

    init(_ file: SourceFile) {
        self.file = file
        self.bytes = file.bytes
    }

    var isAtEnd: Bool { offset >= bytes.count }

    /// The byte at the cursor; `nil` at the end.
    var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// The byte some steps ahead.
    func byte(ahead steps: Int) -> UInt8? { offset + steps < bytes.count ? bytes[offset + steps] : nil }

    mutating func skipByteOrderMark() {
        guard offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        offset = 3
        knownOffset = 3
    }

    /// Moves over bytes of the same line.
    mutating func skip(_ count: Int) { offset += count }

    /// Moves over the white space of JSON.
    mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                let endsLine = file.isLineEnd(offset)
                offset += 1
                guard endsLine else { continue }
                line += 1
                knownOffset = offset
                knownColumn = 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
            default: return
            }
        }
    }

    /// The place of the cursor.
    var location: SourceLocation {
        mutating get {
            for byte in bytes[knownOffset..<offset] where byte & 0xC0 != 0x80 { knownColumn += 1 }
            knownOffset = offset
            return SourceLocation(file: file, line: line, column: knownColumn)
        }
    }

    /// The place of any byte, for texts that can not be read in order.
    static func location(ofOffset offset: Int, in file: SourceFile) -> SourceLocation {
        file.location(ofByte: offset)
    }

    /// The letters, digits and underscores from the cursor on, in whatever script.
    var wordAhead: String {
        var end = offset
        while end < bytes.count, end - offset < 256, JSONCursor.isWordByte(bytes[end]) { end += 1 }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    /// The character at the cursor; `nil` at the end.
    var scalar: Unicode.Scalar? {
        guard offset < bytes.count else { return nil }
        return String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}

extension SourceLocation {
    /// `line:column`, for a second place in a message that already names the file.
    package var lineAndColumn: String { "\(line):\(column)" }
}
