import Engines
import Planning
import TaskModel

/// A look at the environment that the script of a phase has: the launcher, started as the script would be, writes its own
/// environment into a file.
///
/// Into a file, because `.environment` and what it leaves running may write to the outputs; the launcher, because a task
/// need not have a program such as `env`, and the shell that could print its variables would change the bytes.
package enum EnvironmentSession {
    /// A session for a phase; `nil` where the path of the launcher holds what no shell can be given.
    package static func inside(_ phase: Phase, of plan: RunPlan, limit: Duration?) -> PhaseSession? {
        let name = ".taskbox-environment-\(plan.site.runID)-\(phase.rawValue)"
        let folder = plan.engine.isHost ? plan.site.workspace.temporary(in: phase) : "/tmp"
        let words = [Engine.visibleLauncher(of: plan), Engine.environmentOption, "\(folder)/\(name)"]
        return Script("exec " + words.map(ShellWord.quoted).joined(separator: " ")).map {
            PhaseSession(phase: phase, script: $0, limit: limit, product: name)
        }
    }
}
