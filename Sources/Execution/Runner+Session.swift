import Engines
import Planning
import ProcessSupport
import Supervision
import TaskModel
import Workspaces

extension Runner {
    /// More than a process can be given, and than a file that sets variables is long.
    private static let longestProduct = 1 << 24

    /// Carries a session out in its phase.
    func hold(
        _ session: PhaseSession, in phase: PhasePlan, treeID: String, app: AppFolder
    ) throws -> SessionResult {
        let layout = plan.site.workspace
        let file = "\(app.path)/.environment"
        let hasEnvironmentFile = phase.sourcesEnvironmentFile && PathFacts.isFile(file)
        let invocation = Engine.invocation(
            for: phase, script: try text(of: session), of: plan, treeID: treeID, hasEnvironmentFile: hasEnvironmentFile,
            keepsInput: session.input != .nothing
        ).adding(session.environment, input: session.input)
        let environmentFile = hasEnvironmentFile ? PlainFile.bytes(of: file, limit: Self.longestProduct) ?? [] : nil
        report(.sessionStarted(session))
        let resources = try PhaseLimits(phase.phase, of: plan)
        defer { giveBack(resources, of: phase.phase) }
        let run = try supervise(
            invocation, with: resources.applied(to: command(for: phase, app), launcher: plan.launcher),
            limit: session.limit, sink: PhaseSink(phase: phase.phase, record: nil, screen: screen))
        if !run.isOutputAbandoned { screen.endPhase() }
        let product = session.product.flatMap {
            PlainFile.bytes(of: "\(layout.temporary(in: phase.phase))/\($0)", limit: Self.longestProduct)
        }
        let result = SessionResult(
            phase: phase.phase, run: run, treeID: treeID, product: product, environmentFile: environmentFile)
        report(.sessionEnded(result))
        return result
    }

    private func text(of session: PhaseSession) throws(ExecutionFault) -> ScriptText {
        let name = "session-\(session.phase.rawValue).sh"
        let text = ScriptText(session.script.text, orFile: "\(plan.visibleConfiguration)/\(name)")
        guard case .file = text else { return text }
        let path = "\(plan.site.workspace.configuration)/\(name)"
        do {
            try PlainFile.write(session.script.text, to: path)
        } catch {
            throw ExecutionFault("\"\(path)\" could not be written: \(error)")
        }
        return text
    }

    /// The Git tree id of the source tree, of which nothing is laid out.
    package func treeID(id: String) throws(ExecutionFault) -> String { try lookAtSource(id: id).treeID }

    /// What is known of the source tree, of which nothing is laid out.
    func lookAtSource(id: String) throws(ExecutionFault) -> PreparedSnapshot {
        do {
            let workspace = try Workspace.create(in: folders.workspaces, runID: id)
            defer { finish(workspace) }
            return try preparedSnapshot(in: workspace.layout)
        } catch {
            throw ExecutionFault(error)
        }
    }
}
