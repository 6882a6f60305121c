import Engines
import Planning
import ProcessSupport
import TaskModel

/// Makes what a plan needs beside the app folder: files for `/etc`, volumes of mounts, the cache, long scripts.
struct RunSitePreparation {
    let plan: RunPlan

    /// The prepared place.
    struct Site {
        let plan: RunPlan

        /// A script for a phase: in the command line, or in a file that the task can see.
        func text(of script: Script, for step: PhaseStep, in phase: Phase) -> ScriptText {
            ScriptText(script.text, orFile: "\(plan.visibleConfiguration)/\(step.fileName(in: phase))")
        }

        /// Makes the place what the task sees of it in a phase.
        func enter(_ phase: Phase) throws(ExecutionFault) {
            let configuration = plan.site.workspace.configuration
            for (name, text) in ContainerFiles.texts(for: plan, in: phase) {
                try RunSitePreparation.write(text, to: "\(configuration)/\(name)")
            }
            try RuntimeFolder(runtime: plan.runtime, folder: configuration).makeSettings(of: phase)
        }
    }

    func prepare() throws(ExecutionFault) -> Site {
        let configuration = plan.site.workspace.configuration
        let site = Site(plan: plan)
        // As small as it can be, until a phase says otherwise.
        try site.enter(.build)
        for phase in plan.phases {
            for (step, script) in phase.steps {
                if case .file = ScriptText(script.text, orFile: "") {
                    try Self.write(script.text, to: "\(configuration)/\(step.fileName(in: phase.phase))")
                }
            }
        }
        try RuntimeFolder(runtime: plan.runtime, folder: configuration).make()
        try makeFolder(plan.site.buildCache)
        for mount in plan.mounts { _ = try MountVolumes.make(mount) }
        return site
    }

    private static func write(_ text: String, to path: String) throws(ExecutionFault) {
        do {
            try PlainFile.write(text, to: path)
        } catch {
            throw ExecutionFault("\"\(path)\" could not be written: \(error)")
        }
    }

    private func makeFolder(_ path: String) throws(ExecutionFault) {
        do {
            try PlainFile.makeFolders(path)
        } catch {
            throw ExecutionFault("the folder \"\(path)\" could not be made: \(error)")
        }
    }
}

extension PhaseStep {
    /// The name of a file for a script that is too long for a command line.
    fileprivate func fileName(in phase: Phase) -> String {
        switch self {
        case .dependencies(let language, _): "\(phase.rawValue)-\(language).sh"
        case .script: "\(phase.rawValue).sh"
        }
    }
}
