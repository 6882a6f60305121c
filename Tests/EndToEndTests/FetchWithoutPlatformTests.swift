import Foundation
import TestSupport
import Testing

/// `fetch` where nobody is there to answer.
@Suite struct FetchWithoutPlatformTests {
    private func errors(_ words: String..., variables: [String: String] = [:], status: Int32 = 125) throws -> String {
        var text = ""
        try Scene.with(.host) { scene in
            let result = try scene.start(words: ["fetch"] + words, environment: variables).finish()
            #expect(result.end == .exited(status))
            text = result.errorText
        }
        return text
    }

    @Test func noToken() throws {
        #expect(
            try errors("x", "-p", "p", "-e", "main") == """
                taskbox: error: asking the platform needs a token, and no variable holds one
                taskbox: hint: set UPSUN_CLI_TOKEN (or PLATFORMSH_CLI_TOKEN) to an API token, which the Console makes \
                under "My profile", "API tokens"; or UPSUN_CLI_TOKEN_FILE to a file with it that you alone can read; or \
                UPSUN_TOKEN to an access token that you have

                """)
    }

    @Test func tokensThatAreNone() throws {
        for token in ["two\nlines", "a b", "\"q\" "] {
            let text = try errors("x", "-p", "p", "-e", "main", variables: ["UPSUN_TOKEN": token])
            #expect(
                text == """
                    taskbox: error: UPSUN_TOKEN holds no token: there is a space, a line break or another character in it \
                    that no token has
                    taskbox: hint: copy the token again, without quotes and line ends

                    """)
        }
    }

    @Test func noEnvironment() throws {
        #expect(
            try errors("x", "-p", "p", variables: ["UPSUN_TOKEN": "t"]) == """
                taskbox: error: no environment is named, and there is no Git branch to take for it
                taskbox: hint: name it with --environment, as the Console does

                """)
    }

    @Test func addressesThatWouldShowTheToken() throws {
        let reason =
            "is plain HTTP, which would show the token to everybody on the way; only https:// will do, or http:// to localhost"
        #expect(
            try errors("x", "-p", "p", "--api-url", "http://api.upsun.com", status: 64).hasPrefix(
                "taskbox: error: --api-url: \"http://api.upsun.com\" \(reason)\n"))
        #expect(
            try errors(
                "x", "-p", "p", "-e", "m", variables: ["TASKBOX_AUTH_URL": "http://10.0.0.1", "UPSUN_TOKEN": "t"])
                == "taskbox: error: TASKBOX_AUTH_URL: \"http://10.0.0.1\" \(reason)\n")
    }

    @Test func wrongUse() throws {
        #expect(try errors("x", status: 64).hasPrefix("taskbox: error: fetch needs --project ID\n"))
        #expect(
            try errors("x", "-e", "main", status: 64).hasPrefix(
                "taskbox: error: --environment is for a task of the platform, which needs --project\n"))
        #expect(
            try errors("x.json", "-p", "p", status: 64).hasPrefix(
                "taskbox: error: \"x.json\" is a file, but --project asks the platform for a task by its name\n"))
        #expect(
            try errors("x", "-p", "p", "--force", status: 64).hasPrefix(
                "taskbox: error: --force is for a file, which needs --output\n"))
    }

    @Test(.enabled(if: MachineProgram.curl.path != nil, "curl is not installed"))
    func nobodyListens() throws {
        let text = try errors(
            "x", "-p", "p", "-e", "main", "--api-url", "http://127.0.0.1:1", variables: ["UPSUN_TOKEN": "hidden-token"])
        #expect(text.hasPrefix("taskbox: error: there is no connection to 127.0.0.1:1: "))
        #expect(
            text.hasSuffix("taskbox: hint: check the network, and whether a firewall or a proxy stands in between\n"))
        #expect(!text.contains("hidden"))
    }

    @Test(.enabled(if: MachineProgram.curl.path != nil, "curl is not installed"))
    func noSuchHost() throws {
        let text = try errors(
            "x", "-p", "p", "-e", "main", "--api-url", "https://api.example.invalid", variables: ["UPSUN_TOKEN": "t"])
        #expect(text.hasPrefix("taskbox: error: the host of api.example.invalid can not be found: "))
    }
}
