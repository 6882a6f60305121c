import Planning
import Supervision

extension PhaseResult {
    /// All steps of a phase as one: time and use of the machine together, the outcome of the last; `nil` if none ran.
    package static func whole(_ phase: Phase, of results: [PhaseResult]) -> PhaseResult? {
        let own = results.filter { $0.phase == phase }
        guard let first = own.first, let last = own.last else { return nil }
        let usages = own.compactMap(\.usage)
        return PhaseResult(
            phase: phase, step: last.step, outcome: last.outcome, startedAt: first.startedAt,
            duration: own.reduce(.zero) { $0 + $1.duration },
            usage: usages.isEmpty ? nil : usages.reduce(.none, +), leftovers: last.leftovers,
            leftoverCount: last.leftoverCount, isStuck: last.isStuck, tails: last.tails)
    }
}
