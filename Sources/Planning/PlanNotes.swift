import Documents
import TaskModel

/// What a run has to admit before it starts: one line for each thing that this machine, this engine or this version of
/// taskbox does not give the task as the platform would.
struct PlanNotes {
    let definition: TaskDefinition
    let request: RunRequest
    let machine: MachineFacts
    let site: RunSite
    let engine: EngineChoice
    let relationships: [RelationshipPlan]
    let unknownRelationships: [Relationship]
    let resources: ResourcePlan

    var all: [PlanNote] { triggerNotes + definitionNotes + machineNotes + (engine.isHost ? hostNotes : []) }

    private var triggerNotes: [PlanNote] {
        var notes = request.triggerVariables.filter(\.isReserved).map { variable in
            PlanNote(
                .warning, "--variable",
                "\"\(variable.type):\(variable.name)\" is left out: the platform drops trigger variables that begin with "
                    + "PLATFORM_ or UPSUN_")
        }
        notes += request.triggerVariables.filter { variable in
            variable.type == VariableGroup.environmentPrefix && !variable.isReserved
                && EnvironmentName(variable.name)?.isShellName != true
        }.map { variable in
            PlanNote(
                .warning, "--variable",
                "\"env:\(variable.name)\" does not reach the scripts: a shell drops variables whose names it can not hold"
            )
        }
        let unmatched = request.passedEnvironment.filter { pattern in
            !machine.userEnvironment.contains { NamePattern(pattern).matches($0.name) }
        }
        notes += unmatched.map { PlanNote(.warning, "--pass-env", "no variable of yours is called \"\($0)\"") }
        return notes
    }

    private var definitionNotes: [PlanNote] {
        var notes: [PlanNote] = []
        notes += relationshipNotes
        notes += DependencyNotes(definition: definition, request: request).all
        if !PlatformApplication.isWhole(definition) {
            notes.append(
                PlanNote(
                    .notHonoured, "PLATFORM_APPLICATION",
                    "comes without hooks, variables and run.command: as a whole it is longer than the "
                        + "\(EnvironmentLimits.longestEntry) bytes that Linux passes to a process"))
        }
        notes += resourceNotes
        notes += authorizationNotes
        notes += RuntimePlanner(definition: definition, request: request, fact: machine.runtime).notes
        return notes
    }

    private var authorizationNotes: [PlanNote] {
        switch request.authorizationProxy {
        case nil where definition.authorizations.isEmpty: []
        case nil:
            [
                PlanNote(
                    .notHonoured, "authorizations",
                    "no token endpoint listens on 127.0.0.1:8200 without --auth-proxy")
            ]
        case .stub:
            [
                PlanNote(
                    .notHonoured, "authorizations",
                    "the tokens of 127.0.0.1:8200 are stubs, which the platform's API refuses; --auth-proxy login gives "
                        + "tokens of your login")
            ]
        case .login:
            [
                PlanNote(
                    .notHonoured, "authorizations",
                    "the tokens of 127.0.0.1:8200 are those of your login: they may do all that you may, and more than the "
                        + "task's own on the platform")
            ]
        }
    }

    private var resourceNotes: [PlanNote] {
        var notes: [PlanNote] = []
        switch resources.means {
        case nil where definition.containerProfile != nil:
            notes.append(
                PlanNote(
                    .notHonoured, "container_profile",
                    "\(resources.profile): memory and CPU are not limited without --limits"))
        case .processLimits(let reason):
            notes.append(
                PlanNote(
                    .notHonoured, "--limits",
                    "\(reason), so each process may have the whole memory as address space: several together can use more, "
                        + "and programs that reserve much, such as Node.js and Java, may fail; CPU is limited to whole "
                        + "processors"))
        case .controlGroups(let place) where place.processor == nil:
            notes.append(
                PlanNote(
                    .notHonoured, "--limits", "CPU is not limited, because this machine lets taskbox limit memory alone"
                ))
        case .controlGroups, .systemdScope, nil: break
        }
        if definition.resources != nil {
            notes.append(
                PlanNote(
                    .notHonoured, "resources",
                    "has no effect: base_memory and memory_ratio are deprecated, and size and profile decide"))
        }
        return notes
    }

    private var relationshipNotes: [PlanNote] {
        var notes = relationships.compactMap { relationship -> PlanNote? in
            guard case .assumed(let kind) = relationship.source, let reach = relationship.reaches[0] else { return nil }
            return PlanNote(
                .notHonoured, "relationships.\(relationship.name)",
                "nothing says where it is, so the platform's defaults for \(kind.rawValue) stand for it, at "
                    + "\(reach.host):\(reach.port); name the real one with \(relationship.option)")
        }
        notes += unknownRelationships.map { relationship in
            PlanNote(
                .notHonoured, "relationships.\(relationship.name)",
                "not provided: neither the definition nor the user says what kind of service it is; name it with "
                    + "--relationship \(relationship.name)=SCHEME://USER:PASSWORD@HOST:PORT/PATH")
        }
        if engine.isHost, let first = relationships.first {
            notes.append(
                PlanNote(
                    .notHonoured, "relationships",
                    "\(RelationshipVariable.name(first.name, "HOST")) is \(first.endpoints[0].text("host") ?? "") instead of "
                        + "\(first.name).internal, because this machine's hosts file is in force"))
        }
        return notes
    }

    private var machineNotes: [PlanNote] {
        var notes: [PlanNote] = []
        if !machine.shell.isDash {
            notes.append(
                PlanNote(
                    .notHonoured, "shell",
                    "dash is not installed, so scripts run in \(machine.shell.path), which may accept what the "
                        + "platform's dash rejects; install the package dash"))
        }
        if machine.zoneInfoFolder == nil {
            notes.append(
                PlanNote(
                    .notHonoured, "timezone",
                    "this machine has no time zone database, so TZ has no effect on most programs; install the package "
                        + "tzdata"))
        }
        return notes
    }

    private var hostNotes: [PlanNote] {
        var notes = [
            PlanNote(
                .notHonoured, "app folder",
                "it is \(site.workspace.app) instead of /app"
                    + (machine.isRoot
                        ? ", and root can write to it in deploy and run; what is written there is named afterwards"
                        : "; after the build it is read-only by its permissions, which the task could change")),
            PlanNote(
                .notHonoured, "container",
                "user, host name, processes and files of this machine are visible to the task; /tmp is the machine's own "
                    + "(TMPDIR names a private one)"),
        ]
        if !definition.additionalHosts.isEmpty {
            notes.append(
                PlanNote(
                    .notHonoured, "additional_hosts",
                    "written to \(site.workspace.configuration)/hosts (TASKBOX_HOSTS_FILE), but names still resolve by "
                        + "this machine's /etc/hosts"))
        }
        if request.network == .none {
            notes.append(PlanNote(.notHonoured, "--network none", "the host engine can not close the network"))
        }
        return notes
    }
}
