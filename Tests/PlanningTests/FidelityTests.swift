import Documents
import Planning
import TestSupport
import Testing

/// The table that a plan ends with.
@Suite struct FidelityTests {
    private static let unusable = BubblewrapFact.unusable(reason: "no bwrap", remedy: "install it")

    private func rows(
        _ members: String = "", request: RunRequest = RunRequest(), machine: MachineFacts = PlanFixture.machine()
    ) throws -> [String: FieldFidelity] {
        let plan = try PlanFixture.plan(
            #"{"name": "t", "type": "python:3.12", "run": {"command": "true", "timeout": 90}\#(members)}"#,
            request: request, machine: machine)
        return Dictionary(uniqueKeysWithValues: plan.fidelity.map { ($0.field, $0) })
    }

    private func degree(
        _ field: String, _ members: String, request: RunRequest = RunRequest(),
        machine: MachineFacts = PlanFixture.machine()
    ) throws -> FieldFidelity.Degree? {
        try rows(members, request: request, machine: machine)[field]?.degree
    }

    @Test func everyFieldHasARow() throws {
        for machine in [PlanFixture.machine(), PlanFixture.machine(bubblewrap: Self.unusable)] {
            let plan = try PlanFixture.plan(
                #"{"name": "t", "type": "python:3.12", "run": {"command": "true"}}"#, machine: machine)
            #expect(
                plan.fidelity.map(\.field).sorted() == [
                    "additional_hosts", "authorizations", "container_profile", "dependencies", "hooks", "id", "mounts",
                    "name", "relationships", "resources", "run", "runtime", "source", "timezone", "type", "variables",
                ])
            #expect(plan.fidelity.allSatisfy { !$0.reason.isEmpty && $0.reason.last != "." })
        }
    }

    @Test func aHostThatIsNoContainer() throws {
        let host = PlanFixture.machine(bubblewrap: Self.unusable)
        let hosts = #", "additional_hosts": {"a.example": "192.0.2.1"}"#
        #expect(try degree("additional_hosts", hosts) == .inForce)
        #expect(try degree("additional_hosts", hosts, machine: host) == .notPossible)
        #expect(try degree("name", "", machine: host) == .approximated)
        #expect(try degree("timezone", "", machine: host) == .approximated)
        #expect(
            try rows(machine: host)["run"]?.reason == "run by dash as your own user, in /ws/1/app instead of /app")
    }

    @Test func anotherShell() throws {
        #expect(
            try rows(machine: PlanFixture.machine(isDash: false))["run"]
                .map { "\($0.degree.rawValue): \($0.reason)" }
                == "approximated: run by /bin/sh, which may accept what the platform's dash rejects")
    }

    @Test func anotherLimit() throws {
        #expect(
            try rows(request: RunRequest(limits: [.run: .after(.seconds(5))]))["run"]?.reason
                == "run by dash in /app; it has another time limit, as the user says")
        #expect(
            try rows(request: RunRequest(limits: [.run: .none]))["run"]?.reason
                == "run by dash in /app; it has no time limit, as the user says")
    }

    @Test func mounts() throws {
        #expect(try degree("mounts", #", "mounts": {"/d": {"source": "instance"}}"#) == .inForce)
        #expect(
            try rows(#", "mounts": {"/d": {"source": "storage", "service": "app"}}"#)["mounts"]?.reason
                == "attached; storage and service volumes hold what local runs left, not the platform's files")
    }

    @Test func relationships() throws {
        let members = #", "relationships": {"db": {"service": "db", "endpoint": "postgresql"}}"#
        let neighbours = RunRequest(neighbours: ["db": "postgresql:16"])
        #expect(
            try rows(members, request: neighbours)["relationships"]?.reason
                == "defaults on this machine stand for db")
        let unknown = #", "relationships": {"x": {"service": "thing", "endpoint": "what"}}"#
        #expect(try degree("relationships", unknown) == .notPossible)
    }

    @Test func authorizations() throws {
        let members = #", "authorizations": [{"type": "env", "action": "view"}]"#
        #expect(try degree("authorizations", "") == .inForce)
        #expect(try degree("authorizations", members) == .notAskedFor)
        var request = RunRequest()
        request.authorizationProxy = .stub
        #expect(try degree("authorizations", members, request: request) == .approximated)
    }

    @Test func limits() throws {
        #expect(try degree("container_profile", "") == .notAskedFor)
        var request = RunRequest()
        request.resources = .init(isEnforced: true)
        var machine = PlanFixture.machine()
        machine.limits = .processLimits(reason: "there is nothing")
        #expect(try degree("container_profile", "", request: request, machine: machine) == .approximated)
        machine.limits = .controlGroups(.init(version: .one, memory: "/m", processor: nil))
        #expect(try degree("container_profile", "", request: request, machine: machine) == .approximated)
        machine.limits = .controlGroups(.init(version: .two, memory: "/m", processor: "/m"))
        #expect(try degree("container_profile", "", request: request, machine: machine) == .inForce)
    }

    @Test func dependencies() throws {
        let members = #", "dependencies": {"nodejs": {"sass": "*"}}"#
        #expect(try degree("dependencies", members) == .inForce)
        var request = RunRequest()
        request.skipsDependencies = true
        #expect(try degree("dependencies", members, request: request) == .notAskedFor)
    }
}
