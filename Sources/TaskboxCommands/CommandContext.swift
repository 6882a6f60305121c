import Foundation

/// What a command gets from the process it runs in: gathered once, so that commands take nothing from the air.
package struct CommandContext: Sendable {
    /// The environment that taskbox was started with.
    package let environment: [String: String]

    package init(environment: [String: String]) { self.environment = environment }

    /// Colour on a terminal, unless the user or `NO_COLOR` says no; `CLICOLOR_FORCE` says yes.
    func console(quiet: Bool, color: ColorChoice) -> Console {
        let usesColour: Bool
        switch color {
        case .always: usesColour = true
        case .never: usesColour = false
        case .auto:
            if environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false {
                usesColour = false
            } else if environment["CLICOLOR_FORCE"].map({ !$0.isEmpty && $0 != "0" }) ?? false {
                usesColour = true
            } else {
                usesColour = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
            }
        }
        return Console(isQuiet: quiet, usesColour: usesColour)
    }
}
