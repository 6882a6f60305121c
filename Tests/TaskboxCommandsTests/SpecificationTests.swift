import Testing

@testable import TaskboxCommands

private let commands = ProgramSpecification.taskbox.visibleCommands

/// What every command of taskbox keeps to.
@Suite("Specification")
struct SpecificationTests {
    @Test("commands have unique names, and no hidden one is like an option")
    func names() {
        let names = ProgramSpecification.taskbox.commands.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { !$0.hasPrefix("-") })
    }

    @Test("every command has unique names and whole sentences", arguments: commands)
    func specification(_ command: CommandSpecification) {
        #expect(Set(command.options.map(\.long)).count == command.options.count)
        let shorts = command.options.compactMap(\.short)
        #expect(Set(shorts).count == shorts.count)
        #expect(command.options.allSatisfy { $0.help.hasSuffix(".") })
        #expect(command.arguments.allSatisfy { $0.help.hasSuffix(".") })
        #expect(command.discussion.allSatisfy { $0.hasSuffix(".") })
        #expect(!command.summary.hasSuffix("."))
        #expect(!command.examples.isEmpty)
        #expect(command.options.last == .help)
    }

    @Test("every example of the help parses", arguments: commands)
    func examples(_ command: CommandSpecification) throws {
        for example in command.examples {
            let words = example.commandLine.split(separator: " ").map(String.init)
            let own = words.prefix { !["|", ">", "<"].contains($0) }.dropFirst()
            guard case .command(let parsed, _) = try CommandLineParser(.taskbox).parse(Array(own)) else {
                Issue.record("\(example.commandLine) is not a command")
                continue
            }
            #expect(parsed.command == command.name)
            if command.name == "run" { _ = try RunOptions(parsed) }
        }
    }
}
