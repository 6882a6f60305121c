import Testing

@testable import PlatformAPI

/// What people read when the platform gives no definition.
@Suite struct FailureTextTests {
    private let environment: APIEnvironment

    init() throws {
        environment = APIEnvironment(
            project: try #require(PlatformID("p1")), environment: try #require(PlatformID("main")))
    }

    private func read(_ status: Int, _ body: String, _ type: String? = "application/json") -> AnswerReading {
        AnswerReading(
            HTTPAnswer(
                status: status, headers: type.map { [.init(name: "content-type", value: $0)] } ?? [],
                body: Array(body.utf8)), from: "api.upsun.com")
    }

    private func message(_ reading: AnswerReading) -> String? {
        if case .failed(let failure) = reading { failure.message } else { nil }
    }

    @Test(arguments: ["application/json", "application/hal+json; charset=utf-8", "text/plain", nil] as [String?])
    func jsonIsTakenWhateverItIsCalled(_ type: String?) {
        #expect(read(200, " [1]", type) == .document(Array(" [1]".utf8)))
    }

    @Test func whatIsNoJSON() {
        #expect(
            message(read(200, "<!DOCTYPE html><p>Sign in", "text/html; charset=utf-8"))
                == "instead of an answer of api.upsun.com came a web page (status 200)")
        #expect(
            message(read(403, " <html>", nil)) == "instead of an answer of api.upsun.com came a web page (status 403)")
        #expect(message(read(200, " \n")) == "the answer of api.upsun.com is empty (status 200)")
        #expect(message(read(200, "hello", "text/plain")) == "the answer of api.upsun.com is \"text/plain\", not JSON")
        #expect(
            message(read(200, "[{\"name\": \"a\"},"))
                == "the answer of api.upsun.com is no valid JSON: "
                + "expected a value, found the end of the text (line 1, column 16)")
    }

    @Test(arguments: [
        (
            "{\"error\":\"invalid_token\",\"error_description\":\"Invalid access token.\"}",
            "Invalid access token; invalid_token"
        ),
        ("{\"error\": \"no\"}", "no"),
        (
            "{\"status\": 400, \"message\": \"Bad\", \"code\": 400, \"detail\": {\"name\": \"Too long.\"}, \"title\": \"X\"}",
            "Bad; name: Too long"
        ),
        ("{\"title\": \"Trial\", \"status\": 402, \"detail\": \"Not in a trial\"}", "Not in a trial; Trial"),
        ("{\"message\": \"a\\u001b[31m\\nb\"}", "a\\u{1b}[31m b"),
        ("{\"detail\": [\"x\", {\"y\": \"z\"}]}", "x; y: z"),
    ])
    func allShapesOfErrors(_ body: String, _ words: String) {
        #expect(read(418, body) == .failed(.unexpectedStatus(service: "api.upsun.com", status: 418, words: words)))
    }

    @Test(arguments: ["", "[]", "{}", "{\"message\": null}", "{\"message\": \"  \"}", "{\"message\":"])
    func errorsWithoutWords(_ body: String) {
        #expect(read(418, body) == .failed(.unexpectedStatus(service: "api.upsun.com", status: 418, words: nil)))
    }

    @Test func longWordsAreCut() {
        guard case .forbidden(let words?) = read(403, "{\"message\": \"\(String(repeating: "x", count: 999))\"}") else {
            Issue.record("403 was not read as a refusal")
            return
        }
        #expect(words == String(repeating: "x", count: 200) + "…")
    }

    @Test func theListOfTasksNamesTheNearest() {
        let failure = APIFailure.noSuchTask("nigthly", environment, others: ["import", "nightly"])
        #expect(failure.message == "environment \"main\" of project \"p1\" has no task named \"nigthly\"")
        #expect(failure.hint == "did you mean \"nightly\"? its tasks are import, nightly")
        #expect(APIFailure.noSuchTask("x", environment, others: ["import"]).hint == "its only task is import")
        #expect(APIFailure.noSuchTask("x", environment, others: []).hint == "it has no tasks at all")
        let many = APIFailure.noSuchTask("x", environment, others: (1...32).map { "task\($0)" })
        #expect(many.hint?.hasSuffix("task29, task30 and 2 more") == true)
    }

    @Test(arguments: [
        (5, "the proxy on the way to api.upsun.com can not be used: words"),
        (6, "the host of api.upsun.com can not be found: words"),
        (7, "there is no connection to api.upsun.com: words"),
        (28, "api.upsun.com did not answer in time: words"),
        (35, "no secure connection to api.upsun.com came about: words"),
        (60, "api.upsun.com has no certificate that this machine trusts: words"),
        (63, "the answer of api.upsun.com is longer than 16 MiB: words"),
        (18, "the connection to api.upsun.com broke before the answer was complete: words"),
        (77, "the certificates of this machine can not be read, so api.upsun.com can not be trusted: words"),
        (2, "this machine's curl can not carry out the request to api.upsun.com: words"),
        (99, "curl ended with status 99 while it asked api.upsun.com: words"),
    ])
    func endsOfCurl(_ status: Int32, _ message: String) {
        let failure = TransferFailure(
            curlStatus: status, errorOutput: "curl: (\(status)) words\nMore details here: https://curl.example",
            limit: 16 << 20)
        #expect(failure.message(service: "api.upsun.com") == message)
    }

    @Test func aProxyIsNamedWhereItMayBeToBlame() {
        let refused = TransferFailure(curlStatus: 7, errorOutput: "", limit: 1, proxyVariable: "HTTPS_PROXY")
        #expect(refused.hint == "HTTPS_PROXY names the proxy that the request went through")
        let large = TransferFailure(curlStatus: 63, errorOutput: "", limit: 1, proxyVariable: "HTTPS_PROXY")
        #expect(large.hint == "check the address: no environment has so many tasks")
    }

    @Test func credentialsComeFromTheFirstVariableThatIsSet() throws {
        let all = ["UPSUN_TOKEN": "a", "UPSUN_CLI_TOKEN": "b", "PLATFORMSH_CLI_TOKEN": "c"]
        func credential(_ names: String...) throws -> Credential {
            try Credential(
                environment: all.filter { names.contains($0.key) }.merging(["UPSUN_TOKEN": ""]) { old, _ in old },
                read: noFile)
        }
        #expect(
            try credential("UPSUN_TOKEN", "UPSUN_CLI_TOKEN")
                == .accessToken(#require(Secret("a")), variable: "UPSUN_TOKEN"))
        #expect(
            try credential("UPSUN_CLI_TOKEN", "PLATFORMSH_CLI_TOKEN")
                == .apiToken(#require(Secret("b")), variable: "UPSUN_CLI_TOKEN"))
        #expect(
            try credential("PLATFORMSH_CLI_TOKEN") == .apiToken(#require(Secret("c")), variable: "PLATFORMSH_CLI_TOKEN")
        )
        #expect(throws: APIFailure.noToken) { try credential() }
        #expect(throws: APIFailure.unusableToken(variable: "UPSUN_TOKEN")) {
            try Credential(environment: ["UPSUN_TOKEN": "two\nlines", "UPSUN_CLI_TOKEN": "b"], read: noFile)
        }
    }

    private func noFile(_ path: String) throws(TokenFileProblem) -> String { throw .missing }

    @Test func aFileOfATokenStandsBesideTheVariableOfTheToken() throws {
        func credential(_ environment: [String: String], _ text: String = "t\n") throws -> Credential {
            try Credential(environment: environment, read: { _ in text })
        }
        let token = try #require(Secret("t"))
        #expect(
            try credential(["UPSUN_TOKEN_FILE": "x", "UPSUN_CLI_TOKEN": "b"])
                == .accessToken(token, variable: "UPSUN_TOKEN_FILE"))
        #expect(
            try credential(["UPSUN_CLI_TOKEN_FILE": "x", "PLATFORMSH_CLI_TOKEN": "c"])
                == .apiToken(token, variable: "UPSUN_CLI_TOKEN_FILE"))
        #expect(
            try credential(["UPSUN_CLI_TOKEN_FILE": "x"], "t\r\n\n")
                == .apiToken(token, variable: "UPSUN_CLI_TOKEN_FILE"))
        #expect(throws: APIFailure.unusableToken(variable: "the file of UPSUN_TOKEN_FILE")) {
            try credential(["UPSUN_TOKEN_FILE": "x"], "two words\n")
        }
        #expect(throws: APIFailure.unusableTokenFile(variable: "UPSUN_TOKEN_FILE", path: "x", .isEmpty)) {
            try credential(["UPSUN_TOKEN_FILE": "x"], "\n")
        }
        #expect(throws: APIFailure.unusableTokenFile(variable: "UPSUN_TOKEN_FILE", path: "x", .missing)) {
            try Credential(environment: ["UPSUN_TOKEN_FILE": "x", "UPSUN_TOKEN": ""], read: noFile)
        }
    }

    @Test(arguments: [
        (
            TokenFileProblem.missing, "which does not exist",
            "write the token into a file that you alone can read, and its path into the variable"
        ),
        (.isOpen(mode: 0o644), "which others than you may use (mode 644)", "chmod 600 ~/t"),
        (.isForeign, "which belongs to another user", "make a copy of your own that you alone can read"),
        (.isLink, "which is a symbolic link", "write the path of the file itself into the variable"),
        (
            .unreadable("Permission denied"), "which can not be read: Permission denied",
            "check the file and the folders above it"
        ),
    ])
    func tokenFiles(_ problem: TokenFileProblem, _ words: String, _ hint: String) {
        let failure = APIFailure.unusableTokenFile(variable: "UPSUN_CLI_TOKEN_FILE", path: "~/t", problem)
        #expect(failure.message == "UPSUN_CLI_TOKEN_FILE names the file \"~/t\", \(words)")
        #expect(failure.hint == hint)
    }

    @Test(arguments: [
        (Int32(56), "curl: (56) Too large response headers: 307209 > 307200"),
        (100, "curl: (100) Too many response headers, 5001 is too many"), (56, "curl: (56) Too many response headers"),
    ])
    func tooManyHeadersAreNoBrokenConnection(_ status: Int32, _ words: String) {
        let failure = TransferFailure(curlStatus: status, errorOutput: words, limit: 1)
        #expect(failure.kind == .tooManyHeaders)
        #expect(!failure.isPassing)
        #expect(
            failure.message(service: "api.upsun.com")
                == "the answer of api.upsun.com has more headers than curl takes: \(words.drop { $0 != ")" }.dropFirst(2))"
        )
        #expect(failure.hint == "check the address and its port")
        #expect(TransferFailure(curlStatus: 56, errorOutput: "curl: (56) Recv failure", limit: 1).isPassing)
    }
}
