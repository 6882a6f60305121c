import Planning

/// What `taskbox shell` was asked to do, typed and free of contradictions.
struct ShellOptions: Sendable {
    let planning: PlanningOptions
    /// The phase in whose place the shell stands.
    let phase: Phase
    /// `nil` for the shell of scripts.
    let shell: String?
    /// A program and its arguments instead of a shell; none for the shell.
    let words: [String]
    let keepsWorkspace: Bool
    let isQuiet: Bool
    let color: ColorChoice

    /// The hooks that run before.
    var hooks: Set<Phase> { Set(planning.phases.filter { $0 < phase }) }

    /// Reads the parse of `shell`.
    init(_ parsed: ParsedCommand) throws(UsageError) {
        planning = try PlanningOptions(parsed)
        phase = parsed.choice(of: .shellPhase) ?? .run
        shell = parsed.value(of: .shellName)
        words = parsed.trailing
        keepsWorkspace = parsed.has(.keep)
        isQuiet = parsed.has(.quiet)
        color = parsed.choice(of: .color) ?? .auto
        if !planning.phases.contains(phase) {
            throw UsageError(
                "the shell stands in the place of \(phase.rawValue), which --skip leaves out", of: parsed.command)
        }
        if shell != nil, !words.isEmpty {
            throw UsageError("--shell and COMMAND contradict each other; give one of them", of: parsed.command)
        }
        if words.first?.isEmpty ?? false {
            throw UsageError("the name of the program behind -- is empty", of: parsed.command)
        }
    }
}
