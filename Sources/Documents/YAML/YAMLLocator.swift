/// Turns offsets that do not decrease into places, in one walk over the text.
struct YAMLLocator {
    let file: SourceFile
    let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var line = 1
    private var column = 1

    init(file: SourceFile, bytes: UnsafeBufferPointer<UInt8>) {
        self.file = file
        self.bytes = bytes
        // A byte order mark is not a part of the first line.
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { offset = 3 }
    }

    /// The place of an offset.
    ///
    /// Right for any offset, fast for one that is not less than the one before.
    mutating func location(of target: Int) -> SourceLocation {
        if target < offset { self = YAMLLocator(file: file, bytes: bytes) }
        let end = min(target, bytes.count)
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            if byte == YAMLByte.lineFeed {
                line += 1
                column = 1
            } else if byte == YAMLByte.carriageReturn {
                // The line feed of a pair counts.
                guard offset == bytes.count || bytes[offset] != YAMLByte.lineFeed else { continue }
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return SourceLocation(file: file, line: line, column: column)
    }
}
