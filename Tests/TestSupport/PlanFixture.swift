import Documents
import Planning
import TaskModel

/// Plans of invented definitions on an invented machine.
package enum PlanFixture {
    package static let site = RunSite(
        runID: "abcdefgh12345", repository: "/src/shop", branch: "main", workspace: WorkspaceLayout(root: "/ws/1"),
        lastingMounts: "/state/mounts/shop", buildCache: "/cache/build/shop",
        entropy: String(repeating: "e", count: 56)
    )

    package static func machine(
        bubblewrap: BubblewrapFact = .usable(path: "/usr/bin/bwrap"), isDash: Bool = true, isRoot: Bool = false,
        userEnvironment: [MachineFacts.UserVariable] = [], root: RootLayout = RootLayout()
    ) -> MachineFacts {
        MachineFacts(
            isRoot: isRoot, searchPath: ["/opt/node/bin", "/usr/bin", "/src/shop/node_modules/.bin"],
            shell: ShellFact(path: isDash ? "/usr/bin/dash" : "/bin/sh", isDash: isDash),
            launcher: "/opt/taskbox/taskbox-launcher", bubblewrap: bubblewrap, zoneInfoFolder: "/usr/share/zoneinfo",
            userEnvironment: userEnvironment, root: root
        )
    }

    /// Decodes a definition of the API's shape; an invalid one is a mistake of the test and ends in a diagnostic's text.
    package static func definition(_ json: String) throws -> TaskDefinition {
        let zones = TimeZoneCatalog(["Europe/Paris", "UTC"])
        let (node, problems) = JSONReader.read(SourceFile(name: "task.json", text: json))
        guard let node, problems.isEmpty else { throw Mistake(problems.map(\.message).joined(separator: "\n")) }
        let (definition, diagnostics) = TaskDecoder(strictness: .json, timeZones: zones).decode(node)
        guard let definition else { throw Mistake(diagnostics.map(\.message).joined(separator: "\n")) }
        return definition
    }

    package static func plan(
        _ json: String, request: RunRequest = RunRequest(), machine: MachineFacts = machine(), site: RunSite = site
    ) throws -> RunPlan {
        try Planner(
            definition: try definition(json), source: "task.json", request: request, machine: machine, site: site
        ).plan()
    }

    /// What is wrong with a test's own data.
    package struct Mistake: Error, CustomStringConvertible {
        package let description: String

        init(_ description: String) { self.description = description }
    }
}

extension PhasePlan {
    /// The environment as a dictionary.
    package var values: [String: String] {
        Dictionary(uniqueKeysWithValues: environment.map { ($0.name, $0.text(treeID: "tree")) })
    }
}
