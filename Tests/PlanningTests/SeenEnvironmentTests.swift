import Planning
import TestSupport
import Testing

/// What programs of a phase see, from the plan and from what a look into the sandbox brought.
@Suite struct SeenEnvironmentTests {
    private static let dash = ShellFact(path: "/usr/bin/dash", isDash: true)
    private static let bash = ShellFact(path: "/bin/sh", isDash: false)

    private func seen(
        _ planned: [EnvironmentVariable], treeID: String? = "4b825dc", shell: ShellFact = Self.dash
    ) -> SeenEnvironment { SeenEnvironment(planned: planned, shell: shell, treeID: treeID) }

    private func variable(_ name: String, _ text: String, isSecret: Bool = false) -> EnvironmentVariable {
        EnvironmentVariable(name: name, value: .text(text), origin: .platform, isSecret: isSecret)
    }

    private func observation(_ block: String, file: String) -> SeenEnvironment.Observation {
        .init(block: Array(block.utf8), file: Array(file.utf8))
    }

    @Test func withoutALookThePlanIsAllThereIs() {
        let older = EnvironmentVariable.Replaced(.text("old"), from: .container)
        let a = EnvironmentVariable(
            name: "A", value: .text("x"), origin: .option("--variable"), overridden: [older], isSecret: true)
        let tree = EnvironmentVariable(name: "T", value: .treeID, origin: .platform)
        #expect(
            seen([a, tree]).variables() == [
                .init(
                    name: "A", value: .bytes(Array("x".utf8)), origin: .option("--variable"), overridden: [older],
                    isSecret: true),
                .init(name: "T", value: .bytes(Array("4b825dc".utf8)), origin: .platform),
            ])
        #expect(seen([tree], treeID: nil).variables().map(\.value) == [.unknownTree])
    }

    @Test func dashDropsNamesThatItCanNotHold() {
        let planned = [variable("A", "1"), variable("a-b", "2"), variable("1C", "3")]
        #expect(seen(planned).variables().map(\.name) == ["A"])
        #expect(seen(planned, shell: Self.bash).variables().map(\.name) == ["A", "a-b", "1C"])
    }

    @Test func whatTheFileChangesAddsAndRemoves() {
        let planned = [variable("KEPT", "1"), variable("CHANGED", "old"), variable("GONE", "x")]
        let file = "CHANGED=new\nunset GONE\nADDED=a=b\n"
        let variables = seen(planned).variables(
            after: observation("ADDED=a=b\0CHANGED=new\0KEPT=1\0", file: file))
        #expect(
            variables == [
                .init(name: "ADDED", value: .bytes(Array("a=b".utf8)), origin: .environmentFile(line: 3)),
                .init(
                    name: "CHANGED", value: .bytes(Array("new".utf8)), origin: .environmentFile(line: 1),
                    overridden: [.init(.text("old"), from: .platform)]),
                .init(
                    name: "GONE", value: .removed, origin: .environmentFile(line: 2),
                    overridden: [.init(.text("x"), from: .platform)]),
                .init(name: "KEPT", value: .bytes(Array("1".utf8)), origin: .platform),
            ])
    }

    @Test func bytesAreKeptWhateverTheyAre() {
        let block: [UInt8] = Array("B=".utf8) + [0xFF, 0x0A, 0x81, 0x27, 0x00]
        let variables = seen([]).variables(after: .init(block: block, file: []))
        #expect(variables.map(\.value) == [.bytes([0xFF, 0x0A, 0x81, 0x27])])
    }

    @Test func secretsOfTheFile() {
        let block = "API_TOKEN=x\0DB=pgsql://u:p@h/x\0PLAIN=1\0WAS=y\0"
        let variables = seen([variable("WAS", "x", isSecret: true)]).variables(after: observation(block, file: ""))
        #expect(variables.filter(\.isSecret).map(\.name) == ["API_TOKEN", "DB", "WAS"])
    }

    @Test func whatAnotherShellSetsItselfIsNotOfTheFile() {
        let variables = seen([], shell: Self.bash).variables(
            after: observation("SHLVL=1\0X=1\0_=/bin/sh\0", file: "X=1\n"))
        #expect(variables.map(\.origin) == [.container, .environmentFile(line: 1), .container])
    }

    @Test(arguments: [
        ("A=1\n", 1), ("# A=0\n\nexport A=1\n", 3), ("X=1; A=2", 1), (": ${A:=x}\n", 1), ("read A\n", 1),
        ("echo $A\nBA=1\nA1=2\nA=3\n", 4), ("A=1\r\nB=2\r\n", 1), ("for A in 1 2; do :; done", 1),
        ("echo ${A:-x}\nA=1", 2),
        // Two lines may be meant, or the text comes from elsewhere.
        ("A=1\nif true; then A=2; fi\n", nil), ("eval \"A=1\"\n", nil), (". ./more\nA=1\n", nil),
        ("cat <<E\nA=1\nE\nA=2\n", nil), ("B=1\n", nil),
    ])
    func linesOfAssignments(_ file: String, _ line: Int?) {
        let variables = seen([]).variables(after: observation("A=any\0", file: file))
        #expect(variables.map(\.origin) == [.environmentFile(line: line)])
    }

    @Test(arguments: [("unset B A\n", 1), ("A=1\nunset A\n", 2), ("unset A; unset A", 1), ("unset AB\n", nil)])
    func linesOfRemovals(_ file: String, _ line: Int?) {
        let variables = seen([variable("A", "1")]).variables(after: observation("", file: file))
        #expect(variables.map(\.origin) == [.environmentFile(line: line)])
        #expect(variables.map(\.value) == [.removed])
    }

    @Test func originsInWords() {
        #expect("\(EnvironmentVariable.Origin.environmentFile(line: 3))" == ".environment:3")
        #expect("\(EnvironmentVariable.Origin.environmentFile(line: nil))" == ".environment")
    }

    @Test func optionsAreOriginsToo() throws {
        var request = RunRequest()
        request.branch = "feature/x"
        request.optionOfVariable = ["PLATFORM_BRANCH": "--branch"]
        let plan = try PlanFixture.plan(
            #"{"name": "t", "type": "python:3.12", "run": {"command": "true"}}"#, request: request)
        let environment = try #require(plan.phase(.run)).environment
        func origin(_ name: String) -> EnvironmentVariable.Origin? { environment.first { $0.name == name }?.origin }
        #expect(origin("PLATFORM_BRANCH") == .option("--branch"))
        #expect(origin("PLATFORM_ENVIRONMENT_TYPE") == .platform)
        #expect(origin("PLATFORM_ENVIRONMENT") == .platform)
    }

    @Test func planLimitedToSomePhases() throws {
        let plan = try PlanFixture.plan(
            """
            {"name": "t", "type": "python:3.12", "hooks": {"build": "b", "deploy": "d"}, "run": {"command": "r"}}
            """)
        let limited = plan.limited(to: [.deploy])
        #expect(
            limited.phases.map(\.action) == [
                .skip(reason: "not asked for"), try #require(plan.phase(.deploy)).action,
                .skip(reason: "not asked for"),
            ])
        #expect(limited.phase(.run)?.environment == plan.phase(.run)?.environment)
    }
}
