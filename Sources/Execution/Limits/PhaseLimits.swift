import Engines
import Foundation
import Planning
import Supervision
import Synchronization

/// The limits of one phase while it runs: what its command starts with, and what came of them.
///
/// The account is taken on the thread of the supervisor and read when it has returned.
final class PhaseLimits: Sendable {
    private let limits: ResourceLimits?
    private let group: ControlGroup?
    private let taken = Mutex<MemoryAccount?>(nil)

    /// Makes what the limits need; the build has none, because builds have resources of their own on the platform.
    init(_ phase: Phase, of plan: RunPlan) throws(ExecutionFault) {
        limits = phase == .build ? nil : plan.resources.limits
        guard let limits, case .controlGroups(let place) = limits.means else {
            group = nil
            return
        }
        do {
            group = try ControlGroup(at: place, memory: limits.memory, processor: limits.processor)
        } catch {
            throw ExecutionFault(
                "the limits of \(phase.scriptName) could not be set: \(error)", hint: "without --limits there are none")
        }
    }

    /// The command within the limits.
    func applied(to command: EngineCommand, launcher: String) -> EngineCommand {
        guard let limits else { return command }
        switch limits.means {
        case .systemdScope(let scope):
            return LimitedCommand.unit(
                command, memory: limits.memory, processor: limits.processor, scope: scope, launcher: launcher)
        case .controlGroups: return LimitedCommand.joining(group?.entrances ?? [], command, launcher: launcher)
        case .processLimits:
            return LimitedCommand.processes(
                command, memory: limits.memory, processor: limits.processor, launcher: launcher)
        }
    }

    /// Looks at what the kernel has counted, while the engine is still there.
    func takeAccount(engine pid: Int32) {
        guard let limits else { return }
        let account: MemoryAccount? =
            switch limits.means {
            case .controlGroups: group?.account(limit: limits.memory)
            case .systemdScope:
                accountOfUnit(pid, limit: limits.memory)
            case .processLimits: nil
            }
        if let account { taken.withLock { $0 = account } }
    }

    /// An engine that never came to its unit is still in taskbox's own group, whose account is not the task's.
    private func accountOfUnit(_ pid: Int32, limit: Int) -> MemoryAccount? {
        guard let folder = ControlGroup.unifiedFolder(of: pid), folder != ControlGroup.unifiedFolder(of: getpid())
        else {
            return nil
        }
        return ControlGroup.account(ofUnified: folder, limit: limit)
    }

    /// What the kernel has counted; `nil` without limits, or where each process has limits of its own.
    var account: MemoryAccount? { taken.withLock { $0 } }

    /// Gives the means back, once nothing of the phase is left.
    func remove() -> Bool { group?.remove() ?? true }
}
