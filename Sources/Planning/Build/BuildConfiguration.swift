import Documents
import TaskModel

/// All that decides what a build makes of a tree, as one digest: what the platform calls the configuration id (contract 8).
///
/// What a build does not see is not in it: `run`, the deploy hook, relationships, authorizations, hosts, time zone,
/// resources, and variables of a trigger. Where a build does see them, in its `PLATFORM_APPLICATION`, the platform does not
/// build anew either.
package struct BuildConfiguration: Sendable, Equatable {
    /// 64 hexadecimal digits.
    ///
    /// It tells nothing of the secrets among the variables: with them goes the entropy of the project,
    /// which nobody knows.
    package let digest: String

    /// Whether a build executes anything.
    package let hasWork: Bool

    /// Counts up when taskbox itself makes something else of the same configuration.
    private static let format = 3
    /// Whose parts are members of their own here.
    private static let composed = "PLATFORM_APPLICATION"
    /// Where the app folder of the host engine differs from run to run.
    private static let workspace = "<workspace>"

    /// The environment is that of the build phase.
    init(
        definition: TaskDefinition, dependencies: [DependencyInstallation], engine: EngineChoice, network: Network,
        shell: ShellFact, runtime: RuntimePlan,
        environment: [EnvironmentVariable], workspace: WorkspaceLayout
    ) {
        let variables = environment.filter { $0.name != Self.composed }.map { variable -> JSONValue.Member in
            switch variable.value {
            case .text(let text):
                JSONValue.Member(variable.name, .string(text.replacing(workspace.root, with: Self.workspace)))
            case .treeID: JSONValue.Member(variable.name, nil)
            }
        }
        let fields = definition.canonicalJSON
        let relevant: JSONValue = [
            "format": .integer(Self.format), "engine": .string(engine.name), "network": .string(network.rawValue),
            "shell": .string(shell.path), "type": fields["type"] ?? nil, "source": fields["source"] ?? nil,
            "dependencies": dependencies.isEmpty ? nil : fields["dependencies"] ?? nil,
            "runtime": fields["runtime"] ?? nil,
            "mounts": fields["mounts"] ?? nil, "hook": fields["hooks"]?["build"] ?? nil,
            // Which version the machine has for the type, and what PHP is told.
            "toolchain": runtime.json,
            "others": .array(runtime.others.map { .string("\($0.version) \($0.source)") }),
            "settings": .optional(runtime.settings[.build]),
            "environment": .object(variables),
        ]
        // With sorted keys: the order of a file means nothing.
        digest = SHA256.hex(of: Array(JSONWriter.python(relevant).utf8))
        hasWork = definition.hooks.build != nil || !dependencies.isEmpty
    }

    /// The key of a build of a tree; `remarks` stand for what the app folder has besides what the tree id tells.
    package func key(treeID: String, remarks: String? = nil) -> BuildKey {
        let more = remarks.map { "remarks \($0)\n" } ?? ""
        return BuildKey(hex: SHA256.hex(of: Array("tree \(treeID)\nconfiguration \(digest)\n\(more)".utf8)))
    }
}

/// What a run does with builds of earlier runs.
package enum BuildReusePolicy: String, Sendable, CaseIterable {
    /// Takes one of the same key, else builds and keeps what it built.
    case reuse
    /// Builds, and keeps what it built in place of an earlier one.
    case rebuild
    /// Builds, and keeps nothing.
    case never
}
