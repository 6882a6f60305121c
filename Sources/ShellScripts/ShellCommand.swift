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

/// Finds the first top-level command whose failure nobody notices.
struct CommandFailures {
    /// What stands behind a command.
    enum End { case end, and, or, pipe, background }

    /// Where the command begins; `nil` if every failure counts, or if there is only one command.
    var overlooked: Int? { stopsAtFailure ? nil : overlookedBeforeLast }

    private var stopsAtFailure = false
    /// The last command that can fail unnoticed, once another follows it.
    private var overlookedBeforeLast: Int?
    private var candidate: Int?
    /// Whether the list that is being read has an `||`, which looks after failures.
    private var isHandled = false
    private var start: Int?

    /// Commands that do not fail, or whose failure does not matter to anybody.
    private static let harmless: Set<String> = [
        "echo", "printf", "set", "export", "unset", "readonly", "local", "umask", "trap", "alias", "true", ":", "exit",
        "return", "shift", "wait", "sleep", "kill",
    ]

    mutating func add(_ command: ShellCommand, _ end: End) {
        if command.words.isEmpty, !command.isAfterCompound { return }
        if command.name == "set" {
            let options = command.arguments.compactMap(\.self)
            let isShort = options.contains {
                $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("e") && $0 != "-o"
            }
            if isShort || options.contains("errexit") { stopsAtFailure = true }
        }
        if let candidate, start == nil {
            overlookedBeforeLast = overlookedBeforeLast ?? candidate
            self.candidate = nil
        }
        start = start ?? command.words.first?.range.lowerBound
        switch end {
        case .or: isHandled = true
        case .and, .pipe: break
        case .end, .background:
            let canFail =
                !command.isAfterCompound && !command.isDefinition
                && command.name.map { !Self.harmless.contains($0) } ?? !command.call.isEmpty
            candidate = canFail && !isHandled && end == .end ? start : nil
            isHandled = false
            start = nil
        }
    }
}
