import Documents
import Planning
import TestSupport
import Testing

/// Profiles and sizes as contract 5.3 has them.
@Suite struct ResourcePlanTests {
    private static let groups = LimitMeans.controlGroups(.init(version: .two, memory: "/g", processor: "/g"))

    private func definition(_ profile: String? = nil, more: String = "") -> String {
        let member = profile.map { #", "container_profile": "\#($0)""# } ?? ""
        return #"{"name": "t", "type": "python:3.12", "run": {"command": "true"}\#(member)\#(more)}"#
    }

    private func plan(_ json: String, _ request: ResourcePlan.Request = .init(), means: LimitMeans? = nil) throws
        -> RunPlan
    {
        var run = RunRequest()
        run.resources = request
        var machine = PlanFixture.machine()
        machine.limits = means
        return try PlanFixture.plan(json, request: run, machine: machine)
    }

    @Test(arguments: [
        ("0.1", [64, 352, 448, 864]), ("0.25", [128, 640, 832, 1472]), ("0.5", [224, 1088, 1408, 2368]),
        ("1", [384, 1920, 2432, 3840]), ("2", [704, 2800, 4032, 6336]), ("4", [1216, 4800, 6720, 10496]),
        ("6", [1728, 6080, 9024, 14080]), ("8", [2240, 7296, 11200, 17408]), ("16", [32768, 65536, 131072]),
        ("64", [131072, 262144, 524288]),
    ])
    func memory(_ size: String, _ memory: [Int]) throws {
        let size = try #require(ContainerSize(size))
        #expect(ContainerProfile.allCases.compactMap { $0.memory(of: size) } == memory)
    }

    @Test(arguments: [
        (".5", "0.5"), ("0.50", "0.5"), ("1.0", "1"), ("s", "0.5"), ("XS", "0.25"), ("2XL", "8"), ("M", "1"),
    ])
    func sizes(_ text: String, _ size: String) throws {
        #expect(try #require(ContainerSize(text)).description == size)
    }

    @Test(arguments: ["", ".", "3", "-1", "0", "1e0", "0x1", "inf", "nan", "XXL", " 1", "0.5001", "999999999999"])
    func whatIsNoSize(_ text: String) {
        #expect(ContainerSize(text).map(\.description) == nil)
    }

    @Test func whatNobodySays() throws {
        let resources = try plan(definition()).resources
        #expect(resources.summary == "0.5 CPU, 1088 MB (size assumed, profile BALANCED assumed)")
        #expect(resources.enforcement == "not in force; --limits puts them in force")
        #expect(resources.limits == nil)
    }

    @Test func theDefinitionsProfile() throws {
        let plan = try plan(definition("HIGH_MEMORY"), .init(size: ContainerSize("2")))
        #expect(plan.resources.summary == "2 CPU, 4032 MB (size by --size, profile HIGH_MEMORY of the definition)")
        #expect(
            plan.notes.contains(
                PlanNote(
                    .notHonoured, "container_profile",
                    "HIGH_MEMORY: memory and CPU are not limited without --limits")))
    }

    @Test func limitsInForce() throws {
        let plan = try plan(
            definition("HIGH_MEMORY"), .init(profile: .highCPU, isEnforced: true), means: Self.groups)
        #expect(plan.resources.summary == "0.5 CPU, 224 MB (size assumed, profile HIGH_CPU by --profile)")
        #expect(plan.resources.enforcement == "in force by control groups, version 2")
        #expect(plan.resources.limits?.memory == 224 << 20)
        #expect(!plan.notes.contains { ["container_profile", "--limits"].contains($0.subject) })
    }

    @Test func meansThatNobodyAskedFor() throws {
        #expect(try plan(definition(), means: Self.groups).resources.limits == nil)
    }

    @Test func processLimitsSayTheirWeakness() throws {
        let plan = try plan(definition(), .init(isEnforced: true), means: .processLimits(reason: "there is nothing"))
        #expect(
            plan.notes.filter { $0.subject == "--limits" } == [
                PlanNote(
                    .notHonoured, "--limits",
                    "there is nothing, so each process may have the whole memory as address space: several together can "
                        + "use more, and programs that reserve much, such as Node.js and Java, may fail; CPU is limited to "
                        + "whole processors")
            ])
    }

    @Test func anUnknownProfile() throws {
        let resources = try plan(definition("HUGE")).resources
        #expect(resources.summary == "0.5 CPU, memory not known (size assumed, profile HUGE of the definition)")
        let failure = #expect(throws: PlanFailure.self) {
            try plan(definition("HUGE"), .init(isEnforced: true), means: Self.groups)
        }
        #expect(
            failure?.diagnostics == [
                Diagnostic(
                    .error, at: nil, path: "--limits", "how much memory the profile \"HUGE\" has is not known",
                    hint: "--profile names one of HIGH_CPU, BALANCED, HIGH_MEMORY, HIGHER_MEMORY")
            ])
    }

    @Test func aSizeThatTheProfileIsNotOfferedIn() {
        let failure = #expect(throws: PlanFailure.self) {
            try plan(
                definition(), .init(size: ContainerSize("16"), profile: .higherMemory, isEnforced: true),
                means: Self.groups)
        }
        #expect(
            failure?.diagnostics == [
                Diagnostic(
                    .error, at: nil, path: "--limits", "the profile HIGHER_MEMORY is not offered with 16 CPU",
                    hint: "--size takes a smaller one for it, up to 8")
            ])
    }

    @Test func deprecatedResources() throws {
        let plan = try plan(definition(more: #", "resources": {"base_memory": 64, "memory_ratio": 128}"#))
        #expect(
            plan.notes.filter { $0.subject == "resources" }.map(\.message) == [
                "has no effect: base_memory and memory_ratio are deprecated, and size and profile decide"
            ])
    }
}
