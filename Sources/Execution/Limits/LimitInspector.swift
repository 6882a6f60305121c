import CSystem
import Engines
import Foundation
import Planning
import ProcessSupport
import Supervision

/// Finds out, by trying, what this machine lets taskbox limit a task's memory and CPU with.
package struct LimitInspector: Sendable {
    /// The environment that taskbox runs in.
    private let environment: [String: String]
    private let systemdRun: String?
    private let launcher: String

    /// Enough for the programs of the trial, and nothing that a machine could refuse.
    private static let trialMemory = 64 << 20

    /// `systemdRun` is the absolute path of the program, where it is installed.
    package init(environment: [String: String], systemdRun: String?, launcher: String) {
        self.environment = environment
        self.systemdRun = systemdRun
        self.launcher = launcher
    }

    /// The best means that works here.
    package func means() -> LimitMeans {
        if let scope = workingScope { return .systemdScope(scope) }
        let tree = ControlGroupTree(
            groups: PlainFile.text(of: "/proc/self/cgroup") ?? "",
            mounts: PlainFile.text(of: "/proc/self/mountinfo") ?? "")
        var reason = "this machine has no control groups that limit memory"
        for place in tree.candidates {
            do throws(ControlGroupFailure) {
                let group = try ControlGroup(at: place, memory: Self.trialMemory, processor: .initial)
                defer { group.remove() }
                if canJoin(group) { return .controlGroups(place) }
                reason = "taskbox can not put a process into a control group below \"\(place.memory)\""
            } catch {
                reason = "taskbox can not make a control group below \"\(place.memory)\": \(error.error)"
            }
        }
        return .processLimits(reason: reason)
    }

    /// Tried with a real process: who may make a group may still be forbidden to move processes into it.
    private func canJoin(_ group: ControlGroup) -> Bool {
        let command = LimitedCommand.joining(
            group.entrances, EngineCommand(executable: "/bin/sh", arguments: ["-c", "exit 0"]), launcher: launcher)
        return succeeds(command)
    }

    /// A manager that does not control memory takes the limit without a word, so the kernel is asked what came of it.
    private var workingScope: LimitMeans.SystemdScope? {
        guard let systemdRun, PathFacts.isFile("/sys/fs/cgroup/cgroup.controllers"),
            let runtime = environment["XDG_RUNTIME_DIR"], PathFacts.isFolder("\(runtime)/systemd")
        else { return nil }
        let names = ["XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"]
        let session = environment.filter { names.contains($0.key) }
        let scope = LimitMeans.SystemdScope(program: systemdRun, environment: session)
        let question = EngineCommand(
            executable: "/bin/sh",
            arguments: [
                "-c",
                #"read -r limit < "/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)/memory.max" && test "$limit" = "$1""#,
                "sh", "\(Self.trialMemory)",
            ], environment: ["PATH": "/usr/bin:/bin"])
        let command = LimitedCommand.unit(
            question, memory: Self.trialMemory, processor: .initial, scope: scope, launcher: launcher)
        return succeeds(command) ? scope : nil
    }

    private func succeeds(_ command: EngineCommand) -> Bool {
        let run = ProgramRun(
            executable: command.executable, arguments: command.arguments, environment: command.environment,
            workingFolder: "/", guardian: launcher, outputLimit: 4096)
        let end = SuspendingClock().now.advanced(by: .seconds(5))
        // Why a trial fails is not what the user needs: another means is taken, and named.
        let result = try? run.result(isCancelled: { SuspendingClock().now >= end })
        return result?.succeeded ?? false
    }
}
