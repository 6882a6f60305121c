import Testing

@testable import PlatformAPI

/// Secrets, ids, answers and dates.
@Suite struct ValueTests {
    @Test(arguments: ["", "a b", "a\n", "\ta", "a\u{0}", "ä", String(repeating: "x", count: 16_385)])
    func noToken(_ text: String) { #expect(Secret(text) == nil) }

    @Test func aSecretIsNeverPrinted() throws {
        let secret = try #require(Secret("hush-hush"))
        var dumped = ""
        dump([secret], to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\(Optional(secret) as Any)", dumped] {
            #expect(!text.contains("hush"))
        }
        #expect("said hush-hush, twice hush-hush".hiding([secret]) == "said ********, twice ********")
    }

    @Test(arguments: ["", ".", "..", "a\nb", "a\u{7}", String(repeating: "x", count: 256)])
    func noID(_ text: String) { #expect(PlatformID(text) == nil) }

    @Test(arguments: ["main", "feature/x", "...", "a b", "ä", "50%", "?#"])
    func someID(_ text: String) { #expect(PlatformID(text)?.description == text) }

    @Test func anAnswerIsReadBehindInterimOnes() throws {
        let text =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 200 \r\nContent-Type:  Application/JSON ; charset=utf-8\r\n"
            + "odd line\r\nX-Empty:\r\n\r\n{\"a\":\r\n\r\n1}"
        let answer = try #require(HTTPAnswer(received: Array(text.utf8)))
        #expect(answer.status == 200)
        #expect(answer.contentType == "application/json")
        #expect(answer.headers.map(\.name) == ["content-type", "x-empty"])
        #expect(answer.header("x-empty") == "")
        #expect(String(decoding: answer.body, as: UTF8.self) == "{\"a\":\r\n\r\n1}")
    }

    @Test(arguments: [
        "", "{}", "HTTP/1.1", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
    ])
    func noAnswer(_ text: String) { #expect(HTTPAnswer(received: Array(text.utf8)) == nil) }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 24 Nov 2026 10:00:00 GMT", 1_795_514_400),
        ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200),
    ])
    func dates(_ text: String, _ seconds: Int) { #expect(HTTPDate.seconds(text) == seconds) }

    @Test(arguments: [
        "", "soon", "Tue, 24 Nov 2026 10:00:00 +0100", "Tue, 24 Now 2026 10:00:00 GMT", "Tuesday, 24-Nov-26",
    ])
    func noDates(_ text: String) { #expect(HTTPDate.seconds(text) == nil) }

    @Test func retryAfterInBothForms() {
        func answer(_ headers: (String, String)...) -> HTTPAnswer {
            HTTPAnswer(status: 429, headers: headers.map { .init(name: $0.0, value: $0.1) })
        }
        #expect(answer(("retry-after", "7")).retryAfter == .seconds(7))
        #expect(answer(("retry-after", "-7")).retryAfter == nil)
        #expect(answer(("retry-after", "99999999999")).retryAfter == .seconds(1_000_000))
        #expect(
            answer(("retry-after", "Tue, 24 Nov 2026 10:00:09 GMT"), ("date", "Tue, 24 Nov 2026 10:00:00 GMT"))
                .retryAfter
                == .seconds(9))
        #expect(answer(("retry-after", "Tue, 24 Nov 2026 10:00:09 GMT")).retryAfter == nil)
        #expect(answer().retryAfter == nil)
    }

    @Test func waitsGrowAndAreBounded() {
        let policy = RetryPolicy()
        #expect(policy.wait(afterAttempt: 1, requested: nil, spread: 0) == .milliseconds(500))
        #expect(policy.wait(afterAttempt: 2, requested: nil, spread: 0) == .seconds(1))
        #expect(policy.wait(afterAttempt: 3, requested: nil, spread: 1) == .seconds(3))
        #expect(policy.wait(afterAttempt: 4, requested: nil, spread: 0) == nil)
        #expect(policy.wait(afterAttempt: 1, requested: .seconds(30), spread: 0) == .seconds(30))
        #expect(policy.wait(afterAttempt: 1, requested: .seconds(31), spread: 0) == nil)
        #expect(policy.wait(afterAttempt: 1, requested: .zero, spread: 0) == .milliseconds(100))
    }
}
