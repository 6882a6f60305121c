import Planning
import PlatformAPI

/// What `run` and `plan` have in common: all that decides a plan.
package struct PlanningOptions: Sendable, Equatable {
    /// Which task is planned.
    package let task: TaskReference
    /// The folder given with `--source`; `nil` for the project's.
    package let sourceFolder: String?
    /// The Git revision whose files are taken; `nil` for the working copy.
    package let ref: String?
    /// The phases that run, in their order; never empty.
    package let phases: [Phase]
    /// Whether `dependencies` are left alone.
    package let skipsDependencies: Bool
    package let buildReuse: BuildReusePolicy
    package let engine: EnginePreference
    package let network: Network
    /// In the order of the command line; a later one of the same name wins.
    package let variables: [VariableArgument]
    /// Which variables of this machine reach the task.
    package let passedEnvironment: [EnvironmentPattern]
    /// `nil` where the planner chooses a value.
    package let projectID: String?
    /// `nil` for the current Git branch.
    package let branch: String?
    package let environmentType: EnvironmentType
    /// `nil` where the option was left out and the definition decides.
    package let timeout: DurationArgument?
    package let buildTimeout: DurationArgument?
    package let deployTimeout: DurationArgument?
    /// Between SIGTERM and SIGKILL; zero kills at once.
    package let grace: Duration
    package let onDeployFailure: DeployFailurePolicy
    package let services: ServiceOptions
    /// `nil` for no token endpoint.
    package let authorizationProxy: AuthorizationProxy?
    /// What the command line says of memory and CPU.
    package let resources: ResourcePlan.Request

    /// Reads the options of a command whose specification has `OptionSpecification.planning`, or some of them.
    package init(_ parsed: ParsedCommand) throws(UsageError) {
        task = try TaskReference(parsed)
        sourceFolder = parsed.value(of: .source)
        ref = parsed.value(of: .ref)
        phases = try Self.phases(of: parsed)
        skipsDependencies = parsed.has(.skipDependencies)
        buildReuse = try Self.buildReuse(of: parsed, phases)
        engine = parsed.choice(of: .engine) ?? .automatic
        network = parsed.choice(of: .network) ?? .machine
        if engine == .host, network == .none {
            throw UsageError(
                "--network none needs the bubblewrap engine, but --engine host was given", of: parsed.command)
        }
        variables = try parsed.values(of: .variable, as: VariableArgument.parse)
        passedEnvironment = try parsed.values(of: .passEnvironment, as: EnvironmentPattern.parse)
        projectID = parsed.value(of: .projectID) ?? task.platform?.project.description
        branch = parsed.value(of: .branch) ?? task.platform?.environment?.description
        environmentType = parsed.choice(of: .environmentType) ?? .development
        timeout = try parsed.value(of: .timeout, as: DurationArgument.parseLimit)
        buildTimeout = try parsed.value(of: .buildTimeout, as: DurationArgument.parseLimit)
        deployTimeout = try parsed.value(of: .deployTimeout, as: DurationArgument.parseLimit)
        grace = try parsed.value(of: .grace, as: DurationArgument.parseLength) ?? .seconds(10)
        onDeployFailure = parsed.choice(of: .onDeployFailure) ?? .stop
        services = try ServiceOptions(parsed)
        resources = try ResourcePlan.Request(parsed)
        authorizationProxy = parsed.choice(of: .authorizationProxy)
        if authorizationProxy != nil, network == .none {
            throw UsageError(
                "--auth-proxy and --network none contradict each other: the task reaches the token endpoint by the "
                    + "machine's network", of: parsed.command)
        }
    }

    private static func buildReuse(
        of parsed: ParsedCommand, _ phases: [Phase]
    ) throws(UsageError) -> BuildReusePolicy {
        if parsed.has(.rebuild) {
            if parsed.has(.noCache) {
                throw UsageError("--rebuild and --no-cache contradict each other; give one of them", of: parsed.command)
            }
            if !phases.contains(.build) {
                throw UsageError("--rebuild was given, but the build phase is left out", of: parsed.command)
            }
            return .rebuild
        }
        return parsed.has(.noCache) ? .never : .reuse
    }

    private static func phases(of parsed: ParsedCommand) throws(UsageError) -> [Phase] {
        let skipped = try parsed.value(of: .skip, as: PhaseListArgument.parseList) ?? []
        let only: Phase? = parsed.choice(of: .only)
        let last: Phase? = parsed.choice(of: .until)
        if let only {
            for (other, isGiven) in [("--skip", !skipped.isEmpty), ("--until", last != nil)] where isGiven {
                throw UsageError(
                    "--only \(only.rawValue) and \(other) contradict each other; give one of them", of: parsed.command)
            }
            return [only]
        }
        let phases = Phase.allCases.filter { $0 <= last ?? .run && !skipped.contains($0) }
        if phases.isEmpty {
            let until = last.map { " with --until \($0.rawValue)" } ?? ""
            let names = skipped.map(\.rawValue).joined(separator: ",")
            throw UsageError("--skip \(names)\(until) leaves no phase to run", of: parsed.command)
        }
        return phases
    }
}
