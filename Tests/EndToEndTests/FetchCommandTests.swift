import Documents
import Foundation
import TestSupport
import Testing

/// `fetch`, and with it all that asking the platform means.
@Suite(.enabled(if: PlatformServer.isPossible, PlatformServer.skipReason))
struct FetchCommandTests {
    private static let nightly = "/api/projects/p/environments/main/tasks/nightly"

    @Test func aDefinitionComesInTheCanonicalForm() throws {
        try PlatformServer.with { scene, server in
            let result = try server.fetch("main")
            #expect(result.end == .exited(0))
            #expect(result.errorText == "")
            let definition = try scene.json(try scene.scratch.write("out.json", result.outputText))
            guard case .object(let members) = definition else {
                Issue.record("not an object")
                return
            }
            #expect(
                members.map(\.key) == [
                    "id", "resources", "authorizations", "relationships", "additional_hosts", "mounts", "timezone",
                    "variables", "container_profile", "type", "source", "hooks", "dependencies", "runtime", "run",
                    "name",
                ])
            #expect(definition["relationships"]?["cache"] == ["service": nil, "endpoint": nil])
            #expect(try server.requests() == ["GET \(Self.nightly) Bearer SECRET"])
            let request = try #require(try server.entries().first)
            #expect(request["accept"] == "application/json")
            #expect(request["agent"] == "taskbox/0.1.0")
            // What taskbox saves, it takes.
            #expect(try scene.taskbox("validate", scene.scratch.at("out.json")).end == .exited(0))
        }
    }

    @Test func aFileIsMadeForTheUserAloneAndNotReplacedWithoutForce() throws {
        try PlatformServer.with { scene, server in
            let file = scene.scratch.at("project/nightly.json")
            let result = try server.fetch("main", "-o", "nightly.json")
            #expect(result.errorText == "taskbox: saved the task \"nightly\" as nightly.json\n")
            #expect(result.outputText == "")
            let permissions = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(permissions == 0o600)
            let text = try scene.scratch.read("project/nightly.json")
            #expect(try server.fetch("main", "-o", "-").outputText == text)

            try scene.scratch.write("project/nightly.json", "mine")
            let refused = try server.fetch("main", "-o", "nightly.json")
            #expect(refused.end == .exited(125))
            #expect(
                refused.errorText
                    == "taskbox: error: \"nightly.json\" exists already\ntaskbox: hint: --force replaces it\n")
            #expect(try scene.scratch.read("project/nightly.json") == "mine")
            #expect(try server.requests().count == 2)

            try scene.scratch.link("project/link.json", to: "nightly.json")
            #expect(try server.fetch("main", "-o", "link.json").end == .exited(125))
            #expect(try server.fetch("main", "-o", "link.json", "--force", "-q").errorText == "")
            #expect(try scene.scratch.read("project/nightly.json") == text)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: scene.project).sorted()
                    == ["link.json", "nightly.json"])

            #expect(try server.fetch("main", "-o", "/dev/null").end == .exited(0))
            #expect(try server.fetch("main", "-o", ".").errorLines.first == "taskbox: error: \".\" is a folder")
            let folder = try server.fetch("main", "-o", "no/such/file")
            #expect(folder.end == .exited(125))
            #expect(
                folder.errorText == "taskbox: error: \"no/such/file\" can not be written: No such file or directory\n")
        }
    }

    @Test func theTokenIsNowhereToBeSeen() throws {
        try PlatformServer.with { scene, server in
            for variables in [server.bearer, server.apiToken] {
                let result = try server.fetch("main", "-o", "nightly.json", "--force", variables: variables)
                #expect(result.end == .exited(0), "\(result.errorText)")
            }
            // Also where a server says it back.
            let echoed = try server.fetch("forbidden")
            #expect(
                echoed.errorText == """
                    taskbox: error: \(server.host) does not let you see the tasks of environment "forbidden" of project \
                    "p": Access denied for ********
                    taskbox: hint: check both ids, and that the token's owner is at least a viewer of the environment

                    """)
            let bad = server.addresses.merging(["PLATFORMSH_CLI_TOKEN": "wrong-\(server.secret)"]) { $1 }
            #expect(
                try server.fetch("main", variables: bad).errorText == """
                    taskbox: error: \(server.host) refuses the API token of PLATFORMSH_CLI_TOKEN: Unknown token ********; \
                    invalid_grant
                    taskbox: hint: make a new one in the Console, under "My profile", "API tokens"

                    """)
            let entries = try server.entries()
            #expect(entries.allSatisfy { $0["leaks"] == [] && $0["cookie"] == .null }, "\(entries)")
            let cache = try scene.scratch.tree("cache")
            #expect(cache.filter { $0.contains("access-1") }.map { $0.prefix(5) } == ["-600 "], "\(cache)")
            #expect(cache.contains("d700 tokens"))
            let all = try scene.scratch.tree().filter { !$0.contains(" requests: ") && !$0.contains("server.py: ") }
            #expect(!all.contains { $0.contains(server.secret) })
        }
    }

    @Test func anAccessTokenIsKeptForTheNextCommand() throws {
        try PlatformServer.with { scene, server in
            for _ in 0..<2 { #expect(try server.fetch("main", variables: server.apiToken).end == .exited(0)) }
            #expect(
                try server.requests() == [
                    "POST /auth/oauth2/token Basic cGxhdGZvcm0tYXBpLXVzZXI6",
                    "GET \(Self.nightly) Bearer access-1", "GET \(Self.nightly) Bearer access-1",
                ])
            let exchange = try #require(try server.entries().first)
            #expect(exchange["body"] == .string("grant_type=api_token&api_token=\(server.secret)"))
            #expect(exchange["type"] == "application/x-www-form-urlencoded")
            // Another server for tokens gets none of it, nor does another token.
            let other = server.apiToken.merging(["TASKBOX_AUTH_URL": "http://localhost:\(server.port)/auth"]) { $1 }
            #expect(try server.fetch("main", variables: other).end == .exited(0))
            #expect(try server.requests().suffix(1) == ["GET \(Self.nightly) Bearer access-2"])
        }
    }

    @Test func aTokenThatIsRefusedIsExchangedOnce() throws {
        try PlatformServer.with { scene, server in
            #expect(try server.fetch("expired", variables: server.apiToken).end == .exited(0))
            #expect(
                try server.requests().compactMap { $0.split(separator: " ").last.map(String.init) } == [
                    "cGxhdGZvcm0tYXBpLXVzZXI6", "access-1", "cGxhdGZvcm0tYXBpLXVzZXI6", "access-2",
                ])
            let refused = try server.fetch("refusing", variables: server.apiToken)
            #expect(refused.end == .exited(125))
            #expect(
                refused.errorText == """
                    taskbox: error: \(server.host) refuses the access token that \(server.host) has just given: invalid_token
                    taskbox: hint: the addresses of API and authentication server must belong together

                    """)
            let bearer = try server.fetch("refusing")
            #expect(
                bearer.errorLines.first
                    == "taskbox: error: \(server.host) refuses the access token of UPSUN_TOKEN: invalid_token")
        }
    }

    @Test func waitsAreTold() throws {
        try PlatformServer.with { scene, server in
            let busy = try server.fetch("busy")
            #expect(busy.end == .exited(0))
            #expect(busy.errorText == "taskbox: \(server.host) answered 429; asking again in 1.0 s\n")
            #expect(busy.elapsed >= .seconds(1))
            let shaky = try server.fetch("shaky")
            #expect(shaky.end == .exited(0))
            #expect(shaky.errorLines.count == 2)
            #expect(
                shaky.errorLines.allSatisfy { $0.hasPrefix("taskbox: \(server.host) answered 503; asking again in ") })
        }
    }

    @Test(arguments: [
        ("overrun", "HOST takes no more requests for the next 3600 s (429): Slow down", "try again later"),
        (
            "faulty", "HOST answered 500 to each of 4 requests, a fault of its own: Oops",
            "try again later; https://status.upsun.com tells of known faults"
        ),
        (
            "page", "instead of an answer of HOST came a web page (status 200)",
            "a proxy, or the sign-in page of a network, may stand in between: open any page in a browser to see it"
        ),
        ("text", "the answer of HOST is \"text/plain\", not JSON", "check the address of the API"),
        (
            "elsewhere", "HOST sends its callers to \"http://127.0.0.1:PORT/api\", where the token must not go",
            "--api-url and --auth-url set other addresses"
        ),
        (
            "circle", "HOST sends its callers from one address to the next",
            "--api-url and --auth-url set other addresses"
        ),
        (
            "missing", "HOST knows no environment \"missing\" of project \"p\", or hides it from you",
            "check both ids; --environment names another than the current Git branch"
        ),
        (
            "huge", "the answer of HOST is longer than 16 MiB: Maximum file size exceeded",
            "check the address: no environment has so many tasks"
        ),
        (
            "endless", "the answer of HOST is longer than 16 MiB",
            "check the address: no environment has so many tasks"
        ),
        (
            "other", "HOST was asked for the task \"nightly\" and answered with \"other\"",
            "check the address of the API"
        ),
    ])
    func whatGoesWrong(_ environment: String, _ message: String, _ hint: String) throws {
        try PlatformServer.with { scene, server in
            let result = try server.fetch(environment, "-q")
            #expect(result.end == .exited(125))
            #expect(result.outputText == "")
            let text = result.errorText.replacing(server.host, with: "HOST").replacing(
                #/127.0.0.1:[0-9]+/#, with: "127.0.0.1:PORT")
            #expect(text == "taskbox: error: \(message)\ntaskbox: hint: \(hint)\n")
            // Not a byte went to the other host.
            #expect(try server.entries().allSatisfy { $0["port"] == .integer(server.port) })
        }
    }

    @Test func answersThatAreCut() throws {
        try PlatformServer.with { scene, server in
            let cut = try server.fetch("cut").errorLines
            #expect(cut.count == 2)
            #expect(cut.first?.hasPrefix("taskbox: error: the answer of \(server.host) is no valid JSON: ") == true)
            #expect(cut.last == "taskbox: hint: it may have been cut on its way: try again")
            let broken = try server.fetch("broken", "-q").errorLines
            #expect(
                broken.first?.hasPrefix(
                    "taskbox: error: the connection to \(server.host) broke before the answer was complete: ") == true)
        }
    }

    @Test func aSlowServerIsNotWaitedForForEver() throws {
        try PlatformServer.with { scene, server in
            let result = try server.fetch("slow", "--api-timeout", "1")
            #expect(result.end == .exited(125))
            #expect(
                result.errorLines.first?.hasPrefix("taskbox: error: \(server.host) did not answer in time: ") == true)
            #expect(result.errorLines.last == "taskbox: hint: try again; --api-timeout gives it more time")
            #expect(result.elapsed < .seconds(10))
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalEndsItAtOnce(_ signal: Int32) throws {
        try PlatformServer.with { scene, server in
            let run = try scene.start(words: ["fetch", "x", "-p", "p", "-e", "slow"], environment: server.bearer)
            #expect(try TaskboxRun.wait { try !server.requests().isEmpty })
            run.send(signal)
            let result = run.finish()
            #expect(result.end == .signalled(signal))
            #expect(RunningProcesses.survivors(holding: "--disable\0--config") == [])
        }
    }

    @Test func odderAnswersThatAreTaken() throws {
        try PlatformServer.with { scene, server in
            let expected = try server.fetch("main").outputText
            #expect(try server.fetch("here").outputText == expected)
            #expect(try server.taskbox("fetch", "-p", "p", "-e", "untyped").outputText == expected)
            #expect(try server.taskbox("fetch", "-p", "p", "-e", "only").outputText == expected)
        }
    }

    @Test func namesThatAreNotThere() throws {
        try PlatformServer.with { scene, server in
            let misspelt = try server.taskbox("fetch", "nigthly", "-p", "p", "-e", "main")
            #expect(
                misspelt.errorText == """
                    taskbox: error: environment "main" of project "p" has no task named "nigthly"
                    taskbox: hint: did you mean "nightly"? its tasks are nightly, import

                    """)
            for environment in ["main", "map"] {
                let result = try server.taskbox("fetch", "-p", "p", "-e", environment)
                #expect(result.end == .exited(125))
                #expect(
                    result.errorLines == [
                        "taskbox: error: http://\(server.host)/api/projects/p/environments/\(environment)/tasks has 2 "
                            + "tasks; say which one", "  hint: its tasks are nightly, import",
                    ])
            }
            let empty = try server.taskbox("fetch", "-p", "p", "-e", "empty")
            #expect(empty.errorLines.first == "taskbox: error: environment \"empty\" of project \"p\" has no tasks")
        }
    }

    @Test func oddIDs() throws {
        try PlatformServer.with { scene, server in
            _ = try server.taskbox("fetch", "a?b&c#d", "-p", "ä/..", "-e", "feature/x y%")
            #expect(
                try server.requests().first
                    == "GET /api/projects/%C3%A4%2F../environments/feature%2Fx%20y%25/tasks/a%3Fb%26c%23d Bearer SECRET"
            )
            for words in [["-p", ".."], ["-p", "p", "-e", "a\nb"]] {
                #expect(
                    try scene.start(words: ["fetch", "x"] + words, environment: server.bearer).finish().end
                        == .exited(64))
            }
            #expect(try server.requests().count == 2)
        }
    }

    @Test func aDefinitionThatIsNotValidShowsItsPlace() throws {
        try PlatformServer.with { scene, server in
            let result = try server.taskbox("fetch", "-p", "p", "-e", "invalid")
            #expect(result.end == .exited(125))
            #expect(result.errorText.contains("/environments/invalid/tasks:1:"))
            #expect(result.errorText.contains("run.command"))
            #expect(!result.errorText.contains("deployed-key"))
        }
    }

    @Test func proxiesNeverSeePlainRequests() throws {
        try PlatformServer.with { scene, server in
            let proxies = [
                "http_proxy": "http://127.0.0.1:1", "all_proxy": "http://127.0.0.1:1",
                "https_proxy": "http://127.0.0.1:1",
            ]
            #expect(try server.fetch("main", variables: server.bearer.merging(proxies) { $1 }).end == .exited(0))
            let tls = try server.fetch(
                "main", "--api-url", "https://api.example.invalid", variables: server.bearer.merging(proxies) { $1 })
            #expect(tls.end == .exited(125))
            #expect(
                tls.errorLines.first?.hasPrefix("taskbox: error: there is no connection to api.example.invalid: ")
                    == true)
            #expect(tls.errorLines.last == "taskbox: hint: https_proxy names the proxy that the request went through")
        }
    }

    @Test func theUsersOwnSettingsOfCurlDoNotCount() throws {
        try PlatformServer.with { scene, server in
            try scene.scratch.write("home/.curlrc", "output = \"\(scene.scratch.at("stolen"))\"\nverbose\n")
            let result = try server.fetch("main")
            #expect(result.end == .exited(0))
            #expect(!FileManager.default.fileExists(atPath: scene.scratch.at("stolen")))
        }
    }

    @Test func plainTextWhereTLSIsExpected() throws {
        try PlatformServer.with { scene, server in
            let result = try server.fetch("main", "--api-url", "https://\(server.host)")
            #expect(result.end == .exited(125))
            #expect(
                result.errorLines.first?.hasPrefix(
                    "taskbox: error: no secure connection to \(server.host) came about: ") == true)
        }
    }
}
