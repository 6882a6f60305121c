import Planning
import TaskModel
import TestSupport
import Testing

@Suite struct DependencyReuseTests {
    private static func plan(
        _ packages: String = #"{"nodejs": {"a": "^1"}}"#, variables: String = "{}", request: RunRequest = RunRequest()
    ) throws -> RunPlan {
        try PlanFixture.plan(
            """
            {"name": "t", "type": "nodejs:22", "dependencies": \(packages), "variables": {"env": \(variables)}, \
            "run": {"command": "true"}}
            """, request: request)
    }

    private static func key(
        _ plan: RunPlan, languages: String = "v22", tree: String = "tree"
    ) throws -> BuildKey {
        try #require(DependencyReuse(plan)).key(languages: Array(languages.utf8), treeID: tree)
    }

    @Test func whereNothingCanBeUsedAgain() throws {
        #expect(DependencyReuse(try Self.plan(request: RunRequest(engine: .host))) == nil)
        #expect(DependencyReuse(try Self.plan(request: RunRequest(skipsDependencies: true))) == nil)
        #expect(DependencyReuse(try Self.plan(request: RunRequest(phases: [.run]))) == nil)
        #expect(DependencyReuse(try Self.plan("{}")) == nil)
        var request = RunRequest()
        request.buildReuse = .never
        #expect(DependencyReuse(try Self.plan(request: request)) == nil)
    }

    @Test func whatTheKeyTellsApart() throws {
        let key = try Self.key(Self.plan())
        #expect(try key == Self.key(Self.plan()))
        #expect(
            try key == Self.key(Self.plan(), tree: "another"), "packages from elsewhere do not depend on the source")
        #expect(try key != Self.key(Self.plan(), languages: "v23"))
        #expect(try key != Self.key(Self.plan(#"{"nodejs": {"a": "^2"}}"#)))
        #expect(try key != Self.key(Self.plan(variables: #"{"MODE": "fast"}"#)))
        #expect(try key != Self.key(Self.plan(request: RunRequest(network: .none))))
    }

    @Test(arguments: [
        (#"{"nodejs": {"a": "file:../a"}}"#, "{}"), (#"{"nodejs": {"./a": "1"}}"#, "{}"),
        (#"{"python3": {"a": "@ https://h/a.whl"}}"#, "{}"),
        (#"{"php": {"require": {"a/b": "1"}, "repositories": []}}"#, "{}"),
        (#"{"python3": {"a": "1"}}"#, #"{"PIP_FIND_LINKS": "wheels"}"#),
        (#"{"nodejs": {"a": "1"}}"#, #"{"npm_config_registry": "x"}"#),
    ])
    func whatMayComeFromTheSource(_ packages: String, _ variables: String) throws {
        let plan = try Self.plan(packages, variables: variables)
        #expect(try Self.key(plan, tree: "one") != Self.key(plan, tree: "two"))
    }
}
