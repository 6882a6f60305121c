/// The help of the program and of its commands, wrapped for a terminal.
package struct HelpText: Sendable {
    /// Where the width of the terminal is not known.
    package static let defaultWidth = 80
    /// Longer lines are hard to read however wide the terminal is.
    package static let maximumWidth = 100
    private static let minimumWidth = 40
    /// Names that are longer have their help on the next line.
    private static let widestName = 26
    /// Texts that would have less room go under the names.
    private static let narrowestText = 32

    private let width: Int

    /// Help for a terminal of so many columns; `nil` where there is none.
    package init(width: Int? = nil) {
        self.width = min(max(width ?? Self.defaultWidth, Self.minimumWidth), Self.maximumWidth)
    }

    /// What `taskbox --help` prints, with its last line end.
    package func text(of program: ProgramSpecification) -> String {
        var blocks = [
            wrap("\(program.name): \(program.summary)", indent: 0),
            ["Usage: \(program.name) COMMAND [OPTIONS] [OPERANDS]"],
        ]
        blocks += program.discussion.map { wrap($0, indent: 0) }
        blocks.append(table("Commands", program.visibleCommands.map { ($0.name, $0.summary) }))
        blocks.append(
            table(
                "Options",
                [("-h, --help", OptionSpecification.help.help), ("    --version", OptionSpecification.version.help)]))
        blocks.append(wrap("\(program.name) help COMMAND tells more about a command.", indent: 0))
        return joined(blocks)
    }

    /// What `taskbox COMMAND --help` prints, with its last line end.
    package func text(of command: CommandSpecification, in program: ProgramSpecification) -> String {
        var blocks = [wrap(command.summary, indent: 0), usage(of: command, in: program)]
        blocks += command.discussion.map { wrap($0, indent: 0) }
        if !command.arguments.isEmpty {
            let operands = command.arguments + (command.trailing.map { [$0] } ?? [])
            blocks.append(table("Operands", operands.map { ($0.name, $0.help) }))
        }
        var sections: [OptionSection] = []
        for option in command.options where !sections.contains(option.section) { sections.append(option.section) }
        let column = column(for: command.options.map(name(of:)))
        for section in sections {
            let options = command.options.filter { $0.section == section }
            blocks.append(table(section.rawValue, options.map { (name(of: $0), $0.description) }, column: column))
        }
        if !command.examples.isEmpty {
            let lines = command.examples.flatMap { ["  \($0.commandLine)"] + wrap($0.explanation, indent: 6) }
            blocks.append(["Examples:"] + lines)
        }
        return joined(blocks)
    }

    private func usage(of command: CommandSpecification, in program: ProgramSpecification) -> [String] {
        let trailing = command.trailing.map { ["[-- \($0.name)\($0.isRepeatable ? "..." : "")]"] } ?? []
        let words =
            ["Usage:", program.name, command.name, "[OPTIONS]"] + command.arguments.map(\.usage) + trailing
        return [words.joined(separator: " ")]
    }

    private func name(of option: OptionSpecification) -> String {
        (option.short.map { "-\($0), " } ?? "    ") + option.usage
    }

    private func table(_ heading: String, _ rows: [(name: String, text: String)], column: Int? = nil) -> [String] {
        let column = column ?? self.column(for: rows.map(\.name))
        return ["\(heading):"]
            + rows.flatMap { row in
                let lines = wrap(row.text, indent: column)
                guard row.name.count <= column - 4, let first = lines.first else { return ["  \(row.name)"] + lines }
                let name = "  \(row.name)" + String(repeating: " ", count: column - 2 - row.name.count)
                return [name + first.dropFirst(column)] + lines.dropFirst()
            }
    }

    /// Where the texts of a table begin: behind all names but the very long ones, or under the names on a terminal that
    /// would leave too little room beside them.
    private func column(for names: [String]) -> Int {
        let beside = 2 + (names.map(\.count).filter { $0 <= Self.widestName }.max() ?? Self.widestName) + 2
        return width - beside < Self.narrowestText ? 8 : beside
    }

    /// The lines of a paragraph.
    ///
    /// A word that is longer than a line keeps a line of its own.
    private func wrap(_ text: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = margin
        for word in text.split(separator: " ") {
            if line.count > indent, line.count + 1 + word.count > width {
                lines.append(line)
                line = margin
            }
            line += (line.count > indent ? " " : "") + word
        }
        return lines + [line]
    }

    private func joined(_ blocks: [[String]]) -> String {
        blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }
}
