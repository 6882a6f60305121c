import Foundation
import PlatformAPI
import ProcessSupport

/// What a command gets from the process it runs in: gathered once, so that commands take nothing from the air.
package struct CommandContext: Sendable {
    /// The environment that taskbox was started with, without the platform's tokens: so that no task and no program gets
    /// one, whatever is passed on.
    package let environment: [String: String]
    /// The variables that hold tokens of the platform.
    let tokens: [String: String]

    /// Takes the whole environment.
    package init(environment: [String: String]) {
        self.environment = environment.filter { !Credential.variables.contains($0.key) }
        tokens = environment.filter { Credential.variables.contains($0.key) }
    }

    /// The names of variables that no process should be able to read off taskbox.
    package static let secretVariables = Credential.variables

    func console(quiet: Bool, color: ColorChoice) -> Console {
        Console(isQuiet: quiet, usesColour: usesColour(color, on: STDERR_FILENO), isUTF8: isUTF8)
    }

    /// Colour on a terminal, unless the user or `NO_COLOR` says no; `CLICOLOR_FORCE` says yes.
    func usesColour(_ choice: ColorChoice, on descriptor: Int32) -> Bool {
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            if environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false { return false }
            if environment["CLICOLOR_FORCE"].map({ !$0.isEmpty && $0 != "0" }) ?? false { return true }
            return Terminal.isTerminal(descriptor) && environment["TERM"] != "dumb"
        }
    }

    /// Whether standard error is a terminal that can move its cursor.
    var isTerminal: Bool { Terminal.isTerminal(STDERR_FILENO) && environment["TERM"] != "dumb" }

    /// False only where the user names another encoding, or the plain `C` locale: a machine that sets no locale at all
    /// mostly shows UTF-8 all the same.
    var isUTF8: Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        guard let locale = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else { return true }
        return locale.lowercased().contains("utf-8") || locale.lowercased().contains("utf8")
    }

    /// The width of the terminal behind a descriptor; `nil` where there is none.
    ///
    /// `COLUMNS` wins, which people set and shells seldom hand down.
    func columns(of descriptor: Int32) -> Int? {
        if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
        return Terminal.columns(descriptor)
    }

    /// Prints the help of a command, or of the program; answers with the exit status.
    func printHelp(of command: CommandSpecification?) -> Int32 {
        let program = ProgramSpecification.taskbox
        let help = HelpText(width: columns(of: STDOUT_FILENO))
        let text = command.map { help.text(of: $0, in: program) } ?? help.text(of: program)
        return StandardOutput(console: console(quiet: false, color: .auto)).print(text)
    }
}
