import Documents
import Planning
import Records
import TaskModel
import Workspaces

extension Runner {
    /// What crashed runs left behind is removed by the next one.
    func sweep() {
        do {
            _ = try WorkspaceSweep.sweepStale(in: folders.workspaces)
        } catch {
            report(.warning("what earlier runs left behind could not be removed: \(error)"))
        }
        if let upkeep = store?.sweep(at: .now()) { warn(of: upkeep) }
    }

    private func warn(of upkeep: RecordUpkeep) {
        for failure in upkeep.failures { report(.warning("an older record is damaged: \(failure)")) }
    }

    /// Begins the record, where one is kept; why there is none is a warning.
    func beginRecord(_ activity: Activity) -> RunRecord? {
        guard let store else { return nil }
        do {
            return try store.begin(
                activity: activity, definition: plan.definition.canonicalJSON, plan: plan.json, request: request,
                redaction: redaction
            ) { [report] failure in
                report(.warning("the record of this run was given up: \(failure)"))
            }
        } catch {
            report(.warning("this run is not recorded: \(error)"))
            return nil
        }
    }

    /// Removes the oldest records where there are too many.
    func prune() {
        if let upkeep = store?.prune() { warn(of: upkeep) }
    }
}
