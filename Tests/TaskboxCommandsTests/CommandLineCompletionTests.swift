import Testing

@testable import TaskboxCommands

/// Names that no machine has.
private struct InventedNames: CompletionSource {
    func tasks(of file: String?) -> [Completion.Candidate] {
        file.map { [.init("in \($0)")] } ?? [.init("nightly", "of the project")]
    }

    func runs() -> [Completion.Candidate] { [.init("bbbbbbbbbbbbb", "newer"), .init("aaaaaaaaaaaaa", "older")] }
    func recordedTasks() -> [String] { ["export", "nightly"] }
    var environmentNames: [String] { ["HOME", "PATH"] }
}

extension CommandSpecification {
    /// A command with an operand of every kind that no other specimen has.
    fileprivate static let kinds = CommandSpecification(
        name: "kinds", summary: "Nothing", discussion: [], examples: [],
        arguments: [
            ArgumentSpecification("RUN", isRequired: true, kind: .run, "A run."),
            ArgumentSpecification("FILES", isRepeatable: true, kind: .file, "Files."),
        ],
        options: [
            .init("task", value: .init("NAME", kind: .recordedTask), section: .choice, "A task."),
            .init("name", value: .init("NAME", kind: .taskOfPlatform), section: .choice, "A task."),
            .init("file", value: .init("FILE", kind: .definition), section: .choice, "A file."),
        ], action: { _, _ in 0 })
}

private let program = ProgramSpecification(
    name: "taskbox", version: "0.0.0", summary: "nothing", discussion: [],
    commands: specimenProgram.commands + [.kinds])

/// The words of a line, the last unfinished, and what may stand there.
struct CompletionCase: Sendable, CustomTestStringConvertible {
    let words: [String]
    let expected: [String]
    let paths: Completion.Paths

    init(_ words: [String], _ expected: [String] = [], _ paths: Completion.Paths = .none) {
        self.words = words
        self.expected = expected
        self.paths = paths
    }

    var testDescription: String { words.joined(separator: " ") }
}

private let cases: [CompletionCase] = [
    .init([]),
    .init([""], ["run", "plan", "validate", "list", "fetch", "runs", "help", "kinds"]),
    .init(["-"], ["--help", "--version"]),
    .init(["--help", ""], ["run", "plan", "validate", "list", "fetch", "runs", "help", "kinds"]),
    .init(["--help", "run", ""]),
    .init(["help", "ru"], ["run", "plan", "validate", "list", "fetch", "runs", "help", "kinds"]),
    .init(["unknown", ""]),
    .init(["__hidden", ""]),
    .init(["run", ""], ["nightly"], .definitions),
    .init(["run", "a.json", ""], ["in a.json"]),
    .init(["run", "a.json", "x", ""]),
    .init(["run", "--keep", "a.json", "--timeout", "5", ""], ["in a.json"]),
    .init(["run", "--", "-a.json", "-"], ["in -a.json"]),
    .init(["run", "-", ""], ["in -"]),
    .init(["run", "a.json", "--task", ""], ["in a.json"]),
    .init(["run", "--task", ""]),
    .init(["run", "--engine", "b"], ["auto", "host", "bubblewrap"]),
    .init(["run", "--engine=b"], ["--engine=auto", "--engine=host", "--engine=bubblewrap"]),
    .init(["run", "--engine=host", ""], ["nightly"], .definitions),
    .init(["run", "--unknown=b"]),
    .init(["run", "--keep=b"]),
    .init(["run", "--timeout", ""]),
    .init(["run", "--timeout=", ""], ["nightly"], .definitions),
    .init(["run", "--source", ""], [], .folders),
    .init(["run", "--result=x"], [], .files),
    .init(["run", "--pass-env", ""], ["HOME", "PATH"]),
    .init(["run", "--skip", ""], ["build", "deploy", "run"]),
    .init(["run", "--skip", "deploy,"], ["deploy,build", "deploy,run"]),
    .init(["run", "--skip=deploy,b"], ["--skip=deploy,build", "--skip=deploy,run"]),
    .init(["list", "-e", ""]),
    .init(["list", "-qe", ""]),
    .init(["list", "-qemain", ""], [], .files),
    .init(["list", "-e", "main", "-"], ["--project", "--format", "--quiet", "--color", "--help"]),
    .init(["list", "--format=csv", "--q"], ["--project", "--environment", "--quiet", "--color", "--help"]),
    .init(["kinds", ""], ["bbbbbbbbbbbbb", "aaaaaaaaaaaaa"]),
    .init(["kinds", "x", "a", "b", ""], [], .files),
    .init(["kinds", "--task", ""], ["export", "nightly"]),
    .init(["kinds", "--name=n"], ["--name=nightly"]),
    .init(["kinds", "--file", ""], [], .definitions),
    .init(["kinds", "--file", "x", "-"], ["--task", "--name", "--help"]),
    .init(["run", "-", "--project", "x", ""], ["in -"]),
    .init(["plan", "-p", "x", ""], ["nightly"]),
]

@Suite("Completion")
struct CommandLineCompletionTests {
    private let completion = CommandLineCompletion(program, source: InventedNames())

    @Test("offers what the specification allows", arguments: cases)
    func offers(_ example: CompletionCase) {
        let found = completion.complete(example.words)
        #expect(found.candidates.map(\.word) == example.expected)
        #expect(found.paths == example.paths)
    }

    @Test("an option that may be repeated is offered again, with its help")
    func repeatable() {
        let found = completion.complete(["run", "--variable", "env:A=1", "--keep", "--"])
        #expect(found.candidates.contains(.init("--variable", OptionSpecification.variable.help)))
        #expect(!found.candidates.contains { $0.word == "--keep" })
    }

    @Test("is written a candidate a line, without what a line can not carry")
    func text() {
        let completion = Completion(
            [.init("a", "An\nexplanation\twith\u{1B}[31m signs"), .init(""), .init("two\nlines"), .init("b c")],
            paths: .folders)
        #expect(completion.text == "folders\na\tAn\\nexplanation\\twith\\u{1b}[31m signs\nb c\t\n")
    }

    @Test("scripts carry the name of the program alone", arguments: CompletionShell.allCases)
    func scripts(_ shell: CompletionShell) {
        let script = shell.script(for: "other")
        #expect(!script.contains("PROGRAM"))
        #expect(!script.contains("taskbox"))
        #expect(script.hasSuffix("\n"))
        #expect(script.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }
}
