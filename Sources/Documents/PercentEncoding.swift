/// Texts as URLs and forms carry them (RFC 3986, and `application/x-www-form-urlencoded`).
package enum PercentEncoding {
    /// One segment of a path: everything but letters, digits, `-`, `.`, `_` and `~` is encoded, slashes too.
    package static func segment(_ text: String) -> String { encode(text, keeping: isUnreserved) }

    /// A user or a password in front of a host: signs that end neither of them stay as they are.
    package static func account(_ text: String) -> String {
        encode(text) { byte in isUnreserved(byte) || accountSigns.contains(byte) }
    }

    /// The fields of a form.
    package static func form(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\(segment($0.name))=\(segment($0.value))" }.joined(separator: "&")
    }

    /// Whether a byte means itself wherever it stands in a URL.
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static let accountSigns = Array("!$&'()*+,;=".utf8)
    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func encode(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isKept(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
