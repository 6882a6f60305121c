/// What is known of a word while it is read.
struct WordBuilder {
    private var bare: [UInt8] = []
    private var plain: [UInt8] = []
    private var isExpanded = false
    var isQuoted = false

    mutating func add(_ byte: UInt8) {
        bare.append(byte)
        plain.append(byte)
    }

    mutating func quote(_ byte: UInt8) {
        isQuoted = true
        bare.append(ShellWord.quoted)
        plain.append(byte)
    }

    /// Notes an expansion; `false` for a dollar sign that expands nothing.
    mutating func expand(_ isExpansion: Bool) {
        guard isExpansion else { return add(UInt8(ascii: "$")) }
        isExpanded = true
        bare.append(ShellWord.expanded)
    }

    func word(_ range: Range<Int>) -> ShellWord {
        ShellWord(
            range: range, bare: bare, text: isExpanded ? nil : String(decoding: plain, as: UTF8.self),
            isQuoted: isQuoted)
    }
}
