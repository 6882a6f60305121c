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
