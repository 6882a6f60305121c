import Documents
import Foundation
import TestSupport
import Testing

/// Answers of the API that are no tasks, and what else must not pass for success.
@Suite(.enabled(if: PlatformServer.isPossible, PlatformServer.skipReason))
struct APIAnswerTests {
    @Test(arguments: [("null", "null"), ("numbers", "a list that holds a number"), ("string", "a string")])
    func garbageIsNoList(_ environment: String, _ found: String) throws {
        try PlatformServer.with { scene, server in
            for command in ["list", "validate", "run"] {
                let result = try server.taskbox(command, "-p", "p", "-e", environment)
                #expect(result.end == .exited(125), "\(command)")
                #expect(result.outputText == "")
                #expect(
                    result.errorText.replacing(server.host, with: "HOST") == """
                        taskbox: error: the answer of HOST is \(found), not a list of tasks
                        taskbox: hint: check the address of the API

                        """, "\(command)")
            }
        }
    }

    @Test(arguments: [("null", "null"), ("numbers", "a list"), ("string", "a string")])
    func garbageIsNoTask(_ environment: String, _ found: String) throws {
        try PlatformServer.with { scene, server in
            let result = try server.fetch(environment)
            #expect(result.end == .exited(125))
            #expect(
                result.errorText.replacing(server.host, with: "HOST") == """
                    taskbox: error: the answer of HOST is \(found), not a task
                    taskbox: hint: check the address of the API

                    """)
        }
    }

    @Test func tooManyHeadersAreNotAskedForAgain() throws {
        try PlatformServer.with { scene, server in
            let result = try server.fetch("heads")
            #expect(result.end == .exited(125))
            #expect(try server.requests().count == 1)
            let line = result.errorLines.first?.replacing(server.host, with: "HOST") ?? ""
            #expect(line.hasPrefix("taskbox: error: the answer of HOST has more headers than curl takes: "), "\(line)")
            #expect(result.errorLines.last == "taskbox: hint: check the address and its port")
        }
    }

    @Test func aCacheThatCanNotBeMadeIsToldOnce() throws {
        try PlatformServer.with { scene, server in
            let file = try scene.scratch.write("file", "")
            let nowhere = ["TASKBOX_CACHE_HOME": "\(file)/cache", "TMPDIR": file]
            let result = try server.fetch("main", variables: server.apiToken.merging(nowhere) { $1 })
            #expect(result.end == .exited(0))
            let warnings = result.errorLines.filter { $0.contains("warning") }
            #expect(warnings.count == 1, "\(result.errorText)")
            #expect(warnings.first?.hasPrefix("taskbox: warning: no access token is kept for the next time: ") ?? false)
            // An access token of the user's is not kept anyway.
            #expect(try server.fetch("main", variables: server.bearer.merging(nowhere) { $1 }).errorText == "")
        }
    }

    @Test func aTokenComesFromAFileThatTheUserAloneCanRead() throws {
        try PlatformServer.with { scene, server in
            let file = try scene.scratch.write("token", server.secret + "\n", permissions: 0o600)
            for variable in ["UPSUN_TOKEN_FILE", "UPSUN_CLI_TOKEN_FILE"] {
                let result = try server.fetch("main", variables: server.addresses.merging([variable: file]) { $1 })
                #expect(result.end == .exited(0), "\(result.errorText)")
                #expect(result.errorText == "")
            }
            #expect(
                try server.requests() == [
                    "GET /api/projects/p/environments/main/tasks/nightly Bearer SECRET",
                    "POST /auth/oauth2/token Basic cGxhdGZvcm0tYXBpLXVzZXI6",
                    "GET /api/projects/p/environments/main/tasks/nightly Bearer access-1",
                ])
            #expect(try server.entries().allSatisfy { $0["leaks"] == [] })

            let bad = try scene.scratch.write("bad", "wrong", permissions: 0o600)
            let refused = try server.fetch(
                "main", variables: server.addresses.merging(["UPSUN_TOKEN_FILE": bad]) { $1 })
            #expect(
                refused.errorLines.first
                    == "taskbox: error: \(server.host) refuses the access token of UPSUN_TOKEN_FILE: Invalid access token; "
                    + "invalid_token")
            chmod(file, 0o640)
            let open = try server.fetch(
                "main", variables: server.addresses.merging(["UPSUN_CLI_TOKEN_FILE": file]) { $1 })
            #expect(open.end == .exited(125))
            #expect(
                open.errorText == """
                    taskbox: error: UPSUN_CLI_TOKEN_FILE names the file "\(file)", which others than you may use (mode 640)
                    taskbox: hint: chmod 600 \(file)

                    """)
            let all = try scene.scratch.tree().filter {
                !$0.contains(" requests: ") && !$0.contains("server.py: ") && !$0.contains(" token: ")
            }
            #expect(!all.contains { $0.contains(server.secret) })
        }
    }
}
