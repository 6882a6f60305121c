/// A word of a script, as far as it can be known without running it.
struct ShellWord {
    /// Where it begins and ends, in bytes of the script.
    let range: Range<Int>
    /// The bytes without quotes; what was quoted, escaped or expanded stands as the marks below.
    let bare: [UInt8]
    /// The text after quotes are removed; `nil` if something is expanded.
    let text: String?
    /// Whether any part is quoted or escaped.
    let isQuoted: Bool

    /// Stands for a quoted byte in ``bare``.
    static let quoted: UInt8 = 0x01
    /// Stands for an expansion in ``bare``.
    static let expanded: UInt8 = 0x02

    /// The text of a word that is written without quotes, so that it can be a keyword.
    var keyword: String? { isQuoted ? nil : text }

    /// The name that the word assigns to, and how many bytes it and the sign take; `nil` for another word.
    var assignment: (name: String, isAppending: Bool)? {
        let name = bare.prefix { ShellByte.isName($0) }
        guard let first = name.first, !ShellByte.isDigit(first) else { return nil }
        let rest = bare.dropFirst(name.count)
        let text = String(decoding: name, as: UTF8.self)
        if rest.first == UInt8(ascii: "=") { return (text, false) }
        if rest.starts(with: Array("+=".utf8)) { return (text, true) }
        // `name[1]=x`
        if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")) {
            let sign = rest[(end + 1)...]
            if sign.first == UInt8(ascii: "=") || sign.starts(with: Array("+=".utf8)) { return (text, false) }
        }
        return nil
    }
}
