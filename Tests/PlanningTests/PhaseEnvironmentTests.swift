import Documents
import Foundation
import Planning
import TaskModel
import TestSupport
import Testing

@Suite struct PhaseEnvironmentTests {
    /// The worked example of the contract (chapter 10).
    static let example = """
        {"name": "export", "type": "python:3.12", "run": {"command": "true"}, "timezone": "Europe/Paris",
         "variables": {"env": {"MODE": "fast", "LIST": ["a", "b"]}, "app": {"x": 1}}}
        """

    static func request(_ variables: (String, String, String)...) -> RunRequest {
        var request = RunRequest()
        request.triggerVariables = variables.map { TriggerVariable(type: $0.0, name: $0.1, value: $0.2) }
        return request
    }

    func values(_ phase: Phase, of plan: RunPlan) throws -> [String: String] { try #require(plan.phase(phase)).values }

    func decoded(_ value: String?) -> String {
        value.flatMap { Data(base64Encoded: $0) }.map { String(decoding: $0, as: UTF8.self) } ?? "none"
    }

    @Test func workedExample() throws {
        let plan = try PlanFixture.plan(
            Self.example, request: Self.request(("env", "MODE", "slow"), ("env", "PLATFORM_X", "no")))
        let build = try values(.build, of: plan)
        let run = try values(.run, of: plan)
        #expect(build["MODE"] == "fast")
        #expect(run["MODE"] == "slow")
        #expect(build["LIST"] == #"["a", "b"]"#)
        #expect(run["LIST"] == #"["a", "b"]"#)
        #expect(decoded(build["PLATFORM_VARIABLES"]) == #"{"app:x": 1}"#)
        #expect(decoded(run["PLATFORM_VARIABLES"]) == #"{"app:x": 1}"#)
        #expect(run["PLATFORM_X"] == nil)
        #expect(build["PLATFORM_APPLICATION_NAME"] == "export")
        #expect(run["PLATFORM_APPLICATION_NAME"] == "export")
        #expect(build["PLATFORM_ENVIRONMENT"] == nil)
        #expect(run["PLATFORM_ENVIRONMENT"]?.hasPrefix("main-") == true)
        #expect(build["CI"] == "1")
        #expect(run["CI"] == nil)
        #expect(build["TZ"] == nil)
        #expect(run["TZ"] == "Europe/Paris")
    }

    /// Contract 4.1: which names a phase has, and no others.
    @Test func namesOfEachPhase() throws {
        let plan = try PlanFixture.plan(#"{"name": "t", "type": "python:3.12", "run": {"command": "true"}}"#)
        let both = [
            "HOME", "LANG", "LOGNAME", "PATH", "PLATFORM_APPLICATION", "PLATFORM_APPLICATION_NAME", "PLATFORM_APP_DIR",
            "PLATFORM_PROJECT", "PLATFORM_PROJECT_ENTROPY", "PLATFORM_TREE_ID", "PLATFORM_VARIABLES", "PWD", "SHELL",
            "USER",
        ]
        let build = both + ["CI", "PLATFORM_CACHE_DIR", "PLATFORM_OUTPUT_DIR", "PLATFORM_VENDOR"]
        let run =
            both + [
                "PLATFORM_APP_COMMAND", "PLATFORM_BRANCH", "PLATFORM_ENVIRONMENT", "PLATFORM_ENVIRONMENT_TYPE",
                "PLATFORM_RELATIONSHIPS", "PLATFORM_ROUTES", "PLATFORM_SMTP_HOST", "TZ",
            ]
        #expect(plan.phase(.build)?.environment.map(\.name) == build.sorted())
        #expect(plan.phase(.deploy)?.environment.map(\.name) == run.sorted())
        #expect(plan.phase(.run)?.environment.map(\.name) == run.sorted())
    }

    @Test func valuesThatThePlatformProvides() throws {
        let plan = try PlanFixture.plan(
            #"{"name": "t", "type": "python:3.12", "run": {"command": "true"}, "hooks": {"build": "b", "deploy": "d"}}"#
        )
        let run = try values(.run, of: plan)
        #expect(run["PLATFORM_APP_DIR"] == "/app")
        #expect(run["HOME"] == "/app")
        #expect(run["USER"] == "web")
        #expect(run["SHELL"] == "/usr/bin/dash")
        #expect(run["PLATFORM_PROJECT"] == "localproject1")
        #expect(run["PLATFORM_TREE_ID"] == "tree")
        #expect(run["PLATFORM_APP_COMMAND"] == "sleep 3600")
        #expect(decoded(run["PLATFORM_ROUTES"]) == "{}")
        let build = try values(.build, of: plan)
        #expect(build["PLATFORM_CACHE_DIR"] == "/tmp/cache")
        #expect(build["PLATFORM_OUTPUT_DIR"] == "/app")
        #expect(build["PLATFORM_VENDOR"] == "upsun")
        #expect(decoded(run["PLATFORM_APPLICATION"]).contains(#""deploy": "d""#))
        #expect(!decoded(build["PLATFORM_APPLICATION"]).contains("deploy"))
        #expect(!decoded(build["PLATFORM_APPLICATION"]).contains("relationships"))
        #expect(!decoded(run["PLATFORM_APPLICATION"]).contains(#""id""#))
    }

    /// The user's own folders, but not those of the repository, which the snapshot replaces.
    @Test func pathBeginsWithDependencies() throws {
        let plan = try PlanFixture.plan(#"{"name": "t", "type": "python:3.12", "run": {"command": "true"}}"#)
        #expect(
            try values(.run, of: plan)["PATH"]
                == "/app/.global/bin:/opt/node/bin:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin")
    }

    @Test(arguments: [
        (#""text""#, "text"), ("3", "3"), ("true", "true"), ("null", ""), ("1.50", "1.5"),
        (#"{"b": 1, "a": [true, null]}"#, #"{"a": [true, null], "b": 1}"#),
        (#"["é"]"#, #"["\u00e9"]"#),
    ])
    func valuesThatAreNoStrings(json: String, text: String) throws {
        let plan = try PlanFixture.plan(
            """
            {"name": "t", "type": "python:3.12", "run": {"command": "true"}, "variables": {"env": {"V": \(json)}}}
            """)
        #expect(try values(.run, of: plan)["V"] == text)
    }

    @Test func precedenceAndOrigins() throws {
        var request = Self.request(("env", "A", "trigger"), ("shop", "currency", "USD"))
        request.passedEnvironment = ["A", "AWS_*"]
        let machine = PlanFixture.machine(userEnvironment: [
            .init(name: "A", value: "laptop"), .init(name: "AWS_REGION", value: "eu"),
            .init(name: "SECRET", value: "x"),
        ])
        let plan = try PlanFixture.plan(
            """
            {"name": "t", "type": "python:3.12", "run": {"command": "true"},
             "variables": {"env": {"A": "definition", "TZ": "Mars", "HOME": "/elsewhere", "PLATFORM_PROJECT": "mine"},
                           "shop": {"currency": "EUR"}}}
            """, request: request, machine: machine)
        let run = try #require(plan.phase(.run))
        #expect(run.values["A"] == "trigger")
        #expect(run.values["AWS_REGION"] == "eu")
        #expect(run.values["SECRET"] == nil)
        #expect(run.values["TZ"] == "Mars")
        #expect(run.values["HOME"] == "/elsewhere")
        #expect(run.values["PLATFORM_PROJECT"] == "localproject1")
        #expect(decoded(run.values["PLATFORM_VARIABLES"]) == #"{"shop:currency": "USD"}"#)
        let a = try #require(run.environment.first { $0.name == "A" })
        #expect(a.origin == .option("--variable"))
        #expect(a.overridden.map(\.origin.description) == ["variables.env.A (task.json:2:24)", "--pass-env"])
        #expect(try values(.build, of: plan)["A"] == "definition")
        #expect(decoded(try values(.build, of: plan)["PLATFORM_VARIABLES"]) == #"{"shop:currency": "EUR"}"#)
    }

    @Test func hostEngineNamesRealFolders() throws {
        let plan = try PlanFixture.plan(
            Self.example, machine: PlanFixture.machine(bubblewrap: BubblewrapFact.unusable(reason: "r", remedy: "m")))
        let run = try values(.run, of: plan)
        #expect(run["PLATFORM_APP_DIR"] == "/ws/1/app")
        #expect(run["HOME"] == "/ws/1/app")
        #expect(run["TMPDIR"] == "/ws/1/tmp")
        #expect(run["TASKBOX_HOSTS_FILE"] == "/ws/1/etc/hosts")
        #expect(try values(.build, of: plan)["PLATFORM_CACHE_DIR"] == "/cache/build/shop")
        #expect(try values(.build, of: plan)["TMPDIR"] == "/ws/1/build-tmp")
    }

    @Test func secretsAreMarked() throws {
        let plan = try PlanFixture.plan(
            """
            {"name": "t", "type": "python:3.12", "run": {"command": "true"},
             "variables": {"env": {"API_TOKEN": "hunter2", "PLAIN": "p"}, "shop": {"password": "q"}}}
            """)
        let secret = try #require(plan.phase(.run)).environment.filter(\.isSecret).map(\.name)
        #expect(secret == ["API_TOKEN", "PLATFORM_APPLICATION", "PLATFORM_PROJECT_ENTROPY", "PLATFORM_VARIABLES"])
        #expect(!JSONWriter.pretty(plan.json).contains("hunter2"))
    }

    @Test func variableThatNoProcessCanCarry() throws {
        let text = String(repeating: "x", count: 140_000)
        let failure = #expect(throws: PlanFailure.self) {
            try PlanFixture.plan(
                """
                {"name": "t", "type": "python:3.12", "run": {"command": "true"}, "variables": {"env": {"BIG": "\(text)"}}}
                """)
        }
        #expect(
            failure?.diagnostics.first?.message
                == "the variable \"BIG\" takes 140005 bytes, more than the 131072 that Linux passes to a process")
        #expect(failure?.diagnostics.first?.location?.description == "task.json:1:88")
    }
}
