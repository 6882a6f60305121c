import Planning
import Testing

@testable import TaskboxCommands

@Suite("Options of env")
struct EnvironmentOptionsTests {
    private func env(_ words: [String]) throws -> EnvironmentOptions {
        guard case .command(let parsed, _) = try CommandLineParser(.taskbox).parse(["env", "t.json"] + words) else {
            throw UsageError("not a command", hint: "")
        }
        return try EnvironmentOptions(parsed)
    }

    @Test("defaults")
    func defaults() throws {
        let options = try env([])
        #expect(options.planning.task == .local(.path("t.json", name: nil)))
        #expect(options.phases == [.run])
        #expect(!options.isComparing)
        #expect(!options.runsBuild)
        #expect(options.names.isEmpty)
        #expect(options.limit == .seconds(10))
        #expect(!options.isRevealing)
        #expect(!options.isDecoding)
        #expect(options.format == .table)
        #expect(options.table == TableOptions(columns: ["name", "value", "origin", "overrides"]))
    }

    @Test("names of variables are operands and options, the task's name is an option")
    func names() throws {
        let options = try env(["B", "PLATFORM_*", "--name", "A", "--task", "nightly"])
        #expect(options.names.map(\.description) == ["A", "B", "PLATFORM_*"])
        #expect(options.planning.task == .local(.path("t.json", name: "nightly")))
    }

    @Test(
        "two phases are compared",
        arguments: [["--diff", "build", "run"], ["--diff=build", "run"], ["--diff", "build", "run", "X"]])
    func comparison(_ words: [String]) throws {
        let options = try env(words)
        #expect(options.phases == [.build, .run])
        #expect(options.names.map(\.description) == (words.last == "X" ? ["X"] : []))
        #expect(options.table.columns == ["name", "first", "second"])
    }

    @Test("JSON has every column unless some are asked for")
    func columnsOfJSON() throws {
        #expect(
            try env(["--format", "json"]).table.columns == [
                "name", "value", "origin", "overrides", "state", "secret", "base64", "decoded",
            ])
        #expect(try env(["--format", "json", "--columns", "name"]).table.columns == ["name"])
        #expect(
            try env(["--format", "json", "--diff", "build", "run"]).table.columns == [
                "name", "first", "second", "first_origin", "second_origin",
            ])
    }

    @Test(
        "contradictions",
        arguments: [
            (
                ["--phase", "run", "--diff", "build", "run"],
                "--phase and --diff contradict each other; give one of them"
            ),
            (["--diff", "run", "run"], #"--diff compares two phases, and "run run" is something else"#),
            (["--diff", "build"], "--diff needs a value: --diff PHASE PHASE"),
            (
                ["--diff", "build", "rum"],
                #"--diff: "rum" is not a phase; a phase is build, deploy or run; did you mean run?"#
            ),
            (
                ["--build", "--phase", "build"],
                "--build changes nothing for the environment that the build hook itself has"
            ),
            (
                ["--format", "shell", "--decode"],
                "--decode and --format shell contradict each other: a shell takes plain variables only"
            ),
            (
                ["--format", "dotenv", "--diff", "build", "run"],
                "--diff and --format dotenv contradict each other: a shell takes plain variables only"
            ),
            (["A=b"], #"VARIABLE: "A" is followed by a value, but names only are taken; write --variable env:A=VALUE"#),
        ])
    func contradictions(_ words: [String], _ message: String) {
        let error = #expect(throws: UsageError.self) { try env(words) }
        #expect(error?.message == message)
    }
}
