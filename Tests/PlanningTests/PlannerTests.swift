import Documents
import Planning
import TaskModel
import TestSupport
import Testing

@Suite struct PlannerTests {
    static let plain = #"{"name": "t", "type": "python:3.12", "run": {"command": "true", "timeout": 90}}"#
    static let unusable = BubblewrapFact.unusable(reason: "bwrap is not installed", remedy: "install it")

    @Test func automaticTakesBubblewrapIfItWorks() throws {
        #expect(
            try PlanFixture.plan(Self.plain).engine
                == EngineChoice(
                    kind: .bubblewrap(path: "/usr/bin/bwrap"), reason: "bubblewrap works on this machine"))
    }

    @Test func automaticFallsBackWithTheReason() throws {
        let plan = try PlanFixture.plan(Self.plain, machine: PlanFixture.machine(bubblewrap: Self.unusable))
        #expect(plan.engine == EngineChoice(kind: .host, reason: "bwrap is not installed; install it"))
    }

    @Test func bubblewrapThatIsAskedForIsNeverReplaced() {
        let failure = #expect(throws: PlanFailure.self) {
            try PlanFixture.plan(
                Self.plain, request: RunRequest(engine: .bubblewrap),
                machine: PlanFixture.machine(bubblewrap: Self.unusable))
        }
        #expect(
            failure?.diagnostics == [
                Diagnostic(
                    .error, at: nil, path: "--engine bubblewrap", "bwrap is not installed", hint: "install it")
            ])
    }

    @Test func limits() throws {
        let plan = try PlanFixture.plan(Self.plain)
        #expect(plan.phases.map(\.limit) == [.seconds(3600), nil, .seconds(90)])
        let changed = try PlanFixture.plan(
            Self.plain,
            request: RunRequest(limits: [.build: .none, .deploy: .after(.seconds(5)), .run: .after(.milliseconds(500))])
        )
        #expect(changed.phases.map(\.limit) == [nil, .seconds(5), .milliseconds(500)])
    }

    @Test func phasesThatDoNotRunSayWhy() throws {
        let plan = try PlanFixture.plan(
            #"{"name": "t", "type": "python:3.12", "run": {"command": "true"}, "hooks": {"build": "b", "deploy": null}}"#,
            request: RunRequest(phases: [.deploy, .run]))
        #expect(
            plan.phases.map(\.action) == [
                .skip(reason: "not asked for"), .skip(reason: "the definition has no hooks.deploy"),
                .execute(try #require(Script("true"))),
            ])
    }

    @Test func mountsHaveRealAndTaskPaths() throws {
        let plan = try PlanFixture.plan(
            """
            {"name": "t", "type": "python:3.12", "run": {"command": "true"}, "mounts": {
              "/a": {"source": "instance", "source_path": "one"}, "b/c": {"source": "tmp"},
              "d": {"source": "storage", "service": "shop app", "source_path": ""},
              "e": {"source": "service", "service": "files", "source_path": "x/y"}}}
            """)
        #expect(plan.mounts.map(\.taskPath) == ["/app/a", "/app/b/c", "/app/d", "/app/e"])
        #expect(
            plan.mounts.map(\.realPath) == [
                "/ws/1/mounts/instance/one", "/ws/1/mounts/tmp/b/c", "/state/mounts/shop/storage/shop%20app",
                "/state/mounts/shop/service/files/x/y",
            ])
    }

    @Test func hostsFileOfTheContainer() throws {
        let plan = try PlanFixture.plan(
            """
            {"name": "export", "type": "python:3.12", "run": {"command": "true"},
             "additional_hosts": {"z.example.com": "203.0.113.7", "a.example.com": "2001:db8::1"}}
            """)
        #expect(plan.host.name == "export--task--abcdefgh.0")
        #expect(
            plan.host.hostsFile
                == "127.0.0.1\tlocalhost\n::1\tlocalhost\n127.0.0.1\texport--task--abcdefgh.0\n"
                + "203.0.113.7\tz.example.com\n2001:db8::1\ta.example.com\n")
    }

    @Test func whatIsNotHonouredIsSaid() throws {
        let everything = """
            {"name": "t", "type": "python:3.12", "run": {"command": "true"}, "relationships": {"my-db": null},
             "dependencies": {"nodejs": {"pm2": "*"}}, "runtime": {"x": 1}, "container_profile": "HIGH_CPU",
             "resources": {"base_memory": 64, "memory_ratio": 128}, "additional_hosts": {"a.b": "1.2.3.4"},
             "authorizations": [{"type": "env", "action": "view", "resource": null}]}
            """
        var request = RunRequest(network: .none, passedEnvironment: ["NOPE"])
        request.triggerVariables = [TriggerVariable(type: "env", name: "UPSUN_X", value: "")]
        var machine = PlanFixture.machine(bubblewrap: Self.unusable, isDash: false)
        machine.runtime = .missing([], modules: nil)
        let plan = try PlanFixture.plan(everything, request: request, machine: machine)
        #expect(
            plan.notes.map(\.subject) == [
                "--variable", "--pass-env", "relationships.my-db", "dependencies", "container_profile",
                "resources", "authorizations", "type", "runtime", "shell", "app folder", "container",
                "additional_hosts",
                "--network none",
            ])
        #expect(
            plan.notes[2].message
                == "not provided: neither the definition nor the user says what kind of service it is; name it with "
                + "--relationship my-db=SCHEME://USER:PASSWORD@HOST:PORT/PATH")
        #expect(try PlanFixture.plan(Self.plain).notes == [])
    }

    @Test func planIsAValue() throws {
        #expect(try PlanFixture.plan(Self.plain) == PlanFixture.plan(Self.plain))
        #expect(try PlanFixture.plan(Self.plain).json["engine"]?["name"] == "bubblewrap")
    }
}
