import Documents
import Foundation
import TestSupport
import Testing

/// What a run leaves on the disk, and what it does not.
@Suite struct RecordTests {
    @Test(arguments: EngineUnderTest.usable)
    func resultFile(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("exit 7", build: "true")
            let file = scene.scratch.at("result.json")
            #expect(
                try scene.run("--quiet", "--result", file, "--project-id", "abc", "--branch", "b").end == .exited(7))
            let activity = try scene.json(file)
            #expect(activity == (try scene.activity()))
            let keys = [
                "id", "created_at", "updated_at", "type", "parameters", "project", "environments", "state", "result",
                "failure_reason", "started_at", "completed_at", "completion_percent", "cancelled_at", "timings", "log",
                "payload", "description", "text", "expires_at", "commands",
            ]
            guard case .object(let members) = activity else { throw POSIXError(.EINVAL) }
            #expect(members.map(\.key) == keys)
            #expect(activity["type"] == "environment.task")
            #expect(activity["parameters"] == ["task": "t"])
            #expect(activity["project"] == "abc")
            #expect(activity["environments"] == ["b"])
            #expect(activity["state"] == "complete")
            #expect(activity["result"] == "failure")
            #expect(activity["failure_reason"] == "shell")
            #expect(activity["completion_percent"] == 100)
            #expect(activity["text"] == "tester ran task t")
            #expect(
                activity["commands"] == [
                    ["app": "t", "type": "build", "exit_code": 0], ["app": "t", "type": "run", "exit_code": 7],
                ])
            let details = activity["payload"]?["taskbox"]
            #expect(details?["phase"] == "run")
            #expect(details?["cause"] == "run.command exited with status 7")
            #expect(details?["engine"] == .string(engine.rawValue))
        }
    }

    @Test func resultFileThatCanNotBeWritten() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo ran")
            let result = try scene.run("--quiet", "--result", "/nonexistent/result.json")
            #expect(result.end == .exited(125))
            #expect(result.outputText == "")
            #expect(
                result.errorText == """
                    taskbox: error: the result can not be written to "/nonexistent/result.json"
                    taskbox: hint: --result names a file in a folder that you can write

                    """)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func filesAreThereAndNobodyElseReadsThem(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo out; echo err >&2")
            #expect(try scene.run("--quiet").end == .exited(0))
            let record = try #require(scene.records.first)
            let names = try FileManager.default.contentsOfDirectory(atPath: record).sorted()
            #expect(
                names == ["activity.json", "definition.json", "log.data", "log.index", "plan.json", "request.json"])
            let plan = try scene.json("\(record)/plan.json")
            #expect(plan["task"] == "t")
            #expect(try scene.json("\(record)/definition.json")["name"] == "t")
            #expect(try String(contentsOfFile: "\(record)/log.data", encoding: .utf8).count == 8)
            for path in [""] + (try ScratchFolder.entries(scene.state)).map({ "/" + $0 }) {
                var status = stat()
                #expect(lstat(scene.state + path, &status) == 0)
                let isFolder = status.st_mode & S_IFMT == S_IFDIR
                #expect(status.st_mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(path)")
            }
        }
    }

    private static let canary = "canary-5up3rs3cret-value"

    /// Every way in which the bytes of the canary can stand in base64.
    private static let encodedCanary = (0..<3).map { shift in
        let text = (Data(repeating: 65, count: shift) + Data(canary.utf8)).base64EncodedString()
        return String(text.dropFirst(4).dropLast(4))
    }

    /// Secrets are in variables, in a prefix of their own, in scripts and in what the task wrote last.
    @Test(arguments: EngineUnderTest.usable)
    func secretsAreInNoFileAndInNoMessage(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let canary = Self.canary
            let definition: JSONValue = [
                "name": "t", "type": "python:3.12",
                "variables": [
                    "env": ["API_TOKEN": .string(canary), "MARKER": .string(scene.marker)],
                    "shop": ["stripe_secret_key": .string(canary)],
                ],
                "hooks": ["build": .string("test \"$API_TOKEN\" = \(canary) && echo same")],
                "run": ["command": .string(": \(canary); echo last >&2; sleep 300; echo \(canary)"), "timeout": 1],
            ]
            try scene.scratch.write("project/task.json", JSONWriter.pretty(definition))
            let file = scene.scratch.at("state/result.json")
            let result = try scene.run("--grace", "0", "--result", file)
            #expect(result.end == .exited(124))
            #expect(result.outputText == "same\n")
            #expect(result.errorText.contains(" running at that moment:"), "the table of processes is there")
            Self.expectNoCanary(result.errorText, "stderr")
            let plan = try scene.taskbox("plan", "task.json", "--engine", engine.rawValue)
            Self.expectNoCanary(plan.outputText + plan.errorText, "plan")
            #expect(plan.outputText.contains("API_TOKEN=********"))
            let json = try scene.taskbox("plan", "task.json", "--json", "--engine", engine.rawValue)
            Self.expectNoCanary(json.outputText + json.errorText, "plan --json")
            for folder in [scene.state, scene.scratch.at("cache"), scene.scratch.at("home")] {
                // The file that the user wrote is part of the source, and so of what is built of it.
                for path in try ScratchFolder.entries(folder) where !path.hasSuffix("/app/task.json") {
                    let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)") ?? Data()
                    Self.expectNoCanary(String(decoding: bytes, as: UTF8.self), path)
                }
            }
        }
    }

    /// What the task itself wrote is shown as it is; what taskbox repeats of it is masked.
    @Test(arguments: EngineUnderTest.usable)
    func lastLinesInTheReportAreMasked(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "echo \"token $API_TOKEN\"; exec sleep 300", timeout: 1,
                variables: [.init("API_TOKEN", .string(Self.canary))])
            let result = try scene.run("--grace", "0")
            #expect(result.outputText == "token \(Self.canary)\n")
            #expect(result.errorText.contains("taskbox:   | token ********\n"))
            Self.expectNoCanary(result.errorText, "stderr")
        }
    }

    private static func expectNoCanary(
        _ text: String, _ place: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        for needle in [canary] + encodedCanary {
            #expect(!text.contains(needle), "\(place) holds the secret", sourceLocation: sourceLocation)
        }
    }
}
