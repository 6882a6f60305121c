import Planning

/// Turns a phase of a plan into what this machine has to start.
///
/// Values in, values out.
package enum Engine {
    /// What `Process` starts for a phase.
    ///
    /// `app` is the folder of this machine that holds the app: that of the workspace, or a slug. `mounts` are the folders that
    /// a sandbox has to find mounted.
    package static func command(
        for phase: PhasePlan, of plan: RunPlan, app: String, mounts: [MountedFolder] = []
    ) -> EngineCommand {
        switch plan.engine.kind {
        case .host: EngineCommand(executable: plan.launcher, arguments: [])
        case .bubblewrap(let path):
            BubblewrapCommand(path: path, plan: plan, phase: phase, appFolder: app, mounts: mounts).command
        }
    }

    /// What makes the launcher write its environment to the file that follows (`csystem_launch.h`).
    package static let environmentOption = "--environment"

    /// Where the task sees the launcher.
    package static func visibleLauncher(of plan: RunPlan) -> String {
        plan.engine.isHost ? plan.launcher : BubblewrapCommand.visibleLauncher(of: plan)
    }

    /// What the launcher executes for a phase: the shell with the script and the environment.
    ///
    /// `treeID` is that of the snapshot; `hasEnvironmentFile` says whether the app folder holds a `.environment`, and
    /// `keepsInput` whether there is a standard input, which is not for that file.
    package static func invocation(
        for phase: PhasePlan, script: ScriptText, of plan: RunPlan, treeID: String, hasEnvironmentFile: Bool,
        keepsInput: Bool = false
    ) -> Invocation {
        let shell = ShellCommand(
            shell: plan.shell.path, script: script,
            sourcesEnvironmentFile: phase.sourcesEnvironmentFile && hasEnvironmentFile, keepsInput: keepsInput
        )
        return Invocation(
            workingFolder: phase.workingFolder, executable: plan.shell.path, arguments: shell.arguments,
            environment: phase.environment.map { Invocation.Entry($0.name, $0.text(treeID: treeID)) }
        )
    }
}
