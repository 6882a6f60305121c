import Engines
import Execution
import Planning
import Supervision

extension RunReport {
    /// What taskbox says before a session.
    func began(_ session: PhaseSession) {
        guard session.input == .terminal else { return }
        console.say(
            "\(session.phase.rawValue): a shell in the place of \(session.phase.scriptName); exit ends it. Unlike a script it "
                + "has a terminal, TERM and PS1, and no time limit")
    }

    /// What taskbox says after a session.
    func ended(_ result: SessionResult) {
        let run = result.run
        if !run.leftovers.isEmpty {
            let names = run.leftovers.prefix(30).map { "\($0.command) (\($0.pid))" }.joined(separator: ", ")
            console.warn(
                "\(plural(run.leftoverCount, "process was", "processes were")) left running in \(result.phase.rawValue) and "
                    + "ended as the platform's container would do: \(names)")
        }
        if run.isStuck { console.warn("some processes of \(result.phase.rawValue) could not be ended") }
    }
}
