/// Everything that the command line knows of one command.
///
/// Parsing, help, completion and the manual come from it, so none can say what the others do not do. It also holds what
/// carries the command out: a command that nobody carries out can not be written down.
package struct CommandSpecification: Sendable {
    /// Carries a command out and answers with the exit status; throws where options contradict each other.
    package typealias Action = @Sendable (ParsedCommand, CommandContext) throws(UsageError) -> Int32

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
    /// What the words behind `--` are, where they are not operands like others.
    package let trailing: ArgumentSpecification?
    /// In the order of help.
    package let options: [OptionSpecification]
    /// Whether only programs call it: no help, no suggestion and no completion names it.
    package let isHidden: Bool
    /// What carries it out.
    package let action: Action

    package init(
        name: String, summary: String, discussion: [String], examples: [Example],
        arguments: [ArgumentSpecification], trailing: ArgumentSpecification? = nil, options: [OptionSpecification],
        isHidden: Bool = false,
        action: @escaping Action
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.examples = examples
        self.arguments = arguments
        self.trailing = trailing
        self.options = options + [.help]
        self.isHidden = isHidden
        self.action = action
    }

    /// The option of a long name, without the dashes.
    package func option(long: String) -> OptionSpecification? { options.first { $0.long == long } }

    /// The operand of a place; a repeatable one has every place from its own on.
    package func argument(at index: Int) -> ArgumentSpecification? {
        arguments.indices.contains(index) ? arguments[index] : arguments.last.flatMap { $0.isRepeatable ? $0 : nil }
    }

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
package struct ProgramSpecification: Sendable {
    package let name: String
    package let version: String
    package let summary: String
    package let discussion: [String]
    /// In the order of help.
    package let commands: [CommandSpecification]
    /// The commands that people are told of, in the order of help.
    package var visibleCommands: [CommandSpecification] { commands.filter { !$0.isHidden } }

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
