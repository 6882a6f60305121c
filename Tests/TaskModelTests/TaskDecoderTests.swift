import Documents
import TaskModel
import Testing

struct TaskDecoderTests {
    @Test func readsTheExampleOfTheAPI() throws {
        let (definition, diagnostics) = decode(
            """
            {
              "id": "export",
              "resources": {"base_memory": 64, "memory_ratio": 128},
              "authorizations": [{"action": "operate", "resource": "export"}],
              "relationships": {"db": {"service": "pg", "endpoint": "postgresql"}, "cache": null, "q": "mq", "api": "b:http"},
              "additional_hosts": {"db.internal": "10.0.0.5", "six": "::1"},
              "mounts": {
                "/data/": {"source": "storage", "service": "app"},
                "cache": {"source": "temporary", "source_path": ""}
              },
              "timezone": "Europe/Paris",
              "variables": {"env": {"MODE": "fast", "LIST": ["a", 1]}, "app": {"x": {"y": null}}},
              "container_profile": "BALANCED",
              "type": "python:3.12",
              "source": {"root": "/jobs/export"},
              "hooks": {"build": "make", "deploy": null},
              "dependencies": {"nodejs": {"grunt": "^1.0"}},
              "runtime": {},
              "run": {"command": "./export.sh", "timeout": 900},
              "name": "export",
              "_links": {"self": {"href": "/x"}}
            }
            """
        )
        #expect(diagnostics.map(brief) == [])
        let expected = try TaskDefinition(
            id: "export", name: #require(TaskName("export")), type: #require(RuntimeType("python:3.12")),
            source: SourceRoot(#require(RelativePath("jobs/export"))), hooks: Hooks(build: Script("make")),
            run: RunCommand(command: #require(Script("./export.sh")), timeout: #require(RunTimeout(seconds: 900))),
            variables: [
                VariableGroup(
                    prefix: "env",
                    variables: [Variable(name: "MODE", value: "fast"), Variable(name: "LIST", value: ["a", 1])]
                ),
                VariableGroup(prefix: "app", variables: [Variable(name: "x", value: ["y": nil])]),
            ],
            timezone: TimeZoneName("Europe/Paris", in: someTimeZones),
            additionalHosts: [
                AdditionalHost(name: #require(HostName("db.internal")), address: #require(IPAddress("10.0.0.5"))),
                AdditionalHost(name: #require(HostName("six")), address: #require(IPAddress("::1"))),
            ],
            mounts: [
                Mount(
                    path: #require(RelativePath("data")), source: .storage(application: "app"),
                    sourcePath: #require(RelativePath("data")), key: "/data/"
                ),
                Mount(
                    path: #require(RelativePath("cache")), source: .tmp(alias: .other), sourcePath: .root, key: "cache"
                ),
            ],
            relationships: [
                Relationship(name: "db", service: "pg", endpoint: "postgresql"),
                Relationship(name: "cache", service: nil, endpoint: nil),
                Relationship(name: "q", service: "mq", endpoint: nil),
                Relationship(name: "api", service: "b", endpoint: "http"),
            ],
            authorizations: [Authorization(kind: .task, action: .operate, resource: "export")],
            dependencies: [DependencySet(language: "nodejs", packages: [.init(name: "grunt", version: "^1.0")])],
            resources: Resources(baseMemory: 64, memoryRatio: 128), containerProfile: "BALANCED"
        )
        #expect(definition == expected)
    }

    @Test func fillsInTheDefaults() throws {
        let (definition, diagnostics) = decode(
            #"{"type": "php:8.3", "run": {"command": "x"}, "hooks": {"build": " \n"}}"#, .yaml, fallbackName: "job"
        )
        #expect(diagnostics == [])
        let expected = try TaskDefinition(
            id: "job", name: #require(TaskName("job")), type: #require(RuntimeType("php:8.3")),
            run: RunCommand(command: #require(Script("x")))
        )
        #expect(definition == expected)
        #expect(definition?.run.timeout.seconds == 3600)
    }

    @Test func takesEmptyArraysForEmptyMapsInJSON() throws {
        let maps = [
            "relationships", "additional_hosts", "mounts", "variables", "dependencies", "runtime", "source", "hooks",
        ]
        let members = maps.map { "\"\($0)\": []" }.joined(separator: ", ")
        let (definition, diagnostics) = decode(
            #"{"name": "n", "type": "php:8.3", "run": {"command": "x"}, \#(members)}"#
        )
        #expect(diagnostics == [])
        #expect(definition == decode(#"{"name": "n", "type": "php:8.3", "run": {"command": "x"}}"#).definition)
    }

    @Test func remembersWhereVariablesAreWritten() throws {
        let (definition, _) = decode(
            "{\"name\": \"n\", \"type\": \"php:8.3\", \"run\": {\"command\": \"x\"},\n \"variables\": {\"env\": {\"A\": 1}}}"
        )
        let variable = try #require(definition?.variables.first?.variables.first)
        #expect(variable.location?.lineAndColumn == "2:24")
    }

    @Test func tenMistakesMakeTenDiagnosticsInTheOrderOfTheText() {
        let text = """
            {
              "name": "Export",
              "type": 3.12,
              "timezone": "Europe/Pariss",
              "source": {"root": "../up"},
              "additional_hosts": {"db": "nowhere"},
              "mounts": {
                "data": {"source": "instanse"},
                "data/deep": {"source": "tmp"}
              },
              "variables": {"env": {"A=B": "x"}},
              "run": {"timeout": 90000},
              "tiemzone": null
            }
            """
        let (definition, diagnostics) = decode(text, path: "tasks.export")
        #expect(definition == nil)
        #expect(
            diagnostics.map { "\($0.location?.lineAndColumn ?? "") \($0.severity.rawValue) \($0.path ?? "")" } == [
                "2:11 warning tasks.export.name",
                "3:11 error tasks.export.type",
                "4:15 error tasks.export.timezone",
                "5:22 error tasks.export.source.root",
                "6:30 error tasks.export.additional_hosts.db",
                "8:24 error tasks.export.mounts.data.source",
                "9:5 error tasks.export.mounts[\"data/deep\"]",
                "11:25 error tasks.export.variables.env[\"A=B\"]",
                "12:10 error tasks.export.run.command",
                "12:22 error tasks.export.run.timeout",
                "13:3 warning tasks.export.tiemzone",
            ]
        )
        #expect(
            DiagnosticRenderer().render(diagnostics[9]) == """
                task.json:12:22: error: tasks.export.run.timeout: 90000 is more than the platform's maximum of 86400 \
                seconds (24 h)
                  "run": {"timeout": 90000},
                                     ^
                  hint: write at most 86400

                """
        )
    }

    @Test func warnsWhereNameAndKeyDiffer() {
        let (node, _) = JSONReader.read(
            SourceFile(name: "x", text: #"{"a": {"name": "b", "type": "php:8.3", "run": {"command": "x"}}}"#)
        )
        guard case .mapping(let entries)? = node?.content else {
            Issue.record("the shape is wrong")
            return
        }
        let decoder = TaskDecoder(
            strictness: .json, path: FieldPath("a"), fallbackName: "a", fallbackLocation: entries[0].key.location,
            timeZones: someTimeZones
        )
        let (definition, diagnostics) = decoder.decode(entries[0].value)
        #expect(definition?.name.description == "b")
        #expect(
            diagnostics.map(brief) == [
                #"1:16: warning: a.name: the name "b" is not the key "a" (write the same name in both places; "#
                    + "until then the name counts)"
            ]
        )
    }

    @Test func complainsAboutABadKeyWhereItIsWritten() {
        let file = SourceFile(name: "x", text: "…")
        let place = Documents.SourceLocation(file: file, line: 7, column: 3)
        let decoder = TaskDecoder(
            strictness: .yaml, path: FieldPath("tasks.A"), fallbackName: "A", fallbackLocation: place,
            timeZones: someTimeZones
        )
        let (node, _) = JSONReader.read(SourceFile(name: "y", text: #"{"type": "php:8.3", "run": {"command": "x"}}"#))
        let diagnostics = node.map { decoder.decode($0).diagnostics } ?? []
        #expect(diagnostics.map { $0.location?.lineAndColumn } == ["7:3"])
        #expect(diagnostics.map(\.path) == ["tasks.A"])
    }

    @Test func refusesTagsAndNumbersThatJSONCanNotHold() {
        let file = SourceFile(name: "x.yaml", text: "")
        func place(_ line: Int) -> Documents.SourceLocation { .init(file: file, line: line, column: 1) }
        func text(_ text: String, _ line: Int, tag: String? = nil) -> Node {
            Node(
                .scalar(Scalar(.string(text), style: .plain, text: text, contentLine: line)), at: place(line), tag: tag)
        }
        func map(_ line: Int, _ entries: [(String, Node)]) -> Node {
            Node(.mapping(entries.map { Node.Entry(key: text($0.0, line), value: $0.1) }), at: place(line))
        }
        let infinity = Node(
            .scalar(Scalar(.float(.infinity), style: .plain, text: ".inf", contentLine: 5)), at: place(5)
        )
        let node = map(
            1,
            [
                ("type", text("php:8.3", 2)), ("run", map(3, [("command", text("run.sh", 4, tag: "!include"))])),
                ("variables", map(5, [("app", map(5, [("x", infinity)]))])),
            ]
        )
        let decoder = TaskDecoder(strictness: .yaml, fallbackName: "n", timeZones: someTimeZones)
        #expect(
            decoder.decode(node).diagnostics.map(brief) == [
                #"4:1: error: run.command: the tag "!include" is not one of the platform's (the tags are !include, !file and !archive; a text that begins with "!" needs quotes)"#,
                "5:1: error: variables.app.x: .inf is not a number that JSON can hold (put it in quotes)",
            ]
        )
    }
}

struct FieldPathTests {
    @Test func writesPlainWordsAfterDotsAndOtherKeysInBrackets() {
        #expect(FieldPath().appending("run").appending("timeout").description == "run.timeout")
        #expect(
            FieldPath("mounts").appending("/var/data").appending("source").description == #"mounts["/var/data"].source"#
        )
        #expect(FieldPath().appending(2).appending("a").description == "[2].a")
        #expect(FieldPath().appending("").description == #"[""]"#)
        #expect(FieldPath("x").appending("\u{1b}").description == #"x["\u{1b}"]"#)
    }
}

struct RelativePathTests {
    @Test(
        arguments: [
            ("a/b", "a/b"), ("/a//b/", "a/b"), (" / a ", "a"), ("./a/./b/..", "a"), ("", ""), ("/", ""), (".", ""),
            ("./ a", "a"), ("x/../ a", "a"), ("..", nil), ("a/../..", nil), ("../\u{301}x", nil), ("a\0", nil),
            ("a/\u{301}b", "a/\u{301}b"), ("...", "..."),
        ] as [(String, String?)])
    func normalises(text: String, expected: String?) {
        let path = RelativePath(text)
        #expect(path?.description == expected)
        if let path { #expect(RelativePath(path.description) == path) }
    }

    @Test func knowsItsParents() {
        #expect(RelativePath("a/b")?.parent == RelativePath("a"))
        #expect(RelativePath("a")?.parent == .root)
        #expect(RelativePath.root.parent == nil)
    }
}
