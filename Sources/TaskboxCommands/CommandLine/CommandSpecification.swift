/// Everything that the command line knows of one command.
///
/// Parsing and help come from it, so neither can say what the other does not do.
package struct CommandSpecification: Sendable, Equatable {
    /// A command line and what it is good for.
    package struct Example: Sendable, Equatable {
        /// As it is typed, with the program's name.
        package let commandLine: String
        /// A sentence with its full stop.
        package let explanation: String

        package init(_ commandLine: String, _ explanation: String) {
            self.commandLine = commandLine
            self.explanation = explanation
        }
    }

    package let name: String
    /// One sentence without a full stop, short enough for a line.
    package let summary: String
    /// Paragraphs, not wrapped.
    package let discussion: [String]
    /// In the order of help.
    package let examples: [Example]
    /// In their order on the command line; required ones come first.
    package let arguments: [ArgumentSpecification]
    /// In the order of help.
    package let options: [OptionSpecification]

    package init(
        name: String, summary: String, discussion: [String], examples: [Example],
        arguments: [ArgumentSpecification], options: [OptionSpecification]
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.examples = examples
        self.arguments = arguments
        self.options = options + [.help]
    }

    /// The option of a long name, without the dashes.
    package func option(long: String) -> OptionSpecification? { options.first { $0.long == long } }

    /// The option of a short name.
    package func option(short: Character) -> OptionSpecification? { options.first { $0.short == short } }
}

extension OptionSpecification {
    /// Every command has it.
    package static let help = OptionSpecification("help", short: "h", section: .other, "Shows this text.")
    /// Of the program, not of a command.
    package static let version = OptionSpecification("version", section: .other, "Shows the version.")
}

/// The program: its commands and what help says above them.
package struct ProgramSpecification: Sendable, Equatable {
    package let name: String
    package let version: String
    package let summary: String
    package let discussion: [String]
    /// In the order of help.
    package let commands: [CommandSpecification]

    package init(
        name: String, version: String, summary: String, discussion: [String], commands: [CommandSpecification]
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.discussion = discussion
        self.commands = commands
    }

    /// The command of a name.
    package func command(_ name: String) -> CommandSpecification? { commands.first { $0.name == name } }
}
