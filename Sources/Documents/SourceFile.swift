/// A text that definitions are read from, kept whole so that a diagnostic can show the line it speaks of.
package final class SourceFile: Sendable {
    /// The name shown to the user: a path as it was given, or `<stdin>`.
    package let name: String
    /// The bytes as they were read.
    ///
    /// UTF-8 is expected but not promised.
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    package convenience init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The text of a line (1-based) without its line ending; `nil` past the end.
    ///
    /// Bytes that are not UTF-8 are replaced.
    package func line(_ number: Int) -> String? {
        guard let start = start(ofLine: number) else { return nil }
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, !isLineEnd(end) { end += 1 }
        if end > start, end < bytes.count, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
