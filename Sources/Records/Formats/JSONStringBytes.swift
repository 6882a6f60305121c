/// The inside of a JSON string.
enum JSONStringBytes {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Appends bytes as the inside of a JSON string: what must be escaped is, and each byte that is not part of valid
    /// UTF-8 becomes U+FFFD.
    static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        var start = 0
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C {
                index += 1
                continue
            }
            if byte >= 0x80, let length = UTF8Sequence.length(bytes, at: index) {
                index += length
                continue
            }
            text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
            appendEscaped(byte, to: &text)
            index += 1
            start = index
        }
        text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<count]))
    }

    private static func appendEscaped(_ byte: UInt8, to text: inout [UInt8]) {
        switch byte {
        case 0x0A: text += [0x5C, UInt8(ascii: "n")]
        case 0x09: text += [0x5C, UInt8(ascii: "t")]
        case 0x0D: text += [0x5C, UInt8(ascii: "r")]
        case 0x08: text += [0x5C, UInt8(ascii: "b")]
        case 0x0C: text += [0x5C, UInt8(ascii: "f")]
        case 0x22, 0x5C: text += [0x5C, byte]
        case 0x80...: text += [0xEF, 0xBF, 0xBD]
        default: text += [0x5C, UInt8(ascii: "u"), 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}
