import Documents
import Planning
import Testing

@testable import TaskboxCommands

@Suite("Requests of recorded runs")
struct RerunRequestTests {
    private func request(_ words: String...) throws -> RecordedRequest {
        guard case .command(let parsed, _) = try CommandLineParser(.taskbox).parse(["run", "task.json"] + words) else {
            throw UsageError("no command", hint: "")
        }
        return RecordedRequest(parsed, folder: "/home/ann")
    }

    private func options(_ pairs: (String, String?)...) -> [ParsedCommand.Option] {
        pairs.map { ParsedCommand.Option($0.0, $0.1) }
    }

    @Test("only what decides a run is kept, and no secret")
    func json() throws {
        let request = try request(
            "--quiet", "--result", "x", "--variable", "env:A_KEY=abc", "--variable", "env:URL=http://u:p@h/",
            "--variable", "env:M=1", "--keep", "--timeout", "5")
        #expect(
            request.json == [
                "version": 1, "command": "run", "operands": ["task.json"],
                "options": [
                    ["option": "variable", "value": "env:A_KEY=********"],
                    ["option": "variable", "value": "env:URL=********"], ["option": "variable", "value": "env:M=1"],
                    ["option": "timeout", "value": "5"],
                ],
                "folder": "/home/ann", "rerun_of": nil,
            ])
        let again = try #require(RecordedRequest(json: request.json))
        #expect(again.operands == ["task.json"])
        #expect(again.folder == "/home/ann")
        #expect(again.maskedValues == [.variable("env:A_KEY"), .variable("env:URL")])
        #expect(again.knownValues == [.variable("env:M")])
        #expect(RecordedRequest(json: ["version": 2, "folder": "/"]) == nil)
        #expect(RecordedRequest(json: []) == nil)
    }

    @Test("options replace recorded ones")
    func replacing() throws {
        let request = try request(
            "--skip", "build", "--variable", "env:A=1", "--variable", "env:B=2", "--pass-env", "X*", "--timeout", "5")
        let replaced = request.replacing(
            with: options(
                ("only", "run"), ("variable", "env:B=3"), ("pass-env", "Y"), ("timeout", "9"), ("ref", "main")))
        #expect(
            replaced.options
                == options(
                    ("variable", "env:A=1"), ("pass-env", "X*"), ("only", "run"), ("variable", "env:B=3"),
                    ("pass-env", "Y"), ("timeout", "9"), ("ref", "main")))
        #expect(request.replacing(with: []) == request)
        #expect(
            replaced.words.joined(separator: " ")
                == "--variable env:A=1 --pass-env X* --only run --variable env:B=3 --pass-env Y --timeout 9 --ref main")
    }

    @Test("a password in a relationship is not kept, and paths mean the same from elsewhere")
    func services() throws {
        let request = try request(
            "--relationship", "db=mysql://u:pw@host/main", "--relationship", "cache=127.0.0.1:6379", "--env-file",
            "a.env",
            "--project-variables", "/etc/p.json")
        let again = try #require(RecordedRequest(json: request.json))
        #expect(
            again.withAbsolutePaths.options
                == options(
                    ("relationship", "db=********"), ("relationship", "cache=127.0.0.1:6379"),
                    ("env-file", "/home/ann/a.env"), ("project-variables", "/etc/p.json")))
        #expect(again.maskedValues.map(\.usage) == ["--relationship db=URL"])
        let given = again.replacing(with: options(("relationship", "db=mysql://h/x")))
        #expect(given.maskedValues == [])
        #expect(given.options.last?.value == "db=mysql://h/x")
        #expect(given.options.first?.value == "cache=127.0.0.1:6379")
    }

    @Test("gaps of a masked definition")
    func gaps() {
        let masked = MaskedDefinition(json: [
            "variables": ["env": ["A_KEY": "********", "M": "1"], "shop": ["c": ["token": "********"]]],
            "run": ["command": "curl -u ******** x"], "list": ["********"],
        ])
        #expect(
            masked.gaps.map(\.path) == [
                ["variables", "env", "A_KEY"], ["variables", "shop", "c", "token"], ["run", "command"], ["list", "0"],
            ])
        #expect(masked.gaps.map(\.variable) == ["env:A_KEY", "shop:c", nil, nil])
    }

    @Test(
        "the same but for masks",
        arguments: [
            ("********", "abc", true), ("a ******** b", "a x y b", true), ("a ******** b", "a x y c", false),
            ("********-********", "x-y", true), ("********-********", "xy", false), ("a", "a", true), ("a", "b", false),
            ("a********a", "a", false),
        ] as [(String, String, Bool)])
    func same(_ recorded: String, _ original: String, _ isSame: Bool) {
        let masked = MaskedDefinition(json: ["k": .string(recorded), "n": 1])
        #expect(masked.isSame(as: ["n": 1, "k": .string(original)]) == isSame)
        #expect(!masked.isSame(as: ["n": 2, "k": .string(original)]))
        #expect(!masked.isSame(as: ["k": .string(original)]))
    }

    @Test("words for a shell")
    func shellWords() {
        #expect(
            ["a-b.c=d", "", "it's", "a b", "$x"].map(ShellWord.quoted) == [
                "a-b.c=d", "''", #"'it'\''s'"#, "'a b'", "'$x'",
            ])
    }
}
