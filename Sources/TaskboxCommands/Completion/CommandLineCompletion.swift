/// Completes a command line by the specification of the program, and by names from a source.
package struct CommandLineCompletion: Sendable {
    private let program: ProgramSpecification
    private let source: any CompletionSource

    package init(_ program: ProgramSpecification, source: any CompletionSource) {
        self.program = program
        self.source = source
    }

    /// What may stand in the place of the last word, which may be empty.
    ///
    /// The words are those behind the program's name. A line that would be refused has no completion.
    package func complete(_ words: [String]) -> Completion {
        guard let first = words.first, let current = words.last else { return Completion() }
        if words.count == 1 { return current.hasPrefix("-") ? programOptions : commands }
        if first == "--help" || first == "-h" { return words.count == 2 ? commands : Completion() }
        guard let command = program.command(first), !command.isHidden else { return Completion() }
        return complete(current, behind: LineBefore(words.dropFirst().dropLast(), of: command), of: command)
    }

    private var commands: Completion {
        Completion(program.visibleCommands.map { .init($0.name, $0.summary) })
    }

    private var programOptions: Completion {
        Completion([
            .init("--help", OptionSpecification.help.help), .init("--version", OptionSpecification.version.help),
        ])
    }

    private func complete(_ word: String, behind line: LineBefore, of command: CommandSpecification) -> Completion {
        if let option = line.openOption { return names(option.value?.kind ?? .text, word, line) }
        if !line.isAfterSeparator, word.hasPrefix("-") {
            guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return options(command, line) }
            let name = word[..<equals].dropFirst(2)
            guard let value = command.option(long: String(name))?.value else { return Completion() }
            // The shells compare with the whole word, and replace the whole word.
            var completion = names(value.kind, String(word[equals...].dropFirst()), line)
            completion.candidates = completion.candidates.map { .init(word[...equals] + $0.word, $0.explanation) }
            return completion
        }
        if line.isAfterSeparator, let trailing = command.trailing { return names(trailing.kind, word, line) }
        guard let argument = command.argument(at: line.operands.count) else { return Completion() }
        return names(argument.kind, word, line)
    }

    private func options(_ command: CommandSpecification, _ line: LineBefore) -> Completion {
        let possible = command.options.filter { $0.isRepeatable || !line.given.contains($0.long) }
        return Completion(possible.map { .init("--\($0.long)", $0.help) })
    }

    /// What a value or an operand may be; `typed` is what stands there already.
    private func names(_ kind: OptionSpecification.Value.Kind, _ typed: String, _ line: LineBefore) -> Completion {
        switch kind {
        case .text: Completion()
        case .choice(let words): Completion(words.map { .init($0) })
        case .file: Completion(paths: .files)
        case .folder: Completion(paths: .folders)
        // With a project of the platform, TASK is no path.
        case .task where line.given.contains(OptionSpecification.project.long), .taskOfPlatform:
            Completion(source.tasks(of: nil))
        case .task: Completion(source.tasks(of: nil), paths: .definitions)
        case .definition: Completion(paths: .definitions)
        case .taskInFile: Completion(line.operands.first.map { source.tasks(of: $0) } ?? [])
        case .run: Completion(source.runs())
        case .recordedTask: Completion(source.recordedTasks().map { .init($0) })
        case .command: commands
        case .environmentName: Completion(source.environmentNames.map { .init($0) })
        case .list(let words): list(words, typed)
        }
    }

    /// One word more than what is typed holds.
    private func list(_ words: [String], _ typed: String) -> Completion {
        let named = typed.lastIndex(of: ",").map { typed[...$0] } ?? ""
        let left = words.filter { !named.split(separator: ",").contains(Substring($0)) }
        return Completion(left.map { .init(named + $0) })
    }
}

/// What the words before the one that is being typed say.
private struct LineBefore {
    private(set) var operands: [String] = []
    /// The long names of the options that stand there.
    private(set) var given: Set<String> = []
    /// An option whose value is being typed.
    private(set) var openOption: OptionSpecification?
    /// How many words it still takes.
    private var openWords = 0
    private(set) var isAfterSeparator = false

    /// Reads what can be read; nothing is refused, because half a line is seldom right.
    init(_ words: some Sequence<String>, of command: CommandSpecification) {
        for word in words {
            if openOption != nil {
                openWords -= 1
                if openWords == 0 { openOption = nil }
            } else if isAfterSeparator || word == "-" || !word.hasPrefix("-") {
                operands.append(word)
            } else if word == "--" {
                isAfterSeparator = true
            } else if word.hasPrefix("--") {
                let name = word.dropFirst(2).prefix { $0 != "=" }
                take(command.option(long: String(name)), isOpen: !word.contains("="))
            } else {
                takeShorts(word.dropFirst(), of: command)
            }
        }
    }

    private mutating func takeShorts(_ letters: Substring, of command: CommandSpecification) {
        var rest = letters
        while let letter = rest.popFirst() {
            let option = command.option(short: letter)
            take(option, isOpen: rest.isEmpty)
            if option?.value != nil { return }
        }
    }

    private mutating func take(_ option: OptionSpecification?, isOpen: Bool) {
        guard let option else { return }
        given.insert(option.long)
        openWords = (option.value?.words ?? 0) - (isOpen ? 0 : 1)
        if openWords > 0 { openOption = option }
    }
}
