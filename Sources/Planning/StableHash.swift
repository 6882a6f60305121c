/// A short name for a text that is the same on every machine and in every run; no protection against anybody.
enum StableHash {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")

    /// FNV-1a, written with 32 letters and digits; at most 12 of them.
    static func letters(of text: String, count: Int) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String((0..<min(count, 12)).map { alphabet[Int(hash >> (UInt64($0) * 5) & 31)] })
    }
}
