import Engines
import Planning
import TestSupport
import Testing

@Suite struct InvocationTests {
    func invocation(_ phase: Phase, script: ScriptText = .inline("echo hi"), hasEnvironmentFile: Bool) throws
        -> Invocation
    {
        let plan = try PlanFixture.plan(BubblewrapCommandTests.definition)
        return Engine.invocation(
            for: try #require(plan.phase(phase)), script: script, of: plan, treeID: "f00",
            hasEnvironmentFile: hasEnvironmentFile)
    }

    @Test func scriptIsGivenToTheShellAsItIs() throws {
        let invocation = try invocation(.run, hasEnvironmentFile: false)
        #expect(invocation.executable == "/usr/bin/dash")
        #expect(invocation.arguments == ["/usr/bin/dash", "-c", "--", "echo hi"])
        #expect(invocation.workingFolder == "/app")
        #expect(invocation.environment.contains(.init("PLATFORM_TREE_ID", "f00")))
    }

    @Test func environmentFileIsSourcedFirst() throws {
        #expect(
            try invocation(.deploy, hasEnvironmentFile: true).arguments == [
                "/usr/bin/dash", "-c",
                #"__taskbox_script=$1; trap 'echo "taskbox: warning: .environment ended early; the script runs all the "#
                    + #"same" >&2; exec "$0" -c -- "$__taskbox_script"' EXIT; "#
                    + #"set -a; . ./.environment; set +a; trap - EXIT; exec "$0" -c -- "$__taskbox_script""#,
                "/usr/bin/dash", "echo hi",
            ])
    }

    @Test func buildDoesNotSourceIt() throws {
        #expect(try invocation(.build, hasEnvironmentFile: true).arguments == ["/usr/bin/dash", "-c", "--", "echo hi"])
    }

    @Test func longScriptsGoThroughAFile() throws {
        let long = String(repeating: "#", count: 140_000)
        #expect(ScriptText(long, orFile: "/x") == .file("/x"))
        #expect(ScriptText("short", orFile: "/x") == .inline("short"))
        #expect(
            try invocation(.run, script: .file("/x"), hasEnvironmentFile: false).arguments == ["/usr/bin/dash", "/x"])
    }
}
