import Documents
import TaskModel

/// What a plan makes of each field of the definition.
struct FidelityTable {
    let plan: RunPlan

    private typealias Verdict = (FieldFidelity.Degree, String)

    private var definition: TaskDefinition { plan.definition }
    private var isHost: Bool { plan.engine.isHost }

    /// One row for each field, in the order in which people think of a task.
    var rows: [FieldFidelity] {
        let verdicts: [(String, Verdict)] = [
            ("id", (.inForce, "kept in the record; nothing else uses it")), ("name", name), ("type", type),
            ("source", (.inForce, "a snapshot of \(plan.site.repository), root \(definition.source)")),
            ("hooks", hooks), ("run", command), ("variables", variables), ("timezone", timezone),
            ("additional_hosts", hosts), ("mounts", mounts), ("relationships", relationships),
            ("dependencies", dependencies), ("runtime", runtime), ("authorizations", authorizations),
            ("container_profile", profile), ("resources", resources),
        ]
        return verdicts.map { FieldFidelity($0, $1.0, $1.1) }
    }

    private static let nothing: Verdict = (.inForce, "the definition has none")

    private var name: Verdict {
        isHost
            ? (.approximated, "in the variables; the host name is this machine's")
            : (.inForce, "in the variables, and in the host name \(plan.host.name)")
    }

    private var hooks: Verdict {
        let hooks = [(Phase.build, definition.hooks.build), (.deploy, definition.hooks.deploy)].filter { $0.1 != nil }
        guard !hooks.isEmpty else { return Self.nothing }
        let skipped = hooks.map(\.0).filter { !isExecuted($0) }
        guard !skipped.isEmpty else { return scripts }
        return (.notAskedFor, "\(skipped.map(\.scriptName).joined(separator: ", ")): left out, as the user says")
    }

    private func isExecuted(_ phase: Phase) -> Bool {
        if case .execute = plan.phase(phase)?.action { true } else { false }
    }

    private var command: Verdict {
        guard isExecuted(.run) else { return (.notAskedFor, "left out, as the user says") }
        guard let limit = plan.phase(.run)?.limit else {
            return (.approximated, "\(scripts.1); it has no time limit, as the user says")
        }
        guard limit == definition.run.timeout.duration else {
            return (.approximated, "\(scripts.1); it has another time limit, as the user says")
        }
        return scripts
    }

    /// What holds for every script.
    private var scripts: Verdict {
        guard plan.shell.isDash else {
            return (.approximated, "run by \(plan.shell.path), which may accept what the platform's dash rejects")
        }
        return isHost
            ? (.approximated, "run by dash as your own user, in \(plan.appFolder) instead of /app")
            : (.inForce, "run by dash in /app")
    }

    private var variables: Verdict {
        PlatformApplication.isWhole(definition)
            ? (.inForce, "with the platform's names and precedence")
            : (.approximated, "PLATFORM_APPLICATION is too long for a process and comes in part")
    }

    private var timezone: Verdict {
        guard plan.timezone.file != nil else {
            return (.notPossible, "this machine has no time zone database")
        }
        return isHost
            ? (.approximated, "TZ is \(plan.timezone.name); /etc/localtime is this machine's")
            : (.inForce, "TZ and /etc/localtime are \(plan.timezone.name)")
    }

    private var hosts: Verdict {
        guard !definition.additionalHosts.isEmpty else { return Self.nothing }
        return isHost
            ? (.notPossible, "this machine's /etc/hosts is in force; TASKBOX_HOSTS_FILE names the task's")
            : (.inForce, "in /etc/hosts")
    }

    private var mounts: Verdict {
        guard !definition.mounts.isEmpty else { return Self.nothing }
        let isShared = definition.mounts.contains { $0.source.isLasting }
        let content =
            isShared ? "; storage and service volumes hold what local runs left, not the platform's files" : ""
        if isHost { return (.approximated, "symbolic links in the app folder" + content) }
        return isShared ? (.approximated, "attached" + content) : (.inForce, "attached, empty at the start")
    }

    private var relationships: Verdict {
        guard !definition.relationships.isEmpty else { return Self.nothing }
        let planned = Set(plan.relationships.map(\.name))
        let unknown = definition.relationships.map(\.name).filter { !planned.contains($0) }
        if !unknown.isEmpty {
            return (.notPossible, "nothing says what \(unknown.joined(separator: ", ")) may be")
        }
        let assumed = plan.relationships.filter { if case .assumed = $0.source { true } else { false } }.map(\.name)
        if !assumed.isEmpty {
            return (.approximated, "defaults on this machine stand for \(assumed.joined(separator: ", "))")
        }
        return isHost
            ? (.approximated, "variables name the real hosts, because names such as db.internal can not be made")
            : (.inForce, "variables, and names such as \(plan.relationships[0].name).internal")
    }

    private var type: Verdict {
        if let words = plan.runtime.words { return (.inForce, words) }
        return Runtime(definition.type) == nil
            ? (.notPossible, "\(definition.type) is not available here; PATH finds what the task runs with")
            : (.approximated, "another version, or none: PATH finds what the task runs with")
    }

    private var runtime: Verdict {
        if definition.runtime == .object([]) { return Self.nothing }
        guard let note = plan.notes.first(where: { $0.subject.hasPrefix("runtime") }) else {
            return (.inForce, "this machine's PHP has the extensions")
        }
        return (.approximated, note.message)
    }

    private var dependencies: Verdict {
        guard !definition.dependencies.isEmpty else { return Self.nothing }
        let installed = plan.phase(.build)?.dependencies ?? []
        guard !installed.isEmpty else { return (.notAskedFor, "not installed, as the user says") }
        let place = "installed into \(plan.appFolder)/.global before the build hook"
        guard let note = plan.notes.first(where: { $0.subject == "dependencies" }) else { return (.inForce, place) }
        return (.approximated, "\(place); \(note.message)")
    }

    private var authorizations: Verdict {
        switch plan.authorizationProxy {
        case nil where definition.authorizations.isEmpty: Self.nothing
        case nil: (.notAskedFor, "--auth-proxy answers on 127.0.0.1:8200")
        case .stub: (.approximated, "the tokens of 127.0.0.1:8200 are stubs")
        case .login: (.approximated, "the tokens of 127.0.0.1:8200 may do all that you may")
        }
    }

    private var profile: Verdict {
        switch plan.resources.means {
        case nil: (.notAskedFor, "\(plan.resources.summary); --limits puts it in force")
        case .systemdScope: (.inForce, plan.resources.summary)
        case .controlGroups(let place):
            place.processor == nil
                ? (.approximated, "\(plan.resources.summary), but CPU is not limited")
                : (.inForce, plan.resources.summary)
        case .processLimits: (.approximated, "\(plan.resources.summary), for each process alone")
        }
    }

    private var resources: Verdict {
        definition.resources == nil
            ? Self.nothing : (.inForce, "deprecated, and without effect on the platform as well")
    }
}

extension RunPlan {
    /// What becomes of each field of the definition.
    package var fidelity: [FieldFidelity] { FidelityTable(plan: self).rows }
}
