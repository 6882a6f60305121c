import Engines
import Planning
import Records
import Supervision
import TaskModel

/// What taskbox starts in a phase in place of the phase's own script: a person's shell, or a look at the environment.
///
/// The same engine, shell, mounts and variables as for the script, and `.environment` before it where the script has it.
package struct PhaseSession: Sendable {
    package let phase: Phase
    package let script: Script
    /// Variables that it gets on top, where the phase has none of these names.
    package let environment: [Invocation.Entry]
    package let input: Invocation.Input
    /// Whether the phase's own script has run before, and failed.
    package let isAfterFailure: Bool
    /// `nil` for no limit.
    package let limit: Duration?
    /// The name of a file in `/tmp` that it makes, and whose bytes are wanted.
    package let product: String?

    package init(
        phase: Phase, script: Script, environment: [Invocation.Entry] = [], input: Invocation.Input = .nothing,
        isAfterFailure: Bool = false, limit: Duration? = nil, product: String? = nil
    ) {
        self.phase = phase
        self.script = script
        self.environment = environment
        self.input = input
        self.isAfterFailure = isAfterFailure
        self.limit = limit
        self.product = product
    }
}

/// What became of a session.
package struct SessionResult: Sendable {
    package let phase: Phase
    package let run: SupervisedRun
    /// Of the source tree that it was held in.
    package let treeID: String
    /// The file that was wanted, if it was made.
    package let product: [UInt8]?
    /// `.environment` as it was sourced; `nil` where there was none, or the phase does not source it.
    package let environmentFile: [UInt8]?
}
