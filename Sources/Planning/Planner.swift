import Documents
import TaskModel

/// Makes a plan of a definition, a request and facts.
///
/// Touches nothing.
package struct Planner: Sendable {
    private let definition: TaskDefinition
    private let definitionSource: String
    private let request: RunRequest
    private let machine: MachineFacts
    private let site: RunSite

    package init(
        definition: TaskDefinition, source definitionSource: String, request: RunRequest, machine: MachineFacts,
        site: RunSite
    ) {
        self.definition = definition
        self.definitionSource = definitionSource
        self.request = request
        self.machine = machine
        self.site = site
    }

    /// The limit of a build hook (contract 3.1).
    package static let standardBuildLimit = Duration.seconds(3600)

    /// The plan, or why this machine can not carry the request out.
    package func plan() throws(PlanFailure) -> RunPlan {
        let engine = try chooseEngine()
        let timezone = TimeZonePlan(
            name: definition.timezone?.description ?? "UTC", isFromDefinition: definition.timezone != nil,
            file: machine.zoneInfoFolder.map { "\($0)/\(definition.timezone?.description ?? "UTC")" },
            universalFile: machine.zoneInfoFolder.map { "\($0)/UTC" }
        )
        let hostName = ContainerHost.name(task: definition.name, runID: site.shortID)
        let branch = request.branch ?? site.branch ?? "main"
        let relationshipPlanner = RelationshipPlanner(
            relationships: definition.relationships, bindings: request.relationships, neighbours: request.neighbours,
            addresses: machine.addresses, hasHostsFile: !engine.isHost, projectID: request.projectID,
            environmentName: EnvironmentMachineName.of(branch: branch, project: request.projectID))
        let relationships = try relationshipPlanner.plans()
        let host = ContainerHost(
            name: hostName,
            hostsFile: HostsFile.text(
                hostName: hostName, relationships: relationships, additional: definition.additionalHosts),
            hostsFilePath: "\(site.workspace.configuration)/hosts"
        )
        let runtime = try RuntimePlanner(definition: definition, request: request, fact: machine.runtime).plan()
        let environment = PhaseEnvironment(
            definition: definition, request: request, machine: machine, site: site, engine: engine, timezone: timezone,
            hostsFilePath: host.hostsFilePath, branch: branch, relationships: relationships, runtime: runtime
        )
        let resources = try ResourcePlan(
            definition: definition.containerProfile, request: request.resources, means: machine.limits)
        let phases = Phase.allCases.map { phasePlan($0, engine: engine, environment: environment) }
        try EnvironmentLimits.check(phases)
        let build = BuildConfiguration(
            definition: definition, dependencies: dependencies, engine: engine, network: request.network,
            shell: machine.shell, runtime: runtime,
            environment: phases.first { $0.phase == .build }?.environment ?? [], workspace: site.workspace)
        let notes = PlanNotes(
            definition: definition, request: request, machine: machine, site: site, engine: engine,
            relationships: relationships, unknownRelationships: relationshipPlanner.unknown, resources: resources
        ).all
        return RunPlan(
            definition: definition, definitionSource: definitionSource, site: site, projectID: request.projectID,
            branch: branch, engine: engine,
            network: request.network, shell: machine.shell, launcher: machine.launcher, root: machine.root, host: host,
            mounts: definition.mounts.map { mountPlan($0, engine: engine) }, timezone: timezone,
            relationships: relationships, runtime: runtime, resources: resources,
            authorizationProxy: request.authorizationProxy, isStrict: request.isStrict, phases: phases,
            build: build, buildReuse: request.buildReuse,
            grace: request.grace, deployFailure: request.deployFailure, keepsWorkspace: request.keepsWorkspace,
            secrets: SecretValues.of(
                definition: definition, project: request.projectVariables, trigger: request.triggerVariables)
                + relationships.flatMap(\.secrets), notes: notes
        )
    }

    private func chooseEngine() throws(PlanFailure) -> EngineChoice {
        switch (request.engine, machine.bubblewrap) {
        case (.host, _):
            return EngineChoice(kind: .host, reason: "asked for by --engine host")
        case (.bubblewrap, .usable(let path)):
            return EngineChoice(kind: .bubblewrap(path: path), reason: "asked for by --engine bubblewrap")
        case (.automatic, .usable(let path)):
            return EngineChoice(kind: .bubblewrap(path: path), reason: "bubblewrap works on this machine")
        case (.automatic, .unusable(let reason, let remedy)):
            return EngineChoice(kind: .host, reason: "\(reason); \(remedy)")
        case (.automatic, .notProbed):
            return EngineChoice(kind: .host, reason: "nobody asked whether bubblewrap works")
        case (.bubblewrap, .unusable(let reason, let remedy)):
            throw PlanFailure([
                Diagnostic(.error, at: nil, path: "--engine bubblewrap", reason, hint: remedy)
            ])
        case (.bubblewrap, .notProbed):
            throw PlanFailure([
                Diagnostic(.error, at: nil, path: "--engine bubblewrap", "nobody asked whether bubblewrap works")
            ])
        }
    }

    private func mountPlan(_ mount: Mount, engine: EngineChoice) -> MountPlan {
        let volume: String
        switch mount.source {
        case .instance: volume = "\(site.workspace.mounts)/instance"
        case .tmp: volume = "\(site.workspace.mounts)/tmp"
        case .storage(let application): volume = "\(site.lastingMounts)/storage/\(FileName.encode(application))"
        case .service(let name): volume = "\(site.lastingMounts)/service/\(FileName.encode(name))"
        }
        return MountPlan(
            mount: mount, taskPath: "\(engine.appFolder(in: site.workspace))/\(mount.path)",
            volume: volume
        )
    }

    /// Installed before the build hook, whether there is one or not (contract 2.1).
    private var dependencies: [DependencyInstallation] {
        request.skipsDependencies ? [] : definition.dependencies.compactMap(DependencyInstallation.init)
    }

    private func phasePlan(_ phase: Phase, engine: EngineChoice, environment: PhaseEnvironment) -> PhasePlan {
        let script: Script?
        let standardLimit: Duration?
        switch phase {
        case .build: (script, standardLimit) = (definition.hooks.build, Planner.standardBuildLimit)
        case .deploy: (script, standardLimit) = (definition.hooks.deploy, nil)
        case .run: (script, standardLimit) = (definition.run.command, definition.run.timeout.duration)
        }
        let action: PhasePlan.Action
        if !request.phases.contains(phase) {
            action = .skip(reason: "not asked for")
        } else if let script {
            action = .execute(script)
        } else {
            action = .skip(reason: "the definition has no \(phase.scriptName)")
        }
        let limit: Duration?
        switch request.limits[phase] {
        case nil: limit = standardLimit
        case .some(.none): limit = nil
        case .some(.after(let duration)): limit = duration
        }
        return PhasePlan(
            phase: phase, action: action,
            dependencies: phase == .build && request.phases.contains(.build) ? dependencies : [], limit: limit,
            workingFolder: engine.appFolder(in: site.workspace),
            environment: environment.variables(in: phase), sourcesEnvironmentFile: phase != .build,
            isAppWritable: phase == .build, hasMounts: phase != .build
        )
    }
}
