/// Turns the words of a command line into a request, by the specification alone.
///
/// Options and operands may be mixed; `--` ends the options. A long option is never shortened: a script that writes
/// `--time` would break on the day that a second option begins so.
package struct CommandLineParser: Sendable {
    private let program: ProgramSpecification

    package init(_ program: ProgramSpecification) { self.program = program }

    /// Reads the words that follow the program's name.
    package func parse(_ words: [String]) throws(UsageError) -> CommandLineRequest {
        guard let first = words.first else { return .nothing }
        switch first {
        // People write the question before the command, and behind it.
        case "--help", "-h": return .help(try words.dropFirst().first { !$0.hasPrefix("-") }.map(command(named:)))
        case "--version": return .version
        default: break
        }
        if first.hasPrefix("-"), first != "-" { throw misplacedOption(first) }
        return try parse(Array(words.dropFirst()), of: try command(named: first))
    }

    /// The command of a name that was written; the error suggests the nearest.
    package func command(named word: String) throws(UsageError) -> CommandSpecification {
        if let command = program.command(word) { return command }
        let question = NearestWord.question(word, among: program.visibleCommands.map(\.name))
        throw UsageError(
            "unknown command \(quoted(word))\(question)", hint: "\(program.name) --help shows the commands")
    }

    /// An option before any command: it is unknown, or it belongs behind a command.
    private func misplacedOption(_ word: String) -> UsageError {
        let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
        let owner = program.visibleCommands.first {
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
        return .command(try reading.finish(), of: command)
    }
}

/// What a command line asks for.
package enum CommandLineRequest: Sendable {
    case command(ParsedCommand, of: CommandSpecification)
    /// The help of a command, or of the program.
    case help(CommandSpecification?)
    case version
    /// There are no words at all.
    case nothing
}
