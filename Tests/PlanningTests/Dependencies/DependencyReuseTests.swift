import Planning
import TaskModel
import TestSupport
import Testing

@Suite struct DependencyReuseTests {
    private static func plan(
        _ packages: String = #"{"nodejs": {"a": "^1"}}"#, variables: String = "{}", request: RunRequest = RunRequest(),
        site: RunSite = PlanFixture.site
    ) throws -> RunPlan {
        try PlanFixture.plan(
            """
            {"name": "t", "type": "nodejs:22", "dependencies": \(packages), "variables": {"env": \(variables)}, \
            "run": {"command": "true"}}
            """, request: request, site: site)
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
        (#"{"python3": {"vendor/pkg": "*"}}"#, "{}"), (#"{"python3": {"foo-1.0.whl": "*"}}"#, "{}"),
        (#"{"nodejs": {"a": "."}}"#, "{}"), (#"{"nodejs": {"a": ".."}}"#, "{}"), (#"{"nodejs": {"a": "p.tgz"}}"#, "{}"),
        (#"{"nodejs": {"a": "1.tgz"}}"#, "{}"), (#"{"nodejs": {"a": "1-1.tar.gz"}}"#, "{}"),
        (#"{"nodejs": {"a": "latest"}}"#, "{}"),
        (#"{"nodejs": {"a/b": "1"}}"#, "{}"), (#"{"ruby": {"a/b": "1"}}"#, "{}"),
        (#"{"python3": {"a": "1"}}"#, #"{"PYTHONPATH": "/app/lib"}"#),
        (#"{"python3": {"a": "1"}}"#, #"{"PYTHONPATH": "lib"}"#),
        (#"{"nodejs": {"a": "1"}}"#, #"{"PATH": "/app/bin:/usr/bin"}"#),
        (#"{"nodejs": {"a": "1"}}"#, #"{"PATH": "bin:/usr/bin"}"#),
        (#"{"nodejs": {"a": "1"}}"#, #"{"PATH": "/usr/bin:"}"#),
        (#"{"nodejs": {"a": "1"}}"#, #"{"NODE_OPTIONS": "--require ./x"}"#),
        (#"{"nodejs": {"a": "1"}}"#, #"{"ANYTHING": "--x=/app"}"#),
        (#"{"ruby": {"a": "1"}}"#, #"{"RUBYOPT": "-Ilib"}"#),
    ])
    func whatMayComeFromTheSource(_ packages: String, _ variables: String) throws {
        let plan = try Self.plan(packages, variables: variables)
        #expect(try Self.key(plan, tree: "one") != Self.key(plan, tree: "two"))
    }

    @Test(arguments: [
        (
            #"{"nodejs": {"a": "^1.2", "@b/c": ">=1 <2 || 3.x", "d": "1.0.0-beta.1", "e": "*"}}"#,
            #"{"NODE_ENV": "test"}"#
        ),
        (#"{"python3": {"a": "1.0rc1", "b-c": ">=1,<2", "d[e,f]": "==2.*"}}"#, #"{"PYTHONUNBUFFERED": "1"}"#),
        (#"{"php": {"a/b": "^1.2"}}"#, #"{"X": "/opt/application:/srv/apps"}"#),
        (#"{"ruby": {"a": "~> 1.2, != 1.2.3"}}"#, #"{"PATH": "/usr/bin:/bin"}"#),
    ])
    func whatCanNotComeFromTheSource(_ packages: String, _ variables: String) throws {
        let plan = try Self.plan(packages, variables: variables)
        #expect(try Self.key(plan, tree: "one") == Self.key(plan, tree: "two"))
    }

    /// What the builds of one project can write into is not for another one.
    @Test func projectsShareNothing() throws {
        let old = PlanFixture.site
        let stranger = RunSite(
            runID: old.runID, repository: old.repository, branch: old.branch, workspace: old.workspace,
            lastingMounts: old.lastingMounts, buildCache: old.buildCache, entropy: String(repeating: "f", count: 56))
        #expect(try Self.key(Self.plan()) != Self.key(Self.plan(site: stranger)))
    }
}
