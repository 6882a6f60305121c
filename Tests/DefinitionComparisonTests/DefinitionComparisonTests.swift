import DefinitionComparison
import Documents
import TaskModel
import TestSupport
import Testing

@Suite struct DefinitionComparisonTests {
    private func differences(_ before: String, _ after: String) throws -> [DefinitionDifference] {
        func definition(_ members: String) throws -> TaskDefinition {
            try PlanFixture.definition(
                """
                {"name": "t", "type": "python:3.12", "run": {"command": "true"}\(members.isEmpty ? "" : ", ")\(members)}
                """)
        }
        return DefinitionComparison.differences(from: try definition(before), to: try definition(after))
    }

    private func difference(
        _ path: String, _ before: JSONValue?, _ after: JSONValue?, isMasked: Bool = false, lines: [ScriptLine]? = nil
    ) -> DefinitionDifference {
        DefinitionDifference(path: FieldPath(path), before: before, after: after, isMasked: isMasked, lines: lines)
    }

    @Test(arguments: [
        ("", ""),
        (#""id": "1""#, #""id": "2""#),
        (
            #""variables": {"env": {"A": "1", "B": {"x": 1, "y": 2}}}"#,
            #""variables": {"env": {"B": {"y": 2, "x": 1}, "A": "1"}}"#
        ),
        (
            #""mounts": {"/data/": {"source": "local", "source_path": "data"}}"#,
            #""mounts": {"data": {"source": "instance"}}"#
        ),
        (#""mounts": {"a": {"source": "temporary"}}"#, #""mounts": {"/a": {"source": "tmp"}}"#),
        (#""hooks": {"build": null}"#, #""hooks": {}"#),
        (
            #""authorizations": [{"type": "env", "action": "view", "resource": null}, {"type": "task", "action": "operate", "resource": "t"}]"#,
            #""authorizations": [{"type": "task", "action": "operate", "resource": "t"}, {"type": "env", "action": "view"}]"#
        ),
        (#""timezone": null"#, ""), (#""mounts": []"#, #""mounts": {}"#),
    ])
    func theSame(_ before: String, _ after: String) throws {
        #expect(try differences(before, after) == [])
        #expect(try differences(after, before) == [])
    }

    @Test func shortFormsOfRelationshipsMeanTheSame() throws {
        let short = #""relationships": {"db": null, "cache": {"service": "redis"}, "other": {"endpoint": "http"}}"#
        let long = """
            "relationships": {"db": {"service": "db", "endpoint": "postgresql"}, \
            "cache": {"service": "redis2", "endpoint": "redis"}, "other": {"service": "other", "endpoint": "http"}}
            """
        let found = [
            difference("relationships.cache.service", "redis", "redis2"),
            difference("relationships.cache.endpoint", nil, "redis"),
        ]
        #expect(try differences(short, long) == found)
        func definition(_ members: String) throws -> TaskDefinition {
            try PlanFixture.definition(
                "{\"name\": \"t\", \"type\": \"python:3.12\", \"run\": {\"command\": \"true\"}, \(members)}")
        }
        #expect(
            DefinitionComparison.assumedEndpoints(from: try definition(short), to: try definition(long)).map(
                \.description)
                == ["relationships.db"])
    }

    @Test func everyFieldIsCompared() throws {
        let found = try differences(
            "",
            """
            "resources": {"base_memory": 64, "memory_ratio": 128}, "relationships": {"db": {"service": "db", "endpoint": "pg"}},
            "authorizations": [{"type": "env", "action": "view", "resource": null}], "additional_hosts": {"h": "1.2.3.4"},
            "mounts": {"m": {"source": "tmp"}}, "timezone": "Europe/Paris", "variables": {"env": {"A": 1}},
            "container_profile": "BALANCED", "source": {"root": "/x"}, "hooks": {"build": "b", "deploy": "d"},
            "dependencies": {"nodejs": {"yarn": "1"}}, "runtime": {"x": true}
            """)
        #expect(
            found.map(\.path.description) == [
                "resources", "authorizations",
                "relationships.db", "additional_hosts.h", "mounts.m", "timezone", "variables.env", "container_profile",
                "source.root", "hooks.build", "hooks.deploy", "dependencies.nodejs", "runtime.x",
            ])
    }

    @Test func authorizationsOfOneSideAlone() throws {
        let view = #"{"type": "env", "action": "view", "resource": null}"#
        let operate = #"{"type": "task", "action": "operate", "resource": "t"}"#
        #expect(
            try differences("\"authorizations\": [\(view)]", "\"authorizations\": [\(operate), \(view)]") == [
                difference("authorizations", nil, [["type": "task", "action": "operate", "resource": "t"]])
            ])
    }

    @Test func valuesOfBothSides() throws {
        #expect(
            try differences(
                #""variables": {"env": {"A": "1", "GONE": true}}"#, #""variables": {"env": {"A": 1, "NEW": [1]}}"#) == [
                    difference("variables.env.A", "1", 1), difference("variables.env.GONE", true, nil),
                    difference("variables.env.NEW", nil, [1]),
                ])
    }

    @Test func secretsAreMaskedAndStillDiffer() throws {
        let found = try differences(
            #""variables": {"env": {"API_TOKEN": "one", "URL": "db://u:secret1@h", "CFG": {"password": "a", "x": 1}}, "php": {}}"#,
            #""variables": {"env": {"API_TOKEN": "two", "URL": "db://u:secret2@h", "CFG": {"password": "b", "x": 2}}, "php": {"my_secret": ["p"], "map": {"key": "k", "z": 1}}}"#
        )
        #expect(
            found == [
                difference("variables.env.API_TOKEN", "********", "********", isMasked: true),
                difference("variables.env.URL", "********", "********", isMasked: true),
                difference("variables.env.CFG.password", "********", "********", isMasked: true),
                difference("variables.env.CFG.x", 1, 2),
                difference("variables.php.my_secret", nil, "********", isMasked: true),
                difference("variables.php.map", nil, ["key": "********", "z": 1], isMasked: true),
            ])
    }

    @Test func scriptsAreComparedByLines() throws {
        #expect(
            try differences(#""hooks": {"build": "a\nb\nc\n"}"#, #""hooks": {"build": "a\nx\nc\nd\n"}"#) == [
                difference(
                    "hooks.build", "a\nb\nc\n", "a\nx\nc\nd\n",
                    lines: [
                        ScriptLine(.both, "a"), ScriptLine(.before, "b"), ScriptLine(.after, "x"),
                        ScriptLine(.both, "c"),
                        ScriptLine(.after, "d"),
                    ])
            ])
    }

    @Test func anotherNameIsADifference() throws {
        let one = try PlanFixture.definition(#"{"name": "a", "type": "python:3.12", "run": {"command": "x"}}"#)
        let two = try PlanFixture.definition(#"{"name": "b", "type": "python:3.12", "run": {"command": "x"}}"#)
        #expect(DefinitionComparison.differences(from: one, to: two) == [difference("name", "a", "b")])
    }
}

@Suite struct ScriptComparisonTests {
    @Test func theLineEndAtTheEndMakesNoLine() {
        #expect(ScriptComparison.lines(from: "a\n", to: "a") == [ScriptLine(.both, "a")])
        #expect(ScriptComparison.lines(from: "", to: "a") == [ScriptLine(.after, "a")])
        #expect(ScriptComparison.lines(from: "a\n\n", to: "a\n") == [ScriptLine(.both, "a"), ScriptLine(.before, "")])
    }

    /// Each side alone gives its text back, whatever they have in common.
    @Test func bothTextsAreThere() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<300 {
            func text() -> [String] {
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    ["a", "b", "c", ""].randomElement(using: &random) ?? ""
                } + ["end"]
            }
            let (old, new) = (text(), text())
            let lines = ScriptComparison.lines(
                from: old.joined(separator: "\n"), to: new.joined(separator: "\n"))
            #expect(lines.filter { $0.side != .after }.map(\.text) == old)
            #expect(lines.filter { $0.side != .before }.map(\.text) == new)
        }
    }

    @Test func veryDifferentLongTextsAreShownOneAfterTheOther() {
        let old = (0..<1_500).map { "old \($0)" }
        let new = (0..<1_500).map { "new \($0)" }
        let lines = ScriptComparison.lines(from: old.joined(separator: "\n"), to: new.joined(separator: "\n"))
        #expect(lines == old.map { ScriptLine(.before, $0) } + new.map { ScriptLine(.after, $0) })
    }
}
