import Planning

/// Puts an engine's command within limits, by what has to start it.
///
/// Values in, values out.
package enum LimitedCommand {
    /// What makes the launcher join control groups and become a program (`csystem_launch.h`).
    private static let joinOption = "--join"
    /// What makes it limit itself and become a program.
    private static let limitOption = "--limit"

    /// A command within the limits of each process for itself.
    package static func processes(
        _ command: EngineCommand, memory: Int, processor: ContainerSize, launcher: String
    ) -> EngineCommand {
        let processors = max(1, (processor.thousandths + 999) / 1000)
        return EngineCommand(
            executable: launcher,
            arguments: [limitOption, "\(memory)", "\(processors)", command.executable]
                + command.arguments, environment: command.environment)
    }

    /// A command that joins control groups by the files that take pids.
    package static func joining(_ files: [String], _ command: EngineCommand, launcher: String) -> EngineCommand {
        EngineCommand(
            executable: launcher,
            arguments: [joinOption] + files + ["--", command.executable] + command.arguments,
            environment: command.environment)
    }

    /// A command in a transient unit of the user's service manager, which ends with it.
    package static func unit(
        _ command: EngineCommand, memory: Int, processor: ContainerSize, scope: LimitMeans.SystemdScope,
        launcher: String
    ) -> EngineCommand {
        let properties = [
            "MemoryMax=\(memory)", "MemorySwapMax=0", "CPUQuota=\(max(1, processor.thousandths / 10))%",
        ]
        return EngineCommand(
            executable: scope.program,
            arguments: ["--user", "--scope", "--quiet", "--collect"] + properties.map { "--property=\($0)" }
                + ["--", launcher, joinOption, "--", command.executable] + command.arguments,
            environment: command.environment.merging(scope.environment) { _, session in session })
    }
}
