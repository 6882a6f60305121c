/// The check that a YAML text is UTF-8 and has only characters that the format allows (YAML 1.2.2 chapter 5.1 and 5.2).
enum YAMLEncoding {
    /// The first thing that makes the bytes unreadable; `nil` for a good text.
    static func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> YAMLSyntaxError? {
        if let name = foreignEncoding(of: bytes) {
            return YAMLSyntaxError(
                offset: 0, message: "the text is encoded in \(name), and only UTF-8 can be read",
                hint: "save it as UTF-8, for example with \"iconv -f \(name) -t UTF-8\"")
        }
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x20, byte < 0x80 {
                offset += 1
            } else if byte < 0x20 {
                guard YAMLByte.isBreak(byte) || byte == YAMLByte.tab else {
                    return controlCharacter(byte, at: offset)
                }
                offset += 1
            } else {
                let length = sequenceLength(in: bytes, at: offset)
                guard length > 0 else { return invalidByte(byte, at: offset) }
                offset += length
            }
        }
        return nil
    }

    /// The name of a UTF-16 or UTF-32 encoding, by its byte order mark or by the zero bytes of its first character.
    private static func foreignEncoding(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let first = (0..<4).map { $0 < bytes.count ? bytes[$0] : 0x01 }
        switch (first[0], first[1], first[2], first[3]) {
        case (0x00, 0x00, 0xFE, 0xFF), (0x00, 0x00, 0x00, 0x01...): return "UTF-32BE"
        case (0xFF, 0xFE, 0x00, 0x00), (0x01..., 0x00, 0x00, 0x00): return "UTF-32LE"
        case (0xFE, 0xFF, _, _), (0x00, 0x01..., _, _): return "UTF-16BE"
        case (0xFF, 0xFE, _, _), (0x01..., 0x00, _, _): return "UTF-16LE"
        default: return nil
        }
    }

    /// The length of the UTF-8 sequence of two to four bytes at an offset; 0 if there is none.
    private static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
        func byte(_ index: Int) -> UInt8 { offset + index < bytes.count ? bytes[offset + index] : 0 }
        func isContinuation(_ index: Int) -> Bool { byte(index) & 0xC0 == 0x80 }
        // The ranges of the second byte keep out what is too long, a surrogate or past U+10FFFF.
        switch (byte(0), byte(1)) {
        case (0xC2...0xDF, 0x80...0xBF): return 2
        case (0xE0, 0xA0...0xBF), (0xE1...0xEC, 0x80...0xBF), (0xED, 0x80...0x9F), (0xEE...0xEF, 0x80...0xBF):
            return isContinuation(2) ? 3 : 0
        case (0xF0, 0x90...0xBF), (0xF1...0xF3, 0x80...0xBF), (0xF4, 0x80...0x8F):
            return isContinuation(2) && isContinuation(3) ? 4 : 0
        default: return 0
        }
    }

    private static func controlCharacter(_ byte: UInt8, at offset: Int) -> YAMLSyntaxError {
        YAMLSyntaxError(
            offset: offset, message: "the control character U+00\(hexadecimal(byte)) can not stand in a YAML text",
            hint: "remove it, or write it as \"\\x\(hexadecimal(byte))\" inside double quotes")
    }

    private static func invalidByte(_ byte: UInt8, at offset: Int) -> YAMLSyntaxError {
        YAMLSyntaxError(
            offset: offset, message: "the byte 0x\(hexadecimal(byte)) is not valid UTF-8 here",
            hint: "save the text as UTF-8")
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
