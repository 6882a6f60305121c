/// Turns the words of a command line into a request, by the specification alone.
///
/// Options and operands may be mixed; `--` ends the options. A long option is never shortened: a script that writes
/// `--time` would break on the day that a second option begins so.
package struct CommandLineParser: Sendable {
    private let program: ProgramSpecification

    package init(_ program: ProgramSpecification) { self.program = program }

    /// Reads the words that follow the program's name.
    package func parse(_ words: [String]) throws(UsageError) -> CommandLineRequest {
        guard let first = words.first else {
            throw UsageError("a command is missing", hint: "\(program.name) --help shows the commands")
        }
        switch first {
        case "--help", "-h": return .help(nil)
        case "--version": return .version
        case "help": return .help(try commandOfHelp(Array(words.dropFirst())))
        default: break
        }
        if first.hasPrefix("-"), first != "-" { throw misplacedOption(first) }
        guard let command = program.command(first) else { throw unknownCommand(first) }
        return try parse(Array(words.dropFirst()), of: command)
    }

    private func commandOfHelp(_ words: [String]) throws(UsageError) -> CommandSpecification? {
        let names = words.filter { $0 != "--help" && $0 != "-h" }
        guard let name = names.first else { return nil }
        if names.count > 1 {
            throw UsageError(
                "help takes one command, but got \(quoted(names[1])) too",
                hint: "\(program.name) --help shows the commands")
        }
        guard let command = program.command(name) else { throw unknownCommand(name) }
        return command
    }

    private func unknownCommand(_ word: String) -> UsageError {
        let question = NearestWord.question(word, among: program.commands.map(\.name) + ["help"])
        return UsageError(
            "unknown command \(quoted(word))\(question)", hint: "\(program.name) --help shows the commands")
    }

    /// An option before any command: it is unknown, or it belongs behind a command.
    private func misplacedOption(_ word: String) -> UsageError {
        let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
        let owner = program.commands.first {
            word.hasPrefix("--") ? $0.option(long: name) != nil : name.first.flatMap($0.option(short:)) != nil
        }
        guard let owner else {
            let question = NearestWord.question(name, among: ["help", "version"], prefix: "--")
            return UsageError(
                "unknown option \(shown(word))\(question)", hint: "\(program.name) --help shows the commands")
        }
        return UsageError(
            "\(shown(word)) stands before the command",
            hint: "options follow their command: \(program.name) \(owner.name) \(shown(word))")
    }

    private func parse(_ words: [String], of command: CommandSpecification) throws(UsageError) -> CommandLineRequest {
        var reading = CommandReading(command: command, words: words)
        guard try reading.readAll() else { return .help(command) }
        return .command(try reading.finish())
    }
}

/// What a command line asks for.
package enum CommandLineRequest: Sendable, Equatable {
    case command(ParsedCommand)
    /// The help of a command, or of the program.
    case help(CommandSpecification?)
    case version
}
