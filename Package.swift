// swift-tools-version: 6.2
import PackageDescription

// The same rules for every Swift target: Swift 6 mode, no warnings.
let rules: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

// Without any shared library: the launcher runs inside sandboxes that hold none of the toolchain's, and taskbox itself
// starts in half the time. lld, because the default linker warns about functions of the C library (dlopen, getpwuid) in
// parts of Foundation and of the runtime that are never entered here.
let staticLinking = [
    "-static-executable", "-use-ld=lld", "-Xlinker", "--gc-sections", "-Xlinker", "-s", "-Xlinker", "-w",
]

func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: rules)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], resources: resources, swiftSettings: rules)
}

// Read from top to bottom: each module imports only modules above it.
let package = Package(
    name: "taskbox",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "taskbox", targets: ["taskbox"]),
        .executable(name: "taskbox-launcher", targets: ["taskbox-launcher"]),
    ],
    dependencies: [],
    targets: [
        .target(name: "CSystem"),
        .executableTarget(
            name: "taskbox-launcher", dependencies: ["CSystem"],
            linkerSettings: [.unsafeFlags(staticLinking, .when(platforms: [.linux]))]
        ),
        module("ProcessSupport", ["CSystem"]),
        module("Documents"),
        module("ShellScripts", ["Documents", "ProcessSupport"]),
        module("TaskModel", ["Documents"]),
        module("DefinitionSources", ["Documents", "ProcessSupport", "TaskModel"]),
        module("DefinitionComparison", ["Documents", "TaskModel"]),
        module("PlatformAPI", ["Documents"]),
        module("Transfers", ["CSystem", "Documents", "PlatformAPI", "ProcessSupport"]),
        module("Planning", ["Documents", "TaskModel"]),
        module("Engines", ["Planning", "TaskModel"]),
        module("Workspaces", ["CSystem", "Documents", "Planning", "ProcessSupport", "TaskModel"]),
        module("Supervision", ["CSystem", "Engines", "Planning", "ProcessSupport"]),
        module("Records", ["Documents", "Planning", "ProcessSupport", "Supervision", "TaskModel"]),
        module(
            "Execution",
            [
                "CSystem", "Documents", "Engines", "Planning", "ProcessSupport", "Records", "Supervision", "TaskModel",
                "Workspaces",
            ]
        ),
        module(
            "TaskboxCommands",
            [
                "DefinitionComparison", "DefinitionSources", "Documents", "Engines", "Execution", "Planning",
                "PlatformAPI", "ProcessSupport", "Records", "ShellScripts", "Supervision", "TaskModel", "Transfers",
                "Workspaces",
            ]
        ),
        .executableTarget(
            name: "taskbox",
            dependencies: ["CSystem", "ProcessSupport", "TaskboxCommands", "taskbox-launcher"],
            swiftSettings: rules,
            linkerSettings: [.unsafeFlags(staticLinking, .when(platforms: [.linux], configuration: .release))]
        ),

        .target(
            name: "TestSupport", dependencies: ["Documents", "Planning", "TaskModel", "Workspaces"],
            path: "Tests/TestSupport",
            swiftSettings: rules
        ),
        tests("DocumentsTests", ["Documents"], resources: [.copy("Resources")]),
        tests("TaskModelTests", ["Documents", "TaskModel"]),
        tests("ShellScriptsTests", ["Documents", "ProcessSupport", "ShellScripts"]),
        tests("DefinitionSourcesTests", ["DefinitionSources", "Documents", "TaskModel"]),
        tests("DefinitionComparisonTests", ["DefinitionComparison", "Documents", "TaskModel"]),
        tests("PlatformAPITests", ["Documents", "PlatformAPI"]),
        tests("TransfersTests", ["PlatformAPI", "ProcessSupport", "Transfers"]),
        tests("ProcessSupportTests", ["ProcessSupport"]),
        tests("PlanningTests", ["Documents", "Planning", "TaskModel"]),
        tests("EnginesTests", ["Engines", "Planning", "TaskModel"]),
        tests("WorkspacesTests", ["Planning", "ProcessSupport", "TaskModel", "Workspaces"]),
        tests("SupervisionTests", ["Engines", "ProcessSupport", "Supervision", "taskbox-launcher"]),
        tests("RecordsTests", ["Documents", "Planning", "ProcessSupport", "Records", "Supervision"]),
        tests("ExecutionTests", ["Documents", "Engines", "Execution", "Planning"]),
        tests("TaskboxCommandsTests", ["Documents", "TaskboxCommands"]),
        tests("EndToEndTests", ["Documents", "taskbox"]),
    ]
)

// Built on demand, for scripts/fuzz, scripts/compare-yaml and scripts/bench.
if Context.environment["TASKBOX_PROBE"] == "1" {
    package.targets.append(
        .executableTarget(
            name: "taskbox-probe",
            dependencies: [
                "DefinitionSources", "Documents", "ShellScripts", "TaskModel", "TaskboxCommands", "TestSupport",
            ],
            path: "Tests/Probe", swiftSettings: rules))
}
