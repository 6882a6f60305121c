import Documents
import Foundation
import TestSupport
import Testing

@testable import Planning

/// Variables of the project and the environment (contract 4.3, 4.4).
@Suite struct ProjectVariablesTests {
    private func decode(
        _ text: String, level: ProjectVariable.Level = .project
    ) throws -> ([ProjectVariable], [String]) {
        let (documents, _) = YAMLReader.read(SourceFile(name: "v.yaml", text: text))
        var decoder = ProjectVariablesDecoder(level: level, from: "--\(level.rawValue)-variables")
        let (variables, problems) = decoder.decode(try #require(documents.first))
        return (variables, problems.map { "\($0.location.map { "\($0)" } ?? ""): \($0.message)" })
    }

    @Test func listOfTheAPI() throws {
        let (variables, problems) = try decode(
            """
            - {name: "env:mode", value: fast, is_json: false, is_sensitive: false, visible_build: true, id: x}
            - {name: "env:token", value: abcd, is_sensitive: true, visible_build: false, visible_runtime: true}
            - {name: app:list, value: "[1, 2]", is_json: true}
            - {name: PLAIN, value: 3}
            """)
        #expect(problems == [])
        #expect(variables.map(\.environmentName) == ["MODE", "TOKEN", nil, nil])
        #expect(variables[1].isSensitive && !variables[1].isVisibleInBuild && variables[1].isVisibleAtRuntime)
        #expect(variables[2].value == [1, 2])
        #expect(variables[0].origin == "--project-variables (v.yaml:1:29)")
    }

    @Test func mapOfNames() throws {
        let (variables, problems) = try decode("env:A: x\nenv:B: {value: y, visible_build: false}\n")
        #expect(problems == [])
        #expect(variables.map(\.name) == ["env:A", "env:B"])
        #expect(variables[1].value == "y" && !variables[1].isVisibleInBuild)
    }

    @Test func mistakes() throws {
        #expect(
            try decode(
                """
                - {value: x}
                - {name: "env:A"}
                - {name: "a b", value: x}
                - {name: j, value: "{", is_json: true}
                - {name: k, value: x, is_sensitive: maybe}
                - text
                """
            ).1 == [
                "v.yaml:1:3: the variable has no name", "v.yaml:2:3: the variable has no value",
                "v.yaml:3:24: \"a b\" is not a name of a variable",
                "v.yaml:4:20: the value is not JSON, although is_json says so",
                "v.yaml:5:37: is_sensitive is neither true nor false",
                "v.yaml:6:3: a variable has to be a map with name and value",
            ])
        #expect(try decode("text").1.count == 1)
    }

    @Test func precedenceAndVisibility() throws {
        func variable(
            _ level: ProjectVariable.Level, _ name: String, _ value: JSONValue, build: Bool = true, run: Bool = true
        ) -> ProjectVariable {
            ProjectVariable(
                level: level, name: name, value: value, isSensitive: name.hasSuffix("PIN"), isVisibleInBuild: build,
                isVisibleAtRuntime: run, origin: "--\(level.rawValue)-variables")
        }
        var request = RunRequest()
        request.projectVariables = [
            variable(.environment, "env:B", "environment"), variable(.project, "env:A", "project"),
            variable(.project, "env:B", "project"), variable(.project, "env:C", "project"),
            variable(.project, "env:ONLY_BUILD", "x", run: false),
            variable(.project, "env:ONLY_RUN", "x", build: false),
            variable(.project, "app:deep", ["a": 1]), variable(.environment, "bare", "word"),
            variable(.project, "env:PIN", "98765"),
        ]
        request.triggerVariables = [TriggerVariable(type: "env", name: "C", value: "trigger")]
        let plan = try PlanFixture.plan(
            """
            {"name": "t", "type": "python:3.12", "run": {"command": "true"},
             "variables": {"env": {"A": "task", "B": "task", "C": "task"}}}
            """, request: request)
        let (build, run) = (try #require(plan.phase(.build)), try #require(plan.phase(.run)))
        #expect([build.values["A"], build.values["B"], build.values["C"]] == ["project", "environment", "project"])
        #expect([run.values["A"], run.values["B"], run.values["C"]] == ["project", "environment", "trigger"])
        #expect(build.values["ONLY_RUN"] == nil && run.values["ONLY_BUILD"] == nil)
        #expect(build.values["ONLY_BUILD"] == "x" && run.values["ONLY_RUN"] == "x")
        let others = try #require(run.values["PLATFORM_VARIABLES"].flatMap { Data(base64Encoded: $0) })
        #expect(String(decoding: others, as: UTF8.self) == #"{"app:deep": {"a": 1}, "bare": "word"}"#)
        let overridden = try #require(run.environment.first { $0.name == "C" })
        #expect(overridden.overridden.map(\.origin.description).contains("--project-variables"))
        #expect(try #require(run.environment.first { $0.name == "PIN" }).isSecret)
        #expect(plan.secrets.map(\.value).contains("98765"))
    }
}

/// Files of lines `NAME=VALUE`.
@Suite struct DotenvDecoderTests {
    private func decode(_ text: String) -> ([String: String], [String]) {
        var decoder = DotenvDecoder(SourceFile(name: ".env", text: text), from: "--env-file")
        let (variables, problems) = decoder.decode()
        let pairs = variables.map { variable -> (String, String) in
            guard case .string(let value) = variable.value else { return (variable.name, "?") }
            return (variable.name, value)
        }
        return (
            Dictionary(pairs, uniquingKeysWith: { $1 }),
            problems.map { "\($0.location.map { "\($0)" } ?? ""): \($0.message)" }
        )
    }

    @Test func values() {
        let (variables, problems) = decode(
            """
            # comment
            A=plain value \t
            export B = 'single # "quoted" $x\\n'
            C="double \\"q\\" \\$x \\\\ \\n end" # comment

            D=
            E=#fff # a colour
            F="two
            lines"
              G='x'
            H=a=b\r
            """)
        #expect(problems == [])
        #expect(
            variables == [
                "env:A": "plain value", "env:B": "single # \"quoted\" $x\\n", "env:C": "double \"q\" $x \\ \n end",
                "env:D": "", "env:E": "#fff", "env:F": "two\nlines", "env:G": "x", "env:H": "a=b",
            ])
    }

    @Test func mistakes() {
        #expect(
            decode("A\n1B=x\nC='x' y\nD=\"open\nE=x\n").1 == [
                ".env:1:1: the line is no NAME=VALUE", ".env:2:1: the line is no NAME=VALUE",
                ".env:3:1: something follows the value of C", ".env:4:1: the quotes of D do not end",
            ])
    }
}
