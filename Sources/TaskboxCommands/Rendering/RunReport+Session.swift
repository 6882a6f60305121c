import Engines
import Execution
import Planning
import Supervision

extension RunReport {
    /// What taskbox says before a session.
    func began(_ session: PhaseSession) {
        guard session.input == .terminal else { return }
        let script = session.phase.scriptName
        let place = session.isAfterFailure ? "where \(script) failed" : "in the place of \(script)"
        console.say(
            "\(session.phase.rawValue): a terminal \(place), with TERM and PS1, which a script does not have, and without a "
                + "time limit" + (session.isAfterFailure ? "; exit ends the shell and the run" : ""))
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
