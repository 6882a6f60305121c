import Documents
import Planning
import TestSupport
import Testing

@Suite struct NamingTests {
    @Test(arguments: [
        ("HOME", "HOME", true), ("HOME", "HOME2", false), ("AWS_*", "AWS_", true), ("AWS_*", "AWS_REGION", true),
        ("*_KEY", "A_KEY", true), ("*_KEY", "A_KEYS", false), ("A?C", "ABC", true), ("A?C", "AC", false),
        ("*A*B*", "xxAyyBzz", true), ("*A*B*", "xxByyAzz", false), ("", "", true), ("*", "", true),
        ("a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
    ])
    func patterns(pattern: String, name: String, matches: Bool) {
        #expect(NamePattern(pattern).matches(name) == matches)
    }

    @Test(arguments: [
        ("shop", "shop"), ("my app", "my%20app"), ("..", "%2E."), (".", "%2E"), ("a/b", "a%2Fb"), ("", "%"),
        ("ä", "%C3%A4"), ("a.b", "a.b"), ("100%", "100%25"),
    ])
    func fileNames(name: String, encoded: String) {
        #expect(FileName.encode(name) == encoded)
        #expect(FileName.decode(encoded) == name)
    }

    @Test(arguments: [
        ("API_TOKEN", true), ("dbPassword", true), ("SSH_KEY", true), ("SENTRY_DSN", true), ("MODE", false),
        ("LANG", false),
    ])
    func secretNames(name: String, isSecret: Bool) { #expect(SecretName.matches(name) == isSecret) }

    @Test func machineNameOfAnEnvironment() throws {
        func environment(of branch: String) throws -> String? {
            let plan = try PlanFixture.plan(PlannerTests.plain, request: RunRequest(branch: branch))
            return plan.phase(.run)?.values["PLATFORM_ENVIRONMENT"]
        }
        let name = try #require(try environment(of: "Feature/New_Thing!"))
        #expect(name.wholeMatch(of: /feature-new-thing-[a-z2-7]{7}/) != nil)
        #expect(try environment(of: "Feature/New_Thing!") == name)
        #expect(try environment(of: "feature/new_thing!") != name)
        #expect(try environment(of: "///")?.wholeMatch(of: /main-[a-z2-7]{7}/) != nil)
    }
}
