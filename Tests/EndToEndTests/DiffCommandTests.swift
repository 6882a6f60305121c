import Documents
import Foundation
import TestSupport
import Testing

/// `diff`: the deployed definition against a file.
@Suite(.enabled(if: PlatformServer.isPossible, PlatformServer.skipReason))
struct DiffCommandTests {
    private func diff(_ server: PlatformServer, _ words: String..., change: (String) -> String) throws
        -> TaskboxRun.Result
    {
        let text = try server.fetch("main").outputText
        try server.scene.scratch.write("project/mine.json", change(text))
        return try server.scene.start(
            words: ["diff", "mine.json", "-p", "p", "-e", "main"] + words, environment: server.bearer
        ).finish()
    }

    @Test func theSame() throws {
        try PlatformServer.with { scene, server in
            let result = try diff(server) { $0 }
            #expect(result.end == .exited(0))
            #expect(
                result.outputText == """
                    task "nightly": no difference
                    - http://\(server.host)/api/projects/p/environments/main/tasks/nightly
                    + mine.json

                    """)
            #expect(result.errorText == "")
        }
    }

    private static func changed(_ text: String) -> String {
        text.replacing("\"timeout\": 60", with: "\"timeout\": 90").replacing("deployed-key", with: "local-key")
            .replacing("\\nls", with: "\\ncat local-key\\nls").replacing(
                "\"deploy\": \"echo deploy of nightly\"", with: "\"deploy\": null")
    }

    @Test func fieldByField() throws {
        try PlatformServer.with { scene, server in
            let result = try diff(server, change: Self.changed)
            #expect(result.end == .exited(1))
            #expect(
                result.outputText == """
                    task "nightly": 4 differences
                    - http://\(server.host)/api/projects/p/environments/main/tasks/nightly
                    + mine.json

                    variables.env.API_KEY
                    - "********"
                    + "********"
                      (secret values are masked; they differ)

                    hooks.deploy
                    - "echo deploy of nightly"

                    run.command
                      echo $PLATFORM_PROJECT $PLATFORM_BRANCH
                    + cat ********
                      ls

                    run.timeout
                    - 60
                    + 90

                    """)
        }
    }

    @Test func forPrograms() throws {
        try PlatformServer.with { scene, server in
            let result = try diff(server, "--json", change: Self.changed)
            #expect(result.end == .exited(1))
            let report = try scene.json(try scene.scratch.write("diff.json", result.outputText))
            #expect(report["task"] == "nightly")
            #expect(report["same"] == false)
            #expect(report["local"] == "mine.json")
            guard case .array(let differences)? = report["differences"] else {
                Issue.record("no differences")
                return
            }
            #expect(
                differences.map { $0["path"] } == [
                    "variables.env.API_KEY", "hooks.deploy", "run.command", "run.timeout",
                ])
            #expect(
                differences[0] == [
                    "path": "variables.env.API_KEY", "deployed": "********", "local": "********", "masked": true,
                ])
            #expect(differences[3] == ["path": "run.timeout", "deployed": 60, "local": 90, "masked": false])
            #expect(
                differences[2]["lines"] == [
                    ["in": "both", "text": "echo $PLATFORM_PROJECT $PLATFORM_BRANCH"],
                    ["in": "local", "text": "cat ********"], ["in": "both", "text": "ls"],
                ])
            #expect(!result.outputText.contains("-key"))
        }
    }

    @Test func whatCanNotBeCompared() throws {
        try PlatformServer.with { scene, server in
            try scene.define("true", name: "nigthly")
            let missing = try server.taskbox("diff", "task.json", "-p", "p", "-e", "main")
            #expect(missing.end == .exited(125))
            #expect(
                missing.errorLines.suffix(2) == [
                    "taskbox: error: environment \"main\" of project \"p\" has no task named \"nigthly\"",
                    "taskbox: hint: did you mean \"nightly\"? its tasks are nightly, import",
                ])
            #expect(try server.taskbox("diff", "none.json", "-p", "p", "-e", "main").end == .exited(125))
            #expect(try server.taskbox("diff", "task.json").end == .exited(64))
            #expect(try server.taskbox("diff", "nightly", "-p", "p", "-e", "main").end == .exited(125))
        }
    }

    @Test func aProjectsTask() throws {
        try PlatformServer.with { scene, server in
            try scene.scratch.write(
                "project/.upsun/config.yaml",
                """
                applications: {app: {type: "python:3.12"}}
                services: {db: {type: "postgresql:16"}, cache: {type: "redis:7"}}
                tasks:
                  nightly:
                    type: "python:3.12"
                    relationships: {db: , cache: }
                    authorizations: [{type: env, action: view}]
                    mounts: {data: {source: tmp}}
                    variables: {env: {GREETING: hello, API_KEY: deployed-key}}
                    hooks: {deploy: echo deploy of nightly}
                    run:
                      command: |-
                        echo $PLATFORM_PROJECT $PLATFORM_BRANCH
                        ls
                      timeout: 60
                """)
            for words in [["nightly"], [], ["--task", "nightly"]] {
                let same = try scene.start(
                    words: ["diff", "-p", "p", "-e", "main"] + words, environment: server.bearer
                ).finish()
                #expect(same.end == .exited(0), "\(same.errorText)")
                #expect(
                    same.errorText
                        == "taskbox: relationships.db: one side leaves the endpoint to the service's default, which is "
                        + "taken to be the other's\n")
                #expect(same.outputText.hasSuffix("+ .upsun/config.yaml (tasks.nightly)\n"), "\(same.outputText)")
            }
        }
    }

    @Test func oneOfSeveralInAFile() throws {
        try PlatformServer.with { scene, server in
            let all = try ["nightly", "import"].map {
                try server.taskbox("fetch", $0, "-p", "p", "-e", "main").outputText
            }
            try scene.scratch.write("project/all.json", "[\(all.joined(separator: ","))]")
            #expect(
                try server.taskbox("diff", "all.json", "--task", "import", "-p", "p", "-e", "main").end == .exited(0))
            #expect(try server.taskbox("diff", "all.json", "nightly", "-p", "p", "-e", "main").end == .exited(0))
            #expect(try server.taskbox("diff", "all.json", "-p", "p", "-e", "main").end == .exited(125))
        }
    }
}
