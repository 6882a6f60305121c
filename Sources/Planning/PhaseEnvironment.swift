import Documents
import Foundation
import TaskModel

/// The environment of a phase: a clean container, the user's variables, and what the platform provides (contract 4).
struct PhaseEnvironment {
    let definition: TaskDefinition
    let request: RunRequest
    let machine: MachineFacts
    let site: RunSite
    let engine: EngineChoice
    let timezone: TimeZonePlan
    let hostsFilePath: String
    let branch: String
    let relationships: [RelationshipPlan]
    let runtime: RuntimePlan

    /// The names by which the platform tells the phases apart come and go with them: official readers take a missing
    /// `PLATFORM_ENVIRONMENT` for a build (contract 4.1).
    func variables(in phase: Phase) -> [EnvironmentVariable] {
        let user = UserVariables(
            definition: definition, project: request.projectVariables, trigger: request.triggerVariables, phase: phase)
        var layers = EnvironmentLayers()
        addContainer(to: &layers, in: phase)
        for variable in passedVariables { layers.set(variable.name, to: variable.value, from: .option("--pass-env")) }
        if phase != .build {
            layers.set(
                "TZ", to: timezone.name,
                from: timezone.isFromDefinition
                    ? .definition(field: "timezone", definition.timezone?.location) : .container)
        }
        for entry in user.environment {
            layers.set(entry.name, to: entry.text, from: entry.origin, isSecret: entry.isSecret ? true : nil)
        }
        addSettings(to: &layers, in: phase)
        addPlatform(to: &layers, in: phase, user: user)
        return layers.sorted
    }

    private var appFolder: String { engine.appFolder(in: site.workspace) }

    private func addContainer(to layers: inout EnvironmentLayers, in phase: Phase) {
        let path = PhaseEnvironment.path(
            appFolder: appFolder, runtime: runtime.searchPath(configuration: engine.configuration(in: site.workspace)),
            machine: machine, repository: site.repository)
        layers.set("PATH", to: path, from: runtime.words.map { .taskbox("\($0), and container") } ?? .container)
        let container: [(String, String)] = [
            ("HOME", appFolder), ("USER", "web"), ("LOGNAME", "web"), ("SHELL", machine.shell.path),
            ("PWD", appFolder), ("LANG", "C.UTF-8"),
        ]
        for (name, value) in container { layers.set(name, to: value, from: .container) }
        addDependencies(to: &layers)
        if engine.isHost {
            layers.set("TMPDIR", to: site.workspace.temporary(in: phase), from: .container)
            if phase != .build { layers.set("TASKBOX_HOSTS_FILE", to: hostsFilePath, from: .container) }
        }
    }

    /// `dependencies` first, then the runtime, then the user's folders in their order, then what every system has.
    private static func path(
        appFolder: String, runtime: [String], machine: MachineFacts, repository: String
    ) -> String {
        let standard = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        let user = machine.searchPath.filter {
            $0 != repository && !$0.hasPrefix(repository + "/") && !runtime.contains($0)
        }
        return
            (["\(appFolder)/\(DependencyInstallation.folderName)/bin"] + runtime + user
            + standard.filter { !(runtime + user).contains($0) })
            .joined(separator: ":")
    }

    /// PHP reads the folder with the settings after those that it reads anyway.
    private func addSettings(to layers: inout EnvironmentLayers, in phase: Phase) {
        guard runtime.settings[phase] != nil else { return }
        let folder = "\(engine.configuration(in: site.workspace))/\(RuntimePlan.settingsFolder(of: phase))"
        // An empty name stands for the folder that PHP was built with.
        let before = layers.text(of: RuntimePlan.settingsVariable) ?? ""
        layers.set(RuntimePlan.settingsVariable, to: "\(before):\(folder)", from: .taskbox("php: variables"))
    }

    /// What makes Python find the packages that pip installs for it; the task's own variables go before it.
    private func addDependencies(to layers: inout EnvironmentLayers) {
        guard !request.skipsDependencies else { return }
        let set = definition.dependencies.first {
            DependencyManager(language: $0.language) == .pip && !$0.packages.isEmpty
        }
        guard let set else { return }
        layers.set(
            "PYTHONUSERBASE", to: "\(appFolder)/\(DependencyInstallation.folderName)",
            from: .dependencies(field: "dependencies.\(set.language)"))
    }

    private var passedVariables: [MachineFacts.UserVariable] {
        machine.userEnvironment.filter { variable in
            request.passedEnvironment.contains { NamePattern($0).matches(variable.name) }
        }
    }

    /// The table of contract 4.1.
    private func addPlatform(to layers: inout EnvironmentLayers, in phase: Phase, user: UserVariables) {
        func provide(_ name: String, _ value: String, isSecret: Bool? = nil) {
            let option = request.optionOfVariable[name]
            layers.set(name, to: value, from: option.map { .option($0) } ?? .platform, isSecret: isSecret)
        }
        provide("PLATFORM_APP_DIR", appFolder)
        provide("PLATFORM_APPLICATION_NAME", definition.name.description)
        provide("PLATFORM_PROJECT", request.projectID)
        provide("PLATFORM_PROJECT_ENTROPY", site.entropy)
        layers.set("PLATFORM_TREE_ID", to: .treeID, from: .platform)
        provide(
            "PLATFORM_APPLICATION", encoded(PlatformApplication.fittingJSON(definition, in: phase)),
            isSecret: SecretValues.isAny(in: PlatformApplication.json(definition, in: phase)))
        provide(
            "PLATFORM_VARIABLES", encoded(user.platformVariables),
            isSecret: SecretValues.isAny(in: user.platformVariables)
                || request.projectVariables.contains { $0.isSensitive && $0.environmentName == nil })
        if phase == .build {
            provide("CI", "1")
            provide("PLATFORM_VENDOR", "upsun")
            provide("PLATFORM_OUTPUT_DIR", appFolder)
            provide("PLATFORM_CACHE_DIR", engine.isHost ? site.buildCache : PhaseEnvironment.sandboxBuildCache)
        } else {
            provide("PLATFORM_BRANCH", branch)
            provide("PLATFORM_ENVIRONMENT", EnvironmentMachineName.of(branch: branch, project: request.projectID))
            provide("PLATFORM_ENVIRONMENT_TYPE", request.environmentType.rawValue)
            provide(
                "PLATFORM_RELATIONSHIPS",
                encoded(.object(relationships.map { .init($0.name, .array($0.endpoints.map(\.json))) })),
                isSecret: relationships.contains { !$0.secrets.isEmpty })
            for relationship in relationships { addVariables(of: relationship, to: &layers) }
            provide("PLATFORM_ROUTES", encoded(.object([])))
            provide("PLATFORM_SMTP_HOST", "")
            provide("PLATFORM_APP_COMMAND", "sleep 3600")
        }
    }

    /// Variables of the first endpoint: which one the platform takes where there are several is not known (contract 4.5).
    private func addVariables(of relationship: RelationshipPlan, to layers: inout EnvironmentLayers) {
        let source: String
        switch relationship.source {
        case .given(let origin): source = origin
        case .assumed: source = "assumed"
        }
        let isSecret = !relationship.secrets.isEmpty
        for (name, value) in relationship.endpoints[0].variables(of: relationship.name) {
            let isAccount = name.hasSuffix("_PASSWORD") || name.hasSuffix("_URL")
            layers.set(
                name, to: value, from: .relationship(relationship.name, source),
                isSecret: isAccount ? isSecret : nil)
        }
    }

    /// The cache folder of a build lies below `/tmp` on the platform (contract 2.3).
    static let sandboxBuildCache = "/tmp/cache"

    private func encoded(_ value: JSONValue) -> String {
        Data(JSONWriter.line(value).utf8).base64EncodedString()
    }
}
