import Testing

@testable import TaskboxCommands

private let program = specimenProgram

/// A command line and what must come of it.
struct ParsingCase: Sendable, CustomTestStringConvertible {
    enum Expectation: Sendable {
        case command(ParsedCommand)
        case help(String?)
        case version
        case nothing
        case error(String, hint: String)
    }

    let words: [String]
    let expectation: Expectation

    var testDescription: String { words.joined(separator: " ") }

    /// A command that parses.
    static func good(
        _ words: [String], _ operands: [String] = [], _ options: [ParsedCommand.Option] = []
    ) -> ParsingCase {
        ParsingCase(
            words: words,
            expectation: .command(ParsedCommand(command: words[0], operands: operands, options: options)))
    }

    /// An error with the hint of the command.
    static func bad(_ words: [String], _ message: String) -> ParsingCase {
        ParsingCase(
            words: words, expectation: .error(message, hint: "taskbox \(words[0]) --help shows what there is"))
    }

    /// An error with the hint of the program, or another.
    static func badProgram(
        _ words: [String], _ message: String, hint: String = "taskbox --help shows the commands"
    ) -> ParsingCase {
        ParsingCase(words: words, expectation: .error(message, hint: hint))
    }

    static func help(_ words: [String], _ command: String?) -> ParsingCase {
        ParsingCase(words: words, expectation: .help(command))
    }
}

private let accepted: [ParsingCase] = [
    .good(["run", "nightly"], ["nightly"]),
    .good(["run", "tasks.yaml", "nightly"], ["tasks.yaml", "nightly"]),
    .good(["run", "-"], ["-"]),
    .good(["run", "-", "nightly"], ["-", "nightly"]),
    .good(["run", ""], [""]),
    .good(["run", "t", "--timeout", "5"], ["t"], [.init("timeout", "5")]),
    .good(["run", "t", "--timeout=5"], ["t"], [.init("timeout", "5")]),
    .good(["run", "t", "--timeout=5=6"], ["t"], [.init("timeout", "5=6")]),
    .good(["run", "t", "--timeout", "-5"], ["t"], [.init("timeout", "-5")]),
    .good(["run", "t", "--source", "-"], ["t"], [.init("source", "-")]),
    .good(["run", "t", "--branch=--main"], ["t"], [.init("branch", "--main")]),
    .good(["run", "nightly", "--keep"], ["nightly"], [.init("keep")]),
    .good(["run", "--keep", "nightly"], ["nightly"], [.init("keep")]),
    .good(
        ["run", "tasks.yaml", "--ref", "HEAD~1", "nightly"], ["tasks.yaml", "nightly"], [.init("ref", "HEAD~1")]),
    .good(["run", "t", "-q"], ["t"], [.init("quiet")]),
    .good(["run", "t", "-qq"], ["t"], [.init("quiet")]),
    .good(["run", "t", "-q", "--quiet"], ["t"], [.init("quiet")]),
    .good(["run", "--", "--keep"], ["--keep"]),
    .good(["run", "--keep", "--", "-q"], ["-q"], [.init("keep")]),
    .good(["run", "--", "--", "x"], ["--", "x"]),
    .good(["run", "nightly", "--"], ["nightly"]),
    .good(
        ["run", "--variable", "env:A=1", "x", "--variable=env:B=2=3"], ["x"],
        [.init("variable", "env:A=1"), .init("variable", "env:B=2=3")]),
    .good(
        ["run", "t", "--variable", "env:A=1", "--keep", "--variable", "env:A=1"], ["t"],
        [.init("variable", "env:A=1"), .init("keep"), .init("variable", "env:A=1")]),
    .good(["run", "t", "--variable", "env:A=one\ntwo"], ["t"], [.init("variable", "env:A=one\ntwo")]),
    .good(
        ["run", "t", "--engine", "host", "--color=never", "--on-deploy-failure", "continue"], ["t"],
        [.init("engine", "host"), .init("color", "never"), .init("on-deploy-failure", "continue")]),
    .good(["plan", "t", "--json"], ["t"], [.init("json")]),
    .good(["list", "-pID"], [], [.init("project", "ID")]),
    .good(["list", "-p", "ID"], [], [.init("project", "ID")]),
    .good(["list", "-p=ID"], [], [.init("project", "ID")]),
    .good(["list", "-p=a=b"], [], [.init("project", "a=b")]),
    .good(["list", "-qpID"], [], [.init("quiet"), .init("project", "ID")]),
    .good(
        ["list", "-qp", "ID", "-e", "main"], [], [.init("quiet"), .init("project", "ID"), .init("environment", "main")]),
    .good(["fetch", "x", "-o", "-"], ["x"], [.init("output", "-")]),
    .good(["list", "-pq"], [], [.init("project", "q")]),
    .good(["runs"]),
    .good(["help"]),
    .good(["help", "run"], ["run"]),
    .good(["__hidden"]),
]

private let questions: [ParsingCase] = [
    .help(["--help"], nil),
    .help(["-h"], nil),
    .help(["--help", "run"], "run"),
    .help(["-h", "run", "task.json"], "run"),
    .help(["--help", "--keep"], nil),
    .help(["help", "--help"], "help"),
    .help(["help", "run", "-h"], "help"),
    .help(["run", "--help"], "run"),
    .help(["run", "-h"], "run"),
    .help(["run", "-qh"], "run"),
    .help(["fetch", "--help"], "fetch"),
    .help(["run", "a", "b", "c", "-h", "--unknown"], "run"),
    ParsingCase(words: ["--version"], expectation: .version),
    ParsingCase(words: [], expectation: .nothing),
]

private let refused: [ParsingCase] = [
    .badProgram(["rnu"], #"unknown command "rnu"; did you mean run?"#),
    .badProgram(["valdiate"], #"unknown command "valdiate"; did you mean validate?"#),
    .badProgram(["hepl"], #"unknown command "hepl"; did you mean help?"#),
    .badProgram(["deploy"], #"unknown command "deploy""#),
    .badProgram([""], #"unknown command """#),
    .badProgram(["__hiddn"], #"unknown command "__hiddn""#),
    .badProgram(["--help", "lsit"], #"unknown command "lsit"; did you mean list?"#),
    .bad(["help", "run", "plan"], #"help takes COMMAND and no more, but got "plan" too"#),
    .badProgram(["--verison"], "unknown option --verison; did you mean --version?"),
    .badProgram(["--bogus", "run"], "unknown option --bogus"),
    .badProgram(
        ["--keep", "run"], "--keep stands before the command",
        hint: "options follow their command: taskbox run --keep"),
    .badProgram(["-q", "run"], "-q stands before the command", hint: "options follow their command: taskbox run -q"),
    .bad(["run", "--tmeout", "5"], "unknown option --tmeout; did you mean --timeout?"),
    .bad(["run", "--colour=never"], "unknown option --colour; did you mean --color?"),
    .bad(["run", "--time", "5"], "unknown option --time"),
    .bad(["run", "--unti", "run"], "unknown option --unti; did you mean --until?"),
    .bad(["run", "--something"], "unknown option --something"),
    .bad(["run", "-x"], "unknown option -x"),
    .bad(["run", "-qx"], "unknown option -x"),
    .bad(["run", "-timeout", "5"], "unknown option -t; did you mean --timeout?"),
    .bad(["run", "--json"], "unknown option --json"),
    .bad(["run", "--timeout"], "--timeout needs a value: --timeout DURATION"),
    .bad(["run", "--engine"], "--engine needs a value: --engine auto|host|bubblewrap"),
    .bad(
        ["run", "--timeout", "--keep"],
        "--timeout needs a value, but --keep follows; a value that begins so is written --timeout=--keep"),
    .bad(
        ["run", "--timeout", "-q"],
        "--timeout needs a value, but -q follows; a value that begins so is written --timeout=-q"),
    .bad(
        ["run", "--timeout", "--", "x"],
        "--timeout needs a value, but -- follows; a value that begins so is written --timeout=--"),
    .bad(["list", "-p"], "-p needs a value: -p ID"),
    .bad(["list", "-qp"], "-p needs a value: -p ID"),
    .bad(["run", "--timeout="], "--timeout needs a value that is not empty"),
    .bad(["run", "--ref", ""], "--ref needs a value that is not empty"),
    .bad(["list", "-p="], "--project needs a value that is not empty"),
    .bad(["run", "--keep=yes"], #"--keep takes no value, but got "yes""#),
    .bad(["run", "--help=run"], #"--help takes no value, but got "run""#),
    .bad(["run", "-q=yes"], #"-q takes no value, but got "yes""#),
    .bad(["run", "--timeout", "5", "--timeout=10"], #"--timeout was given twice: "5" and "10""#),
    .bad(["list", "-pa", "--project", "b"], #"--project was given twice: "a" and "b""#),
    .bad(["run", "--engine", "docker"], #"--engine takes auto, host or bubblewrap, not "docker""#),
    .bad(
        ["run", "--engine=bublewrap"],
        #"--engine takes auto, host or bubblewrap, not "bublewrap"; did you mean bubblewrap?"#),
    .bad(["run", "--network", "None"], #"--network takes host or none, not "None"; did you mean none?"#),
    .bad(
        ["run", "--log-format", "json"],
        #"--log-format takes plain, activity or jsonl, not "json"; did you mean jsonl?"#),
    .bad(["run", "a", "b", "c"], #"run takes TASK NAME and no more, but got "c" too"#),
    .bad(["run", "--until", "rum"], #"--until takes build, deploy or run, not "rum"; did you mean run?"#),
    .bad(["run", "--only", "a\n\u{1B}[31m"], #"--only takes build, deploy or run, not "a\n\u{1B}[31m""#),
    .bad(["run", "--\u{7}x"], #"unknown option --\u{7}x"#),
    .badProgram([String(repeating: "é", count: 90)], "unknown command \"\(String(repeating: "é", count: 80))…\""),
    .bad(["runs", "a"], #"runs takes no operands, but got "a""#),
    .bad(["fetch", "a", "b"], #"fetch takes TASK and no more, but got "b" too"#),
    .bad(["fetch"], "fetch needs TASK"),
]

@Suite("Command line")
struct CommandLineParserTests {
    @Test("parses", arguments: accepted + questions)
    func parses(_ example: ParsingCase) throws {
        let request = try CommandLineParser(program).parse(example.words)
        switch (example.expectation, request) {
        case (.command(let expected), .command(let found, of: let command)):
            #expect(found == expected)
            #expect(command.name == expected.command)
        case (.help(let name), .help(let command)): #expect(command?.name == name)
        case (.version, .version), (.nothing, .nothing): break
        default: Issue.record("\(example.expectation) was expected, not \(request)")
        }
    }

    @Test("refuses with an exact message", arguments: refused)
    func refuses(_ example: ParsingCase) {
        guard case .error(let message, let hint) = example.expectation else {
            Issue.record("the table of errors holds something else")
            return
        }
        #expect(throws: UsageError(message, hint: hint)) { try CommandLineParser(program).parse(example.words) }
    }

    @Test("an error prints as message and hint and stands for status 64")
    func printing() {
        let error = UsageError("unknown option --x", of: "run")
        #expect(error.description == "taskbox: unknown option --x\ntaskbox run --help shows what there is")
        #expect(UsageError.exitStatus == 64)
    }
}
