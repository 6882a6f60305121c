/// The byte sequences that UTF-8 allows.
enum UTF8Sequence {
    /// The length of the valid sequence that begins at an index; `nil` if none does.
    @inline(__always)
    static func length(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
        let first = bytes[index]
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return hasTail(bytes, at: index, length: 2) ? 2 : nil
        case 0xE0...0xEF:
            guard hasTail(bytes, at: index, length: 3) else { return nil }
            // Not the long forms of short ones, and not the surrogates.
            let second = bytes[index + 1]
            return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ? nil : 3
        case 0xF0...0xF4:
            guard hasTail(bytes, at: index, length: 4) else { return nil }
            let second = bytes[index + 1]
            return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? nil : 4
        default: return nil
        }
    }

    /// How many of the bytes stand before a sequence that is cut off at the end; all of them, if none is.
    static func wholeLength(_ bytes: UnsafeRawBufferPointer) -> Int {
        var index = bytes.count - 1
        while index > 0, bytes.count - index < 4, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        guard index >= 0 else { return 0 }
        let needed =
            switch bytes[index] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        return needed > bytes.count - index ? index : bytes.count
    }

    private static func hasTail(_ bytes: UnsafeRawBufferPointer, at index: Int, length: Int) -> Bool {
        guard index + length <= bytes.count else { return false }
        for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return false }
        return true
    }
}
