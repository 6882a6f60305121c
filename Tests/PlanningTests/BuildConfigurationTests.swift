import Documents
import Planning
import TestSupport
import Testing

/// What must be built anew, and what must not (contract 8).
@Suite struct BuildConfigurationTests {
    private static let definition = """
        {"name": "t", "type": "python:3.12", "source": {"root": "/sub"}, "hooks": {"build": "make", "deploy": "echo"},
         "dependencies": {"python3": {"a": "1", "b": "*"}}, "runtime": {"extensions": ["x"]},
         "mounts": {"data": {"source": "tmp", "source_path": "data"}}, "variables": {"env": {"A": "1"}, "app": {"B": "2"}},
         "relationships": {"db": "pg:postgresql"}, "authorizations": [], "additional_hosts": {"a.b": "1.2.3.4"},
         "timezone": null, "container_profile": null, "resources": null, "run": {"command": "true", "timeout": 60}}
        """

    private static func digest(
        _ change: (String, String)? = nil, request: RunRequest = RunRequest(),
        machine: MachineFacts = PlanFixture.machine(), site: RunSite = PlanFixture.site
    ) throws -> String {
        if let change { #expect(definition.contains(change.0), "nothing is changed by \(change)") }
        let text = change.map { definition.replacing($0.0, with: $0.1) } ?? definition
        return try PlanFixture.plan(text, request: request, machine: machine, site: site).build.digest
    }

    @Test(arguments: [
        ("python:3.12", "python:3.13"), (#""a": "1""#, #""a": "2""#), ("make", "make all"), ("/sub", "/other"),
        (#"["x"]"#, #"["y"]"#), (#""source": "tmp""#, #""source": "instance""#),
        (#""source_path": "data""#, #""source_path": "x""#), (#"{"data": "#, #"{"other": "#),
        (#""A": "1""#, #""A": "3""#),
        (#""B": "2""#, #""B": "3""#), (#""name": "t""#, #""name": "u""#),
    ])
    func buildsAnew(_ old: String, _ new: String) throws {
        #expect(try Self.digest((old, new)) != Self.digest())
    }

    @Test(arguments: [
        (#""command": "true""#, #""command": "false""#), (#""timeout": 60"#, #""timeout": 61"#), ("echo", "echo 2"),
        (#"{"db": "pg:postgresql"}"#, "{}"), ("1.2.3.4", "1.2.3.5"),
        (#""timezone": null"#, #""timezone": "Europe/Paris""#),
        (#""authorizations": []"#, #""authorizations": [{"type": "env", "action": "view", "resource": null}]"#),
        (#""container_profile": null"#, #""container_profile": "HIGH_CPU""#),
        (#""resources": null"#, #""resources": {"base_memory": 64, "memory_ratio": 128}"#),
        // The order of a file means nothing.
        (#"{"a": "1", "b": "*"}"#, #"{"b": "*", "a": "1"}"#),
    ])
    func doesNotBuildAnew(_ old: String, _ new: String) throws {
        #expect(try Self.digest((old, new)) == Self.digest())
    }

    @Test func variablesCountWhereABuildSeesThem() throws {
        func project(_ name: String, _ isVisible: Bool) -> RunRequest {
            RunRequest(
                projectVariables: [
                    ProjectVariable(
                        level: .project, name: name, value: "1", isVisibleInBuild: isVisible,
                        origin: "--project-variables")
                ])
        }
        let plain = try Self.digest()
        #expect(try Self.digest(request: project("env:X", true)) != plain)
        #expect(try Self.digest(request: project("x", true)) != plain)
        #expect(try Self.digest(request: project("env:X", false)) == plain)
        let trigger = [
            TriggerVariable(type: "env", name: "A", value: "9"), TriggerVariable(type: "app", name: "B", value: "9"),
        ]
        #expect(try Self.digest(request: RunRequest(triggerVariables: trigger)) == plain)
        let machine = PlanFixture.machine(userEnvironment: [.init(name: "MINE", value: "1")])
        #expect(try Self.digest(request: RunRequest(passedEnvironment: ["MINE"]), machine: machine) != plain)
        #expect(try Self.digest(machine: machine) == plain)
    }

    @Test func machineAndOptionsCountWhereTheyDecideABuild() throws {
        let plain = try Self.digest()
        #expect(try Self.digest(request: RunRequest(engine: .host)) != plain)
        #expect(try Self.digest(request: RunRequest(network: .none)) != plain)
        #expect(try Self.digest(request: RunRequest(projectID: "other")) != plain)
        #expect(try Self.digest(machine: PlanFixture.machine(isDash: false)) != plain)
        #expect(
            try Self.digest(
                request: RunRequest(
                    phases: [.run], grace: .seconds(1), deployFailure: .goOn, keepsWorkspace: true, branch: "x",
                    environmentType: .production)) == plain)
        var machine = PlanFixture.machine()
        machine.searchPath.append("/opt/other/bin")
        #expect(try Self.digest(machine: machine) != plain)
    }

    /// Without the wanted version the task gets what `PATH` finds, which an update changes.
    @Test func otherVersionsOfTheRuntimeCount() throws {
        func digest(_ version: String) throws -> String {
            var machine = PlanFixture.machine()
            let found = FoundVersion(try #require(RuntimeVersion(version)), source: "PATH")
            machine.runtime = .missing([found], modules: nil)
            return try Self.digest(machine: machine)
        }
        #expect(try digest("3.11.1") == digest("3.11.1"))
        #expect(try digest("3.11.1") != digest("3.11.2"))
    }

    @Test(arguments: [EnginePreference.host, .bubblewrap])
    func runsOfOneProjectHaveTheSame(_ engine: EnginePreference) throws {
        let old = PlanFixture.site
        let site = RunSite(
            runID: "zzzzzzzz12345", repository: old.repository, branch: "other",
            workspace: WorkspaceLayout(root: "/ws/2"),
            lastingMounts: old.lastingMounts, buildCache: old.buildCache, entropy: old.entropy)
        let request = RunRequest(engine: engine)
        #expect(try Self.digest(request: request) == Self.digest(request: request, site: site))
        let stranger = RunSite(
            runID: old.runID, repository: old.repository, branch: old.branch, workspace: old.workspace,
            lastingMounts: old.lastingMounts, buildCache: old.buildCache, entropy: String(repeating: "f", count: 56))
        #expect(try Self.digest(request: request) != Self.digest(request: request, site: stranger))
    }

    @Test func treesHaveKeysOfTheirOwn() throws {
        let build = try PlanFixture.plan(Self.definition).build
        let key = build.key(treeID: "9851a01")
        #expect(key == build.key(treeID: "9851a01"))
        #expect(key != build.key(treeID: "9851a02"))
        #expect(key != build.key(treeID: "9851a01", remarks: "1"))
        #expect(build.key(treeID: "9851a01", remarks: "1") != build.key(treeID: "9851a01", remarks: "2"))
        #expect(BuildKey(key.description) == key)
        #expect(BuildKey("9851a01") == nil)
        #expect(BuildKey(String(repeating: "/", count: 64)) == nil)
    }

    @Test func hasWorkWhereSomethingIsExecuted() throws {
        let run = #""type": "python:3.12", "run": {"command": "true"}"#
        #expect(try PlanFixture.plan(#"{"name": "t", "hooks": {"build": "make"}, \#(run)}"#).build.hasWork)
        #expect(try PlanFixture.plan(#"{"name": "t", "dependencies": {"python3": {"a": "*"}}, \#(run)}"#).build.hasWork)
        #expect(try !PlanFixture.plan(#"{"name": "t", "hooks": {"deploy": "echo"}, \#(run)}"#).build.hasWork)
    }

    /// The digests are those of the standard (FIPS 180-4), of lengths around those of a block.
    @Test(arguments: [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        (1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ])
    func digestsAreThoseOfTheStandard(_ length: Int, _ digest: String) {
        #expect(SHA256.hex(of: Array(repeating: UInt8(ascii: "a"), count: length)) == digest)
    }
}
