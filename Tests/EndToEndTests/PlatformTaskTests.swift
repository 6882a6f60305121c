import Documents
import Foundation
import TestSupport
import Testing

/// Commands that take a task of the platform.
@Suite(.enabled(if: PlatformServer.isPossible, PlatformServer.skipReason))
struct PlatformTaskTests {
    @Test(arguments: EngineUnderTest.usable)
    func aTaskRunsWithTheSourceOfTheRepository(_ engine: EngineUnderTest) throws {
        try PlatformServer.with(engine) { scene, server in
            try scene.scratch.write("project/here.txt", "x")
            let words = [
                "run", "nightly", "-p", "proj1", "-e", "main", "--engine", engine.rawValue, "-q", "--no-record",
            ]
            let result = try scene.start(words: words, environment: server.bearer).finish()
            #expect(result.errorText == "")
            #expect(result.outputText == "deploy of nightly\nproj1 main\ndata\nhere.txt\n")
            let elsewhere = try scene.scratch.folder("elsewhere")
            try scene.scratch.write("elsewhere/there.txt", "x")
            let other = try scene.start(
                words: words + ["--source", elsewhere, "--project-id", "p2", "--branch", "b2"],
                environment: server.bearer
            ).finish()
            #expect(other.outputText == "deploy of nightly\np2 b2\ndata\nthere.txt\n")
        }
    }

    @Test func theTaskCanNotReadTheToken() throws {
        try PlatformServer.with { scene, server in
            try scene.define("env; cat /proc/[0-9]*/environ 2> /dev/null | tr '\\0' '\\n' | grep secret- ; true")
            let variables = server.bearer.merging(server.apiToken) { $1 }
            let result = try scene.start(
                ["--pass-env", "*", "--pass-env", "UPSUN_CLI_TOKEN"], environment: variables
            ).finish()
            #expect(result.end == .exited(0))
            #expect(result.outputText.contains("TASKBOX_API_URL="))
            #expect(!result.outputText.contains(server.secret))
            #expect(
                result.errorLines.contains(
                    "taskbox: warning: --pass-env UPSUN_CLI_TOKEN: the task does not get it, because it is a token of the "
                        + "platform; --variable env:NAME=VALUE gives the task one of its own"))
        }
    }

    @Test func theEnvironmentIsTheGitBranch() throws {
        try PlatformServer.with { scene, server in
            try scene.scratch.write("project/.git/HEAD", "ref: refs/heads/only\n")
            for folder in ["objects", "refs"] { try scene.scratch.folder("project/.git/\(folder)") }
            try scene.scratch.folder("project/below")
            let result = try scene.start(
                words: ["plan", "-p", "proj1", "--engine", "host"], environment: server.bearer,
                folder: scene.scratch.at("project/below")
            ).finish()
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(try server.requests() == ["GET /api/projects/proj1/environments/only/tasks Bearer SECRET"])
            #expect(result.outputText.contains("    PLATFORM_PROJECT=proj1  ("))
            #expect(result.outputText.contains("    PLATFORM_BRANCH=only  ("))
        }
    }

    @Test func allTasksAreListed() throws {
        try PlatformServer.with { scene, server in
            let words = ["list", "-p", "p", "--format", "plain", "--columns", "name,timeout", "--no-header"]
            for environment in ["main", "map"] {
                let list = try scene.start(words: words + ["-e", environment], environment: server.bearer).finish()
                #expect(list.end == .exited(0), "\(list.errorText)")
                #expect(list.outputText == "nightly\t60\nimport\t60\n")
            }
            let empty = try server.taskbox("list", "-p", "p", "-e", "empty")
            #expect(empty.end == .exited(0))
            #expect(empty.errorText == "taskbox: project p has no tasks\n")
            #expect(try server.taskbox("list", "-p", "p", "-e", "missing").end == .exited(125))
        }
    }

    @Test func allTasksAreValidated() throws {
        try PlatformServer.with { scene, server in
            let valid = try server.taskbox("validate", "-p", "p", "-e", "main")
            #expect(valid.end == .exited(0))
            #expect(valid.errorText == "taskbox: project p is valid\n")
            #expect(try server.taskbox("validate", "nightly", "-p", "p", "-e", "main").end == .exited(0))
            let invalid = try server.taskbox("validate", "-p", "p", "-e", "invalid", "--json")
            #expect(invalid.end == .exited(1))
            #expect(try server.taskbox("validate", "-p", "p", "-e", "missing").end == .exited(125))
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: schemaPath), "the schema of the API is not here"))
    func theServerAnswersAsTheSchemaSays() throws {
        try PlatformServer.with { scene, server in
            let schema = try scene.json(Self.schemaPath)
            let result = try server.fetch("main")
            let definition = try scene.json(try scene.scratch.write("out.json", result.outputText))
            let task = try #require(schema["components"]?["schemas"]?["Task"])
            #expect(SchemaCheck.problems(of: definition, in: task) == [])
            #expect(SchemaCheck.problems(of: ["name": 1], in: task).count > 10)
        }
    }

    static let schemaPath = Repository.root + "/../shared/data/openapi-task.json"
}

/// As much of OpenAPI's schemas as tasks need.
enum SchemaCheck {
    static func problems(of value: JSONValue, in schema: JSONValue, at path: String = "") -> [String] {
        if value == .null { return schema["nullable"] == true ? [] : ["\(path) is null"] }
        var problems: [String] = []
        if case .array(let allowed)? = schema["enum"], !allowed.contains(value) {
            problems.append("\(path) is not allowed")
        }
        switch (schema["type"], value) {
        case ("string", .string), ("integer", .integer), ("number", .integer), ("boolean", .bool), (nil, _): break
        case ("array", .array(let items)):
            guard let element = schema["items"] else { break }
            for (index, item) in items.enumerated() {
                problems += self.problems(of: item, in: element, at: "\(path)/\(index)")
            }
        case ("object", .object(let members)):
            if case .array(let names)? = schema["required"] {
                for case .string(let name) in names where value[name] == nil {
                    problems.append("\(path)/\(name) is missing")
                }
            }
            for member in members {
                let place = "\(path)/\(member.key)"
                if let property = schema["properties"]?[member.key] {
                    problems += self.problems(of: member.value, in: property, at: place)
                } else if case .object? = schema["additionalProperties"], let other = schema["additionalProperties"] {
                    problems += self.problems(of: member.value, in: other, at: place)
                } else if schema["additionalProperties"] == false {
                    problems.append("\(place) is unknown")
                }
            }
        default: problems.append("\(path) has another type")
        }
        return problems
    }
}
