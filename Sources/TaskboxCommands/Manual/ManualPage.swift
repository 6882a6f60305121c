/// The manual page of the program: one page for all commands, so that a search in it finds everything.
///
/// Options that several commands share are described once, with the commands that take them.
package struct ManualPage: Sendable {
    private let program: ProgramSpecification
    private let manual: ManualSpecification

    package init(_ program: ProgramSpecification, _ manual: ManualSpecification) {
        self.program = program
        self.manual = manual
    }

    /// The page as `man` reads it, with its last line end.
    package var text: String {
        var page = RoffText()
        page.head(
            title: program.name.uppercased(), section: 1, date: manual.date,
            source: "\(program.name) \(program.version)")
        page.macro("SH", "NAME")
        page.text("\(program.name) - \(program.summary)")
        synopsis(&page)
        page.macro("SH", "DESCRIPTION")
        paragraphs(manual.description, &page)
        page.macro("SH", "COMMANDS")
        program.visibleCommands.forEach { describe($0, &page) }
        options(&page)
        entries("EXIT STATUS", manual.exitStatuses, &page)
        entries("ENVIRONMENT", manual.environment, &page)
        entries("FILES", manual.files, &page)
        page.macro("SH", "SEE ALSO")
        page.text(manual.relatedPages.joined(separator: ", "))
        return page.lines.joined(separator: "\n") + "\n"
    }

    private func synopsis(_ page: inout RoffText) {
        page.macro("SH", "SYNOPSIS")
        page.macro("nf")
        for command in program.visibleCommands { page.line(usage(of: command)) }
        page.line([.bold("\(program.name) --help"), .plain(" | "), .bold("--version")])
        page.macro("fi")
    }

    private func usage(of command: CommandSpecification) -> [RoffText.Piece] {
        let operands = command.arguments.flatMap { [.plain(" "), .italic($0.usage)] as [RoffText.Piece] }
        let hasOptions = command.options.contains { $0 != .help }
        return [.bold("\(program.name) \(command.name)"), .plain(hasOptions ? " [OPTIONS]" : "")] + operands
    }

    private func describe(_ command: CommandSpecification, _ page: inout RoffText) {
        page.macro("SS", "\(program.name) \(command.name)")
        page.text("\(command.summary).")
        for paragraph in command.discussion {
            page.macro("PP")
            page.text(paragraph)
        }
        for argument in command.arguments {
            page.macro("TP")
            page.line([.italic(argument.name)])
            page.text(argument.help)
        }
        let names = command.options.filter { $0 != .help }.map { "--\($0.long)" }
        if !names.isEmpty {
            page.macro("PP")
            page.text("Options: \(names.joined(separator: ", ")).")
        }
        for example in command.examples {
            page.macro("PP")
            page.text(example.explanation)
            page.macro("PP")
            page.macro("nf")
            page.macro("RS", "4")
            page.code(example.commandLine)
            page.macro("RE")
            page.macro("fi")
        }
    }

    /// An option and the commands that take it.
    private struct SharedOption {
        let option: OptionSpecification
        var commands: [String]
    }

    private var sharedOptions: [SharedOption] {
        var shared: [SharedOption] = []
        for command in program.visibleCommands {
            for option in command.options {
                if let index = shared.firstIndex(where: { $0.option == option }) {
                    shared[index].commands.append(command.name)
                } else {
                    shared.append(SharedOption(option: option, commands: [command.name]))
                }
            }
        }
        return shared
    }

    private func options(_ page: inout RoffText) {
        page.macro("SH", "OPTIONS")
        let all = program.visibleCommands.count
        let shared = sharedOptions
        for section in OptionSection.allCases {
            let ofSection = shared.filter { $0.option.section == section }
            if ofSection.isEmpty { continue }
            page.macro("SS", section.rawValue)
            for (option, commands) in ofSection.map({ ($0.option, $0.commands) }) {
                page.macro("TP")
                page.line(names(of: option))
                page.text(option.description)
                let takers =
                    commands.count == all ? "Every command takes it." : "Taken by \(commands.joined(separator: ", "))."
                page.text(takers)
            }
        }
    }

    private func names(of option: OptionSpecification) -> [RoffText.Piece] {
        let short: [RoffText.Piece] = option.short.map { [.bold("-\($0)"), .plain(", ")] } ?? []
        let value: [RoffText.Piece] = option.value.map { [.plain(" "), .italic($0.usage)] } ?? []
        return short + [.bold("--\(option.long)")] + value
    }

    private func entries(_ heading: String, _ entries: [ManualSpecification.Entry], _ page: inout RoffText) {
        page.macro("SH", heading)
        for entry in entries {
            page.macro("TP")
            page.line([.bold(entry.term)])
            page.text(entry.meaning)
        }
    }

    private func paragraphs(_ paragraphs: [String], _ page: inout RoffText) {
        for (index, paragraph) in paragraphs.enumerated() {
            if index > 0 { page.macro("PP") }
            page.text(paragraph)
        }
    }
}
