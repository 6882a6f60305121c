import Documents
import Foundation
import TestSupport
import Testing

/// The token endpoint of `--auth-proxy`; one after the other, because there is one port 8200.
@Suite(.serialized, .enabled(if: TokenPort.isPossible, "needs curl, and port 8200 free"))
struct AuthorizationTests {
    private static let ask = "curl -s -d grant_type=client_credentials http://localhost:8200/oauth2/token"

    @Test(arguments: EngineUnderTest.usable)
    func aStub(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                Self.ask + "; echo; curl -s http://localhost:8200/oauth2/token; echo",
                build: "curl -s http://localhost:8200/ || echo closed",
                with: [.init("authorizations", [["type": "env", "action": "view"]])])
            let result = try scene.run("--auth-proxy", "stub")
            #expect(result.end == .exited(0))
            let lines = result.outputText.split(separator: "\n").map(String.init)
            try #require(lines.count == 3)
            #expect(lines[0] == "closed")
            #expect(
                lines[1].wholeMatch(
                    of: #/\{"access_token": "taskbox-stub-[0-9]+", "expires_in": 60, "token_type": "bearer"\}/#) != nil)
            #expect(
                lines[2] == #"{"error": "invalid_request", "error_description": "a token is asked for with POST"}"#)
            #expect(
                scene.errors(of: result).contains(
                    "taskbox: not as on the platform: authorizations: the tokens of 127.0.0.1:8200 are stubs, which the "
                        + "platform's API refuses; --auth-proxy login gives tokens of your login"))
            #expect(!TokenPort.isTaken)
        }
    }

    @Test(.enabled(if: PlatformServer.isPossible, PlatformServer.skipReason))
    func tokensOfTheLogin() throws {
        try PlatformServer.with { scene, server in
            try scene.define(Self.ask + " | tr , '\\n'; " + Self.ask + " > /dev/null; env | sort")
            let result = try scene.start(["--auth-proxy", "login"], environment: server.apiToken).finish()
            #expect(result.end == .exited(0))
            #expect(result.outputText.contains("\"expires_in\": 60"))
            #expect(result.outputText.contains("{\"access_token\": \"access-1\""))
            #expect(!result.outputText.contains("stub"))
            // The API token itself stays here, and one exchange does for all questions.
            #expect(!result.outputText.contains("UPSUN_CLI_TOKEN"))
            #expect(!result.errorText.contains(server.secret))
            #expect(try server.requests().filter { $0.contains("/oauth2/token") }.count == 1)
        }
    }

    /// What the task wrote last is quoted after a timeout, and the token in it is masked there.
    @Test(.enabled(if: PlatformServer.isPossible, PlatformServer.skipReason))
    func tokensInAReport() throws {
        try PlatformServer.with { scene, server in
            try scene.define(Self.ask + "; echo; sleep 300", timeout: 2)
            let result = try scene.start(["--auth-proxy", "login"], environment: server.apiToken).finish()
            #expect(result.end == .exited(124))
            #expect(result.outputText.contains("access-1"))
            #expect(!result.errorText.contains("access-1"))
            #expect(
                try !scene.scratch.read("state/runs/\(scene.records[0].suffix(13))/activity.json").contains("access-1"))
        }
    }

    @Test func aLoginThatDoesNotExist() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            let result = try scene.run("--auth-proxy", "login")
            #expect(result.end == .exited(125))
            #expect(
                result.errorText.hasPrefix(
                    "taskbox: error: asking the platform needs a token, and no variable holds one\n"))
        }
    }

    @Test func aPortThatIsTaken() throws {
        try Scene.with(.host) { scene in
            try scene.define("sleep 300")
            let first = try scene.start(["--auth-proxy", "stub"])
            try #require(TaskboxRun.wait { TokenPort.isTaken })
            let second = try scene.run("--auth-proxy", "stub")
            #expect(second.end == .exited(125))
            #expect(
                second.errorText.hasSuffix(
                    """
                    taskbox: error: the token endpoint can not listen on 127.0.0.1:8200, because another program does
                    taskbox: hint: one run at a time can have --auth-proxy; end what uses the port

                    """), "\(second.errorText)")
            first.send(SIGINT)
            #expect(first.finish().end == .exited(130))
            #expect(!TokenPort.isTaken)
        }
    }

    @Test func withoutANetwork() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            let result = try scene.taskbox("run", "task.json", "--auth-proxy", "stub", "--network", "none")
            #expect(result.end == .exited(64))
            #expect(
                result.errorText.hasPrefix(
                    "taskbox: error: --auth-proxy and --network none contradict each other: the task reaches the token "
                        + "endpoint by the machine's network\n"))
        }
    }
}

/// Port 8200 of this machine.
private enum TokenPort {
    static let isPossible = MachineProgram.curl.path != nil && !isTaken

    /// Whether somebody listens there.
    static var isTaken: Bool {
        // A machine without the file has no table to look into, and the tests begin without a look.
        let table = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
        return table.contains(" 0100007F:2008 00000000:0000 0A ")
    }
}
