import Planning
import Testing

@testable import TaskboxCommands

@Suite("Durations")
struct DurationArgumentTests {
    @Test(
        "reads limits",
        arguments: [
            ("90", .limit(.seconds(90))), ("90s", .limit(.seconds(90))), ("1.5s", .limit(.milliseconds(1500))),
            ("1.5", .limit(.milliseconds(1500))), ("15m", .limit(.seconds(900))), ("1h", .limit(.seconds(3600))),
            ("1h30m", .limit(.seconds(5400))), ("1h30m15s", .limit(.seconds(5415))),
            ("2m500ms", .limit(.milliseconds(120_500))), ("500ms", .limit(.milliseconds(500))),
            ("0.25h", .limit(.seconds(900))), ("0h1m", .limit(.seconds(60))), ("0.000000001", .limit(.nanoseconds(1))),
            ("none", .none),
        ] as [(String, DurationArgument)])
    func reads(_ text: String, _ expected: DurationArgument) throws {
        #expect(try DurationArgument.parseLimit(text) == expected)
    }

    @Test(
        "refuses what is not a duration",
        arguments: [
            "", "abc", "5x", "5d", "1m1h", "1m1m", "1h30", "h", "1.", ".5", "1..5s", "1 h", "1,5s", "+5", "5S", "None",
            "1.0000000001", "٣s", "5s ",
        ])
    func refuses(_ text: String) {
        let message = "\"\(text)\" is not a duration; write 90, 90s, 1.5s, 15m, 1h30m, 500ms or none"
        #expect(throws: ArgumentError(message)) { try DurationArgument.parseLimit(text) }
    }

    @Test(
        "refuses with a reason",
        arguments: [
            ("-5", #""-5" is negative; a duration is not"#),
            ("0", #""0" would end it before it begins; write none for no limit"#),
            ("0h0m", #""0h0m" would end it before it begins; write none for no limit"#),
            ("99999999999", #""99999999999" is longer than 100 years"#),
            ("99999999999999999999999h", #""99999999999999999999999h" is longer than 100 years"#),
        ])
    func refusesWithReason(_ text: String, _ message: String) {
        #expect(throws: ArgumentError(message)) { try DurationArgument.parseLimit(text) }
    }

    @Test("a length may be zero, but not none")
    func lengths() throws {
        #expect(try DurationArgument.parseLength("0") == .zero)
        #expect(try DurationArgument.parseLength("2s") == .seconds(2))
        #expect(throws: ArgumentError("none is not possible here; write 0 for no wait at all")) {
            try DurationArgument.parseLength("none")
        }
        #expect(throws: ArgumentError(#""x" is not a duration; write 90, 90s, 1.5s, 15m, 1h30m or 500ms"#)) {
            try DurationArgument.parseLength("x")
        }
    }
}

@Suite("Phases, variables and patterns")
struct OtherArgumentTests {
    @Test("reads phases")
    func phases() throws {
        #expect(try PhaseListArgument.parseList("build,deploy") == [.build, .deploy])
        #expect(try PhaseListArgument.parseList("run") == [.run])
    }

    @Test(
        "refuses what is not a list of phases",
        arguments: [
            ("", #""" is not a phase; a phase is build, deploy or run"#),
            ("build,", #""" is not a phase; a phase is build, deploy or run"#),
            ("biuld,run", #""biuld" is not a phase; a phase is build, deploy or run; did you mean build?"#),
            ("Build", #""Build" is not a phase; a phase is build, deploy or run; did you mean build?"#),
            ("run,build,run", #""run,build,run" names run twice"#),
        ])
    func badPhases(_ text: String, _ message: String) {
        #expect(throws: ArgumentError(message)) { try PhaseListArgument.parseList(text) }
    }

    @Test(
        "reads variables",
        arguments: [
            ("env:A=1", "env", "A", "1"), ("env:A=", "env", "A", ""), ("env:A=b=c:d", "env", "A", "b=c:d"),
            ("php:memory.limit=1", "php", "memory.limit", "1"), ("a:b:c=d", "a", "b:c", "d"),
            ("env:A=one\ntwo=\n", "env", "A", "one\ntwo=\n"), ("my.type_x-1:n|a/b=v", "my.type_x-1", "n|a/b", "v"),
        ])
    func variables(_ text: String, _ type: String, _ name: String, _ value: String) throws {
        #expect(try VariableArgument.parse(text) == VariableArgument(type: type, name: name, value: value))
    }

    @Test(
        "refuses variables without showing the value",
        arguments: [
            ("TOKEN=s3cret", #""TOKEN" has no type; write env:TOKEN=VALUE for an environment variable"#),
            ("A=env:x", #""A" has no type; write env:A=VALUE for an environment variable"#),
            ("env:A", #""env:A" has no value; write env:A=VALUE"#),
            ("A", #""A" has no value; write env:A=VALUE"#),
            (":A=1", #""" is not a type; a type has letters, digits, ".", "_" and "-" only"#),
            ("e nv:A=1", #""e nv" is not a type; a type has letters, digits, ".", "_" and "-" only"#),
            ("env:=1", #""" is not a name; a name has letters, digits, ".", "_", ":", "-", "|" and "/" only"#),
            ("env:Ä=1", #""Ä" is not a name; a name has letters, digits, ".", "_", ":", "-", "|" and "/" only"#),
        ])
    func badVariables(_ text: String, _ message: String) {
        #expect(throws: ArgumentError(message)) { try VariableArgument.parse(text) }
    }

    @Test(
        "refuses what is not a pattern",
        arguments: [
            ("A=b", #""A" is followed by a value, but names only are taken; write --variable env:A=VALUE"#),
            ("A B", #""A B" is not a name of an environment variable, nor a pattern for some"#),
            ("", #""" is not a name of an environment variable, nor a pattern for some"#),
        ])
    func badPatterns(_ text: String, _ message: String) {
        #expect(throws: ArgumentError(message)) { try EnvironmentPattern.parse(text) }
    }
}
