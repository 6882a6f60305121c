import Planning
import Testing

@testable import TaskboxCommands

@Suite("Options of run and plan")
struct RunOptionsTests {
    private func parse(_ words: [String]) throws -> ParsedCommand {
        guard case .command(let parsed, _) = try CommandLineParser(.taskbox).parse(words) else {
            throw UsageError("not a command", hint: "")
        }
        return parsed
    }

    private func run(_ words: String...) throws -> RunOptions { try RunOptions(parse(["run", "t.json"] + words)) }

    @Test("defaults")
    func defaults() throws {
        let options = try run()
        #expect(options.planning.task == .local(.path("t.json", name: nil)))
        #expect(options.planning.sourceFolder == nil)
        #expect(options.planning.ref == nil)
        #expect(options.planning.phases == [.build, .deploy, .run])
        #expect(options.planning.engine == .automatic)
        #expect(options.planning.network == .machine)
        #expect(options.planning.variables.isEmpty)
        #expect(options.planning.passedEnvironment.isEmpty)
        #expect(options.planning.projectID == nil)
        #expect(options.planning.branch == nil)
        #expect(options.planning.environmentType == .development)
        #expect(options.planning.timeout == nil)
        #expect(options.planning.buildTimeout == nil)
        #expect(options.planning.deployTimeout == nil)
        #expect(options.planning.grace == .seconds(10))
        #expect(options.planning.onDeployFailure == .stop)
        #expect(!options.keepsWorkspace)
        #expect(options.keepsRecord)
        #expect(options.logFormat == .plain)
        #expect(options.resultFile == nil)
        #expect(!options.isQuiet)
        #expect(options.color == .auto)
    }

    @Test("everything at once")
    func everything() throws {
        let options = try run(
            "nightly", "--source", "src", "--ref", "main", "--engine", "bubblewrap", "--network", "none",
            "--timeout", "none", "--build-timeout", "5m", "--deploy-timeout", "30", "--grace", "0", "--skip", "build",
            "--until", "deploy", "--keep", "--on-deploy-failure", "continue", "--variable", "env:A=1", "--variable",
            "x:B=2", "--pass-env", "AWS_*", "--log-format", "jsonl", "--result", "r.json", "-q", "--color", "always",
            "--project-id", "p", "--branch", "b", "--environment-type", "production", "--no-record")
        #expect(options.planning.task == .local(.path("t.json", name: "nightly")))
        #expect(options.planning.sourceFolder == "src")
        #expect(options.planning.ref == "main")
        #expect(options.planning.phases == [.deploy])
        #expect(options.planning.engine == .bubblewrap)
        #expect(options.planning.network == .none)
        #expect(
            options.planning.variables == [
                VariableArgument(type: "env", name: "A", value: "1"),
                VariableArgument(type: "x", name: "B", value: "2"),
            ])
        #expect(options.planning.passedEnvironment.map(\.description) == ["AWS_*"])
        #expect(options.planning.projectID == "p")
        #expect(options.planning.branch == "b")
        #expect(options.planning.environmentType == .production)
        #expect(options.planning.timeout == DurationArgument.none)
        #expect(options.planning.buildTimeout == .limit(.seconds(300)))
        #expect(options.planning.deployTimeout == .limit(.seconds(30)))
        #expect(options.planning.grace == .zero)
        #expect(options.planning.onDeployFailure == .goOn)
        #expect(options.keepsWorkspace)
        #expect(!options.keepsRecord)
        #expect(options.logFormat == .jsonl)
        #expect(options.resultFile == "r.json")
        #expect(options.isQuiet)
        #expect(options.color == .always)
    }

    @Test("plan takes the same choices and --json")
    func plan() throws {
        let options = try PlanOptions(parse(["plan", "nightly", "--json", "--only", "run"]))
        #expect(options.planning.task == .local(.project(name: "nightly")))
        #expect(options.planning.phases == [.run])
        #expect(options.printsJSON)
    }

    @Test(
        "phases",
        arguments: [
            (["--skip", "build,deploy"], [.run]), (["--skip", "deploy"], [.build, .run]),
            (["--only", "deploy"], [.deploy]),
            (["--until", "build"], [.build]), (["--until", "run"], [.build, .deploy, .run]),
        ] as [([String], [Phase])])
    func phases(_ words: [String], _ expected: [Phase]) throws {
        #expect(try RunOptions(parse(["run", "t.json"] + words)).planning.phases == expected)
    }

    @Test("--task is the operand NAME")
    func taskOption() throws {
        #expect(try run("--task", "nightly").planning.task == .local(.path("t.json", name: "nightly")))
    }

    @Test(
        "refuses contradictions and bad values",
        arguments: [
            (["--only", "run", "--skip", "build"], "--only run and --skip contradict each other; give one of them"),
            (
                ["--only", "build", "--until", "run"],
                "--only build and --until contradict each other; give one of them"
            ),
            (["--skip", "build,deploy,run"], "--skip build,deploy,run leaves no phase to run"),
            (["--skip", "build", "--until", "build"], "--skip build with --until build leaves no phase to run"),
            (["a", "--task", "b"], #"the task's name was given twice: "a" and --task "b""#),
            (
                ["--engine", "host", "--network", "none"],
                "--network none needs the bubblewrap engine, but --engine host was given"
            ),
            (["--timeout", "0"], #"--timeout: "0" would end it before it begins; write none for no limit"#),
            (["--timeout", "-1"], #"--timeout: "-1" is negative; a duration is not"#),
            (["--grace", "none"], "--grace: none is not possible here; write 0 for no wait at all"),
            (
                ["--build-timeout", "soon"],
                #"--build-timeout: "soon" is not a duration; write 90, 90s, 1.5s, 15m, 1h30m, 500ms or none"#
            ),
            (
                ["--skip", "rum"],
                #"--skip: "rum" is not a phase; a phase is build, deploy or run; did you mean run?"#
            ),
            (
                ["--variable", "A=1"],
                #"--variable: "A" has no type; write env:A=VALUE for an environment variable"#
            ),
            (
                ["--pass-env", "A=1"],
                #"--pass-env: "A" is followed by a value, but names only are taken; write --variable env:A=VALUE"#
            ),
        ])
    func refuses(_ words: [String], _ message: String) throws {
        let parsed = try parse(["run", "t.json"] + words)
        #expect(throws: UsageError(message, of: "run")) { try RunOptions(parsed) }
    }
}
