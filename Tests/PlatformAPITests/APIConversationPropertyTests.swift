import TestSupport
import Testing

@testable import PlatformAPI

/// Whatever servers answer, in whatever order.
@Suite struct APIConversationPropertyTests {
    private static let bodies = [
        "", "[]", "{}", "[{\"name\": \"a\"}]", "{\"access_token\": \"T\", \"expires_in\": 900}",
        "{\"message\": \"no\"}",
        "<html>", "{\"broken\"", "null", "\"x\"", "{\"access_token\": \"two words\"}",
    ]
    private static let places = [
        "/", "/x", "https://api.upsun.com/y", "https://auth.upsun.com/z", "https://evil.example/", "//evil.example", "",
        "\n",
    ]
    private static let statuses = [200, 200, 200, 204, 302, 307, 400, 401, 403, 404, 418, 429, 500, 502, 503, 599]

    private func answer(_ random: inout SeededRandom) -> APIConversation.Event {
        if Int.random(in: 0..<12, using: &random) == 0 {
            let statuses: [Int32] = [6, 7, 18, 28, 35, 52, 56, 63]
            let status = statuses.randomElement(using: &random) ?? 6
            return .lost(TransferFailure(curlStatus: status, errorOutput: "", limit: 1))
        }
        var headers: [HTTPAnswer.Header] = []
        headers.append(.init(name: "location", value: Self.places.randomElement(using: &random) ?? ""))
        if Bool.random(using: &random) {
            headers.append(
                .init(name: "retry-after", value: ["0", "5", "9999", "soon"].randomElement(using: &random) ?? ""))
        }
        return .answer(
            HTTPAnswer(
                status: Self.statuses.randomElement(using: &random) ?? 200, headers: headers,
                body: Array((Self.bodies.randomElement(using: &random) ?? "").utf8)))
    }

    @Test(arguments: 0..<20)
    func everyCourseEndsAndNoTokenGoesAstray(_ seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let id = try #require(PlatformID("x"))
        let apiToken = try #require(Secret("API-KEY"))
        let environment = APIEnvironment(project: id, environment: id)
        for _ in 0..<200 {
            let isBearer = Bool.random(using: &random)
            var talk = APIConversation(
                api: .platformAPI, authentication: .platformAuthentication, environment: environment,
                credential: isBearer ? .accessToken(apiToken, variable: "V") : .apiToken(apiToken, variable: "V"),
                keptToken: Bool.random(using: &random) ? Secret("KEPT") : nil)
            var action = talk.ask(Bool.random(using: &random) ? .all : .one(id))
            var requests = 0
            var hasEnded = false
            while !hasEnded {
                switch action {
                case .send(let request):
                    requests += 1
                    try #require(requests <= 100, "seed \(seed) does not end")
                    check(request, apiToken: apiToken, isBearer: isBearer)
                    action = talk.next(after: answer(&random))
                case .wait(let duration, _):
                    #expect(duration > .zero && duration <= .seconds(30))
                    action = talk.next(after: .done)
                case .keep, .forget: action = talk.next(after: .done)
                case .finish: hasEnded = true
                }
            }
        }
    }

    private func check(_ request: HTTPRequest, apiToken: Secret, isBearer: Bool) {
        switch (request.method, request.authorization) {
        case (.get, .bearer(let token)):
            #expect(request.url.hasPrefix("https://api.upsun.com/"))
            #expect((token == apiToken) == isBearer)
        case (.postForm(let form), .client):
            #expect(request.url == "https://auth.upsun.com/oauth2/token")
            #expect(!isBearer && form.contains(apiToken.value))
        default: Issue.record("a request with the wrong credentials")
        }
    }

    @Test func bytesThatAreNoAnswerAreRefused() {
        var random = SeededRandom(seed: 3)
        let pieces = ["HTTP/1.1 ", "200", " OK", "\r\n", "\n", ":", "a", " ", "\u{0}", "ä", "100 Continue\r\n\r\n"]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            if let answer = HTTPAnswer(received: Array(text.joined().utf8)) {
                #expect((100...999).contains(answer.status))
            }
        }
    }
}
