import Documents
import Planning
import TaskModel

/// A plan for people.
struct PlanText {
    let plan: RunPlan

    /// Lines with line endings.
    var text: String {
        var lines = header
        for phase in plan.phases { lines += [""] + self.lines(of: phase) }
        if !plan.mounts.isEmpty {
            lines += ["", "mounts in deploy and run"] + plan.mounts.flatMap { self.lines(of: $0) }
        }
        if !plan.relationships.isEmpty {
            lines += ["", "relationships in deploy and run"] + plan.relationships.flatMap { self.lines(of: $0) }
        }
        lines += ["", "hosts file in deploy and run"]
        lines += plan.host.hostsFile.split(separator: "\n").map { "  \($0.replacing("\t", with: "  "))" }
        if !plan.notes.isEmpty {
            lines += ["", "what differs from the platform, or was left out"]
            lines += plan.notes.map { "  \($0.subject): \($0.message)" }
        }
        return lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .map { String($0).printable + "\n" }.joined()
    }

    private var header: [String] {
        [
            "task          \(plan.definition.name) (\(plan.definition.type)) from \(plan.definitionSource)",
            "source        \(plan.site.repository), root \(plan.definition.source)",
            "engine        \(plan.engine.name): \(plan.engine.reason)",
            "network       \(plan.network == .machine ? "the machine's" : "none")",
            "shell         \(plan.shell.path)",
            "runtime       \(runtime)",
            "app folder    \(plan.appFolder)",
            "workspace     \(plan.site.workspace.root)\(plan.keepsWorkspace ? " (kept)" : "")",
            "host name     \(plan.host.name)",
            "time zone     \(plan.timezone.name)\(plan.timezone.isFromDefinition ? "" : " (the definition names none)")",
            "resources     \(plan.resources.summary), \(plan.resources.enforcement)",
            "at a timeout  SIGTERM, then SIGKILL after \(DurationText.of(plan.grace))",
            "deploy fails  \(plan.deployFailure == .stop ? "the run stops" : "the command runs all the same")",
        ]
    }

    private var runtime: String {
        guard let words = plan.runtime.words, let installation = plan.runtime.installation else {
            return "what PATH finds"
        }
        return "\(words), \(installation.toolchain.program)"
    }

    private func lines(of phase: PhasePlan) -> [String] {
        let limit = phase.limit.map { "at most \(DurationText.of($0))" } ?? "no time limit"
        var (name, script): (String, [String])
        switch phase.action {
        case .skip(let reason):
            if phase.dependencies.isEmpty { return ["\(phase.phase.rawValue): skipped, \(reason)"] }
            (name, script) = ("dependencies", ["  no script: \(reason)"])
        case .execute(let text):
            name = phase.phase.scriptName
            script = ["  script"] + text.text.split(whereSeparator: \.isNewline).map { "    \($0)" }
        }
        var lines = [
            "\(phase.phase.rawValue): \(name) in \(phase.workingFolder)"
                + (phase.isAppWritable ? "" : " (read-only)") + ", \(limit)"
        ]
        if phase.sourcesEnvironmentFile { lines.append("  after .environment, if there is one") }
        if !phase.dependencies.isEmpty {
            lines.append("  dependencies, installed into \(plan.appFolder)/\(DependencyInstallation.folderName)")
            lines += phase.dependencies.map { "    \($0.language) by \($0.manager.rawValue): \($0.summary)" }
        }
        lines += script + ["  environment"]
        return lines + phase.environment.map { "    \($0.name)=\(shown($0))  (\(origin(of: $0)))" }
    }

    private func shown(_ variable: EnvironmentVariable) -> String {
        switch variable.value {
        case .treeID: "<the Git tree of the snapshot>"
        case .text where variable.isSecret: RunPlan.mask
        case .text(let text): text.replacing("\n", with: "\\n")
        }
    }

    private func origin(of variable: EnvironmentVariable) -> String {
        guard let replaced = variable.overridden.first else { return variable.origin.description }
        return "\(variable.origin), replaces \(replaced.origin)"
    }

    private func lines(of relationship: RelationshipPlan) -> [String] {
        let source =
            switch relationship.source {
            case .given(let origin): origin
            case .assumed: "assumed, because nothing says where it is"
            }
        return zip(relationship.endpoints, relationship.reaches).map { endpoint, reach in
            let seen = "\(endpoint.text("host") ?? "?"):\(endpoint.port.map { "\($0)" } ?? "?")"
            let real = reach.map { "\($0.host):\($0.port)" } ?? "nowhere"
            return "  \(relationship.name): \(endpoint.text("type") ?? "?") at \(seen)"
                + (seen == real ? "" : ", really \(real)") + " (\(source))"
        }
    }

    private func lines(of mount: MountPlan) -> [String] {
        let owner = mount.mount.source.owner.map { " of \($0)" } ?? ""
        let life = mount.mount.source.isLasting ? "kept between runs" : "empty at the start, removed at the end"
        return ["  \(mount.taskPath): \(mount.mount.source.word)\(owner), \(life)", "    \(mount.realPath)"]
    }
}
