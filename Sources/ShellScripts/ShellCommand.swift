/// What is known of a simple command, or of the end of a compound one, while it is read.
struct ShellCommand {
    /// With the assignments before the name.
    private(set) var words: [ShellWord] = []
    /// Where a compound command begins that this is the first command of.
    var compoundStart: Int?
    /// Whether this is what stands behind a compound command: redirections, or nothing.
    var isAfterCompound = false
    /// Whether this is the body of a function.
    var isDefinition = false

    mutating func add(_ word: ShellWord) { words.append(word) }

    /// Whether the next word names the command: all before it are assignments.
    var expectsName: Bool { words.allSatisfy { $0.assignment != nil } }
    var expectsArguments: Bool { !words.isEmpty && words[0].assignment == nil }

    /// The words without the assignments before the name.
    var call: ArraySlice<ShellWord> { words.drop { $0.assignment != nil } }

    /// The command's name, if it is written out.
    var name: String? { call.first?.text }

    /// The texts behind the name; `nil` for those that are expanded.
    var arguments: [String?] { call.dropFirst().map(\.text) }
}
