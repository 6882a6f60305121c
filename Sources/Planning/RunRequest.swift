/// What the user asked for, next to the definition.
package struct RunRequest: Sendable, Equatable {
    package var engine: EnginePreference
    package var network: Network
    package var phases: Set<Phase>
    package var limits: [Phase: LimitChoice]
    /// Between SIGTERM and SIGKILL; the platform's cron default is 10 seconds (contract 6.1).
    package var grace: Duration
    package var deployFailure: DeployFailurePolicy
    package var buildReuse: BuildReusePolicy = .reuse
    package var keepsWorkspace: Bool
    package var triggerVariables: [TriggerVariable]
    /// Whether `dependencies` are left alone.
    package var skipsDependencies: Bool
    /// Names, or patterns with `*` and `?`, of the user's own variables that the task gets.
    package var passedEnvironment: [String]
    /// The variables of the project and of the environment.
    package var projectVariables: [ProjectVariable]
    /// Where relationships lead, the weightiest word first.
    package var relationships: [RelationshipBinding]
    /// The types of the services and applications of the task's project by name, such as `postgresql:16`; empty where only
    /// the definition is known.
    package var neighbours: [String: String]
    /// Whether what would be a warning about this machine is an error.
    package var isStrict: Bool
    /// What the user asks for of memory and CPU.
    package var resources = ResourcePlan.Request()
    /// What answers on the port of the token endpoint; `nil` for nothing.
    package var authorizationProxy: AuthorizationProxy?
    package var projectID: String
    /// `nil`: the Git branch, else `main`.
    package var branch: String?
    package var environmentType: EnvironmentType
    /// The options that gave the platform's variables their values, by the names of these.
    package var optionOfVariable: [String: String] = [:]

    package init(
        engine: EnginePreference = .automatic, network: Network = .machine, phases: Set<Phase> = Set(Phase.allCases),
        limits: [Phase: LimitChoice] = [:], grace: Duration = .seconds(10), deployFailure: DeployFailurePolicy = .stop,
        keepsWorkspace: Bool = false, skipsDependencies: Bool = false, triggerVariables: [TriggerVariable] = [],
        passedEnvironment: [String] = [],
        projectVariables: [ProjectVariable] = [], relationships: [RelationshipBinding] = [],
        neighbours: [String: String] = [:], isStrict: Bool = false,
        projectID: String = RunRequest.standardProjectID, branch: String? = nil,
        environmentType: EnvironmentType = .development
    ) {
        self.engine = engine
        self.network = network
        self.phases = phases
        self.limits = limits
        self.grace = grace
        self.deployFailure = deployFailure
        self.keepsWorkspace = keepsWorkspace
        self.skipsDependencies = skipsDependencies
        self.triggerVariables = triggerVariables
        self.passedEnvironment = passedEnvironment
        self.projectVariables = projectVariables
        self.relationships = relationships
        self.neighbours = neighbours
        self.isStrict = isStrict
        self.projectID = projectID
        self.branch = branch
        self.environmentType = environmentType
    }

    /// `PLATFORM_PROJECT` where nobody names a project (contract 4.1, EMU value).
    package static let standardProjectID = "localproject1"
}

package enum EnginePreference: String, Sendable, CaseIterable {
    case automatic = "auto"
    case host
    case bubblewrap
}

/// What a task can reach by network.
package enum Network: String, Sendable, CaseIterable {
    case machine = "host"
    case none
}

/// What a failed deploy hook means.
///
/// For applications the platform goes on; for tasks it is not documented (contract 3.1).
package enum DeployFailurePolicy: String, Sendable, CaseIterable {
    case stop
    case goOn = "continue"
}

/// `PLATFORM_ENVIRONMENT_TYPE` (contract 4.1).
package enum EnvironmentType: String, Sendable, CaseIterable {
    case development
    case staging
    case production
}

/// A time limit that an option gives a phase.
package enum LimitChoice: Sendable, Equatable {
    case none
    case after(Duration)
}

/// A variable given when a task is triggered: `type:name=value` (contract 4.3, 6.4).
package struct TriggerVariable: Sendable, Equatable {
    /// `env`, or another prefix.
    package let type: String
    package let name: String
    package let value: String

    package init(type: String, name: String, value: String) {
        self.type = type
        self.name = name
        self.value = value
    }

    /// The platform drops these names without a word (contract 4.4).
    package var isReserved: Bool {
        type == "env" && ["PLATFORM_", "UPSUN_"].contains { name.uppercased().hasPrefix($0) }
    }
}
