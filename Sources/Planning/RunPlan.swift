import TaskModel

/// Everything that a run will do, decided before anything runs.
///
/// Made by ``Planner`` from a definition, a request and facts; printed by `taskbox plan`, kept in the record, carried out
/// by `Runner`.
package struct RunPlan: Sendable, Equatable {
    package let definition: TaskDefinition
    /// Where the definition came from, for people.
    package let definitionSource: String
    package let site: RunSite
    /// `PLATFORM_PROJECT`.
    package let projectID: String
    /// `PLATFORM_BRANCH`, which is the environment's id on the platform (contract 4.1).
    package let branch: String
    package let engine: EngineChoice
    package let network: Network
    package let shell: ShellFact
    package let launcher: String
    package let root: RootLayout
    package let host: ContainerHost
    package let mounts: [MountPlan]
    package let timezone: TimeZonePlan
    package let relationships: [RelationshipPlan]
    package let runtime: RuntimePlan
    package let resources: ResourcePlan
    /// What answers on the port of the token endpoint; `nil` for nothing.
    package let authorizationProxy: AuthorizationProxy?
    /// Whether a service that can not be reached ends the run; a runtime that is missing has ended it by then.
    package let isStrict: Bool
    package private(set) var phases: [PhasePlan]
    /// What decides what the build makes of a tree.
    package let build: BuildConfiguration
    package let buildReuse: BuildReusePolicy
    package let grace: Duration
    package let deployFailure: DeployFailurePolicy
    package let keepsWorkspace: Bool
    /// The user's secrets, for whoever shows or keeps something of the run; not part of what is printed.
    package let secrets: [SecretValue]
    /// What this machine can not honour, and what else the user should know; one line each.
    package let notes: [PlanNote]

    package func phase(_ phase: Phase) -> PhasePlan? { phases.first { $0.phase == phase } }

    /// The same plan, of which no other phases than these are carried out.
    ///
    /// `session` is a phase whose script something else takes the place of: what is installed before the script is then
    /// installed all the same.
    package func limited(to wanted: Set<Phase>, session: Phase? = nil) -> RunPlan {
        var plan = self
        plan.phases = phases.map { phase in
            wanted.contains(phase.phase)
                ? phase : phase.skipped(because: "not asked for", keepsDependencies: phase.phase == session)
        }
        return plan
    }

    /// Where the task sees the workspace's configuration folder.
    package var visibleConfiguration: String { engine.configuration(in: site.workspace) }

    /// The place of the workspace's configuration folder in a sandbox.
    package static let sandboxConfiguration = "/run/taskbox"

    /// The app folder as the task sees it.
    package var appFolder: String { engine.appFolder(in: site.workspace) }
}

/// Which engine, and why.
package struct EngineChoice: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case host
        case bubblewrap(path: String)
    }

    package let kind: Kind
    /// A sentence without a full stop.
    package let reason: String

    package init(kind: Kind, reason: String) {
        self.kind = kind
        self.reason = reason
    }

    package var name: String {
        switch kind {
        case .host: "host"
        case .bubblewrap: "bubblewrap"
        }
    }

    package var isHost: Bool { kind == .host }

    package func appFolder(in workspace: WorkspaceLayout) -> String { isHost ? workspace.app : "/app" }

    /// Where the task sees the workspace's configuration folder.
    func configuration(in workspace: WorkspaceLayout) -> String {
        isHost ? workspace.configuration : RunPlan.sandboxConfiguration
    }
}

/// One line that a run has to say about itself.
package struct PlanNote: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// Something of the definition is not in force on this machine.
        case notHonoured = "not-honoured"
        /// Something the user asked for was left out or changed.
        case warning
    }

    package let kind: Kind
    /// The field or option that the note is about.
    package let subject: String
    /// What is the case and what it means, without a full stop.
    package let message: String

    package init(_ kind: Kind, _ subject: String, _ message: String) {
        self.kind = kind
        self.subject = subject
        self.message = message
    }
}

/// Names and addresses inside the container.
package struct ContainerHost: Sendable, Equatable {
    /// The longest host name that Linux takes, in bytes.
    private static let longestName = 64

    /// `<task>--task--<id>.0` (contract 2.3); the task's name is cut where the whole would be too long for Linux.
    static func name(task: TaskName, runID: String) -> String {
        let rest = "--task--\(runID).0"
        var name = task.description
        while name.utf8.count + rest.utf8.count > longestName { name.removeLast() }
        return name + rest
    }

    /// `<task>--task--<id>.0` (contract 2.3).
    package let name: String
    /// The text of `/etc/hosts`.
    package let hostsFile: String
    /// The real path of that text.
    package let hostsFilePath: String

    /// The text of `/etc/hosts` in a phase: a build knows no hosts but its own.
    package func hostsFile(in phase: Phase) -> String {
        phase == .build ? HostsFile.text(hostName: name, additional: []) : hostsFile
    }
}

/// The timezone that a run uses.
package struct TimeZonePlan: Sendable, Equatable {
    /// A name of the TZ database; `UTC` where the definition has none (contract 5.1).
    package let name: String
    package let isFromDefinition: Bool
    /// The compiled zone on this machine, for `/etc/localtime`.
    package let file: String?
    /// The same for UTC.
    package let universalFile: String?

    /// The zone of a phase; a build has none of the task's.
    package func name(in phase: Phase) -> String { phase == .build ? "UTC" : name }

    package func file(in phase: Phase) -> String? { phase == .build ? universalFile : file }
}

/// A mount, with the folder that holds its files.
package struct MountPlan: Sendable, Equatable {
    package let mount: Mount
    /// As the task sees it.
    package let taskPath: String
    /// The folder of the whole volume on this machine.
    package let volume: String

    /// The folder of the mount's files on this machine.
    package var realPath: String { mount.sourcePath.isRoot ? volume : "\(volume)/\(mount.sourcePath)" }
}

/// What happens in one phase.
package struct PhasePlan: Sendable, Equatable {
    package enum Action: Sendable, Equatable {
        case execute(Script)
        case skip(reason: String)
    }

    package let phase: Phase
    package private(set) var action: Action
    /// What is installed before the script, in this order; the limit holds for all together.
    package private(set) var dependencies: [DependencyInstallation]
    /// `nil`: no limit.
    package let limit: Duration?
    /// As the task sees it.
    package let workingFolder: String
    package let environment: [EnvironmentVariable]
    /// Whether `.environment` is sourced first (contract 3.2).
    package let sourcesEnvironmentFile: Bool
    /// Whether the app folder can be written.
    package let isAppWritable: Bool
    /// Whether mounts are attached (contract 2.4).
    package let hasMounts: Bool

    /// Everything that runs in it, in order.
    package var steps: [(step: PhaseStep, script: Script)] {
        let installations = dependencies.map { (step: $0.step, script: $0.script) }
        guard case .execute(let script) = action else { return installations }
        return installations + [(.script, script)]
    }

    fileprivate func skipped(because reason: String, keepsDependencies: Bool) -> PhasePlan {
        var phase = self
        phase.action = .skip(reason: reason)
        if !keepsDependencies { phase.dependencies = [] }
        return phase
    }
}
