import Testing

@testable import PlatformAPI

/// The state machine, without a network.
@Suite struct APIConversationTests {
    private let environment: APIEnvironment
    private let name: PlatformID
    private let key: Secret
    private let token: Secret
    private let fresh: Secret
    private let base = "https://api.upsun.com/projects/p1/environments/feature%2Fx/tasks"

    init() throws {
        environment = APIEnvironment(
            project: try #require(PlatformID("p1")), environment: try #require(PlatformID("feature/x")))
        name = try #require(PlatformID("nightly"))
        key = try #require(Secret("API-KEY"))
        token = try #require(Secret("TOKEN-1"))
        fresh = try #require(Secret("TOKEN-2"))
    }

    private func conversation(kept: Secret? = nil, bearer: Bool = false) -> APIConversation {
        APIConversation(
            api: .platformAPI, authentication: .platformAuthentication, environment: environment,
            credential: bearer
                ? .accessToken(token, variable: "UPSUN_TOKEN") : .apiToken(key, variable: "UPSUN_CLI_TOKEN"),
            keptToken: kept)
    }

    private func answer(_ status: Int, _ body: String = "", _ headers: (String, String)...) -> APIConversation.Event {
        .answer(
            HTTPAnswer(
                status: status, headers: headers.map { .init(name: $0.0, value: $0.1) }, body: Array(body.utf8)))
    }

    private func get(_ url: String, _ token: Secret) -> APIConversation.Action {
        .send(
            HTTPRequest(
                method: .get, address: .platformAPI, url: url, authorization: .bearer(token), bodyLimit: 16 << 20))
    }

    private var exchange: APIConversation.Action {
        .send(
            HTTPRequest(
                method: .postForm("grant_type=api_token&api_token=API-KEY"), address: .platformAuthentication,
                url: "https://auth.upsun.com/oauth2/token", authorization: .client("platform-api-user"),
                bodyLimit: 256 << 10))
    }

    private let grant = "{\"access_token\": \"TOKEN-2\", \"expires_in\": 900, \"token_type\": \"bearer\"}"

    private func failure(_ failure: APIFailure) -> APIConversation.Action { .finish(.failure(failure)) }

    @Test func aBearerGoesStraightToTheAPI() {
        var talk = conversation(bearer: true)
        #expect(talk.ask(.one(name)) == get("\(base)/nightly", token))
        #expect(
            talk.next(after: answer(200, "{\"name\": \"nightly\"}"))
                == .finish(
                    .success(
                        APIDocument(
                            body: Array("{\"name\": \"nightly\"}".utf8), url: "\(base)/nightly",
                            service: "api.upsun.com"))))
    }

    @Test func anAPITokenIsExchangedFirstAndTheAccessTokenKept() {
        var talk = conversation()
        #expect(talk.ask(.all) == exchange)
        #expect(talk.next(after: answer(200, grant)) == .keep(AccessToken(secret: fresh, lifetime: .seconds(900))))
        #expect(talk.next(after: .done) == get(base, fresh))
    }

    @Test func aKeptTokenThatIsRefusedIsForgottenAndExchangedOnce() {
        var talk = conversation(kept: token)
        let refusal = "{\"error\": \"invalid_token\", \"error_description\": \"Invalid access token.\"}"
        #expect(talk.ask(.one(name)) == get("\(base)/nightly", token))
        #expect(talk.next(after: answer(401, refusal)) == .forget)
        #expect(talk.next(after: .done) == exchange)
        #expect(talk.next(after: answer(200, grant)) == .keep(AccessToken(secret: fresh, lifetime: .seconds(900))))
        #expect(talk.next(after: .done) == get("\(base)/nightly", fresh))
        #expect(
            talk.next(after: answer(401, refusal))
                == failure(
                    .refusedFreshToken(
                        service: "api.upsun.com", authentication: "auth.upsun.com",
                        words: "Invalid access token; invalid_token")))
    }

    @Test func aBearerThatIsRefusedIsNotExchanged() {
        var talk = conversation(bearer: true)
        _ = talk.ask(.all)
        #expect(
            talk.next(after: answer(401))
                == failure(.refusedAccessToken(variable: "UPSUN_TOKEN", service: "api.upsun.com", words: nil)))
    }

    @Test(arguments: [400, 401, 403])
    func anAPITokenThatIsRefused(_ status: Int) {
        var talk = conversation()
        _ = talk.ask(.all)
        #expect(
            talk.next(after: answer(status, "{\"error\": \"invalid_grant\", \"error_hint\": \"Unknown token\"}"))
                == failure(
                    .refusedAPIToken(
                        variable: "UPSUN_CLI_TOKEN", service: "auth.upsun.com", words: "Unknown token; invalid_grant")))
    }

    @Test(arguments: [
        ("{}", AccessTokenError.missing), ("[]", .missing), ("{\"access_token\": 7}", .missing),
        ("{\"access_token\": \"a\\nb\"}", .unusable), ("{\"access_token\": \"\"}", .unusable),
        ("{\"access_token\": \"x\", \"token_type\": \"mac\"}", .otherType("mac")),
    ])
    func oddAnswersOfTheAuthenticationServer(_ body: String, _ error: AccessTokenError) {
        var talk = conversation()
        _ = talk.ask(.all)
        #expect(talk.next(after: answer(200, body)) == failure(.noAccessToken(service: "auth.upsun.com", error)))
    }

    @Test func anExchangeIsNeverRedirected() {
        var talk = conversation()
        _ = talk.ask(.all)
        #expect(
            talk.next(after: answer(307, "", ("location", "https://auth.upsun.com/other")))
                == failure(.redirected(service: "auth.upsun.com", to: "https://auth.upsun.com/other")))
    }

    @Test func anExchangeIsRepeatedOnlyWhereItWasNotLookedAt() {
        var talk = conversation()
        _ = talk.ask(.all)
        guard case .wait = talk.next(after: answer(503)) else {
            Issue.record("503 was not repeated")
            return
        }
        #expect(talk.next(after: .done) == exchange)
        #expect(
            talk.next(after: answer(500))
                == failure(.busy(service: "auth.upsun.com", status: 500, words: nil, wait: nil, attempts: 2)))
    }

    @Test func theListTellsWhichTasksThereAre() {
        var talk = conversation(bearer: true)
        _ = talk.ask(.one(name))
        #expect(talk.next(after: answer(404)) == get(base, token))
        #expect(
            talk.next(after: answer(200, "[{\"name\": \"nightly2\"}, {\"id\": \"import\"}, {}]"))
                == failure(.noSuchTask("nightly", environment, others: ["nightly2", "import"])))
    }

    @Test func anEnvironmentThatIsNotThere() {
        var talk = conversation(bearer: true)
        _ = talk.ask(.one(name))
        _ = talk.next(after: answer(404))
        #expect(talk.next(after: answer(404)) == failure(.noSuchEnvironment(environment, service: "api.upsun.com")))
    }

    @Test(arguments: ["[]", "{}", "{\"_links\": {}}"])
    func noTasks(_ body: String) {
        var talk = conversation(bearer: true)
        _ = talk.ask(.all)
        #expect(talk.next(after: answer(200, body)) == failure(.noTasks(environment)))
    }

    @Test func redirectsOnTheSameHostAreFollowedToAnEnd() {
        var talk = conversation(bearer: true)
        _ = talk.ask(.all)
        for turn in 1...5 {
            #expect(
                talk.next(after: answer(302, "", ("location", "/turn/\(turn)")))
                    == get("https://api.upsun.com/turn/\(turn)", token))
        }
        #expect(
            talk.next(after: answer(302, "", ("location", "/turn/6")))
                == failure(.redirectedInCircles(service: "api.upsun.com")))
    }

    @Test(arguments: ["https://evil.example/", "//evil.example/", "http://api.upsun.com/x", ""])
    func redirectsToAnotherHostAreNotFollowed(_ place: String) {
        var talk = conversation(bearer: true)
        _ = talk.ask(.all)
        #expect(
            talk.next(after: answer(301, "", ("location", place)))
                == failure(.redirected(service: "api.upsun.com", to: place)))
    }

    @Test func faultsOfTheServerAreWaitedForAndGivenUp() {
        var talk = conversation(bearer: true)
        _ = talk.ask(.all)
        for (wait, words) in [(500, "0.5"), (1_000, "1.0"), (2_000, "2.0")] {
            #expect(
                talk.next(after: answer(502))
                    == .wait(.milliseconds(wait), reason: "api.upsun.com answered 502; asking again in \(words) s"))
            #expect(talk.next(after: .done) == get(base, token))
        }
        #expect(
            talk.next(after: answer(502))
                == failure(.busy(service: "api.upsun.com", status: 502, words: nil, wait: nil, attempts: 4)))
    }

    @Test func aWaitThatTheServerAsksForIsKeptUnlessItIsTooLong() {
        var talk = conversation(bearer: true)
        _ = talk.ask(.all)
        #expect(
            talk.next(after: answer(429, "", ("retry-after", "3")))
                == .wait(.seconds(3), reason: "api.upsun.com answered 429; asking again in 3.0 s"))
        _ = talk.next(after: .done)
        #expect(
            talk.next(after: answer(429, "{\"message\": \"Slow down\"}", ("retry-after", "3600")))
                == failure(
                    .busy(
                        service: "api.upsun.com", status: 429, words: "Slow down", wait: .seconds(3600), attempts: 2)))
    }

    @Test func aBrokenConnectionIsTriedAgainAndAMissingHostIsNot() {
        var talk = conversation(bearer: true)
        _ = talk.ask(.all)
        let broken = TransferFailure(curlStatus: 52, errorOutput: "curl: (52) Empty reply from server", limit: 1)
        #expect(
            talk.next(after: .lost(broken))
                == .wait(
                    .milliseconds(500),
                    reason:
                        "the connection to api.upsun.com broke before the answer was complete: Empty reply from server"
                        + "; asking again in 0.5 s"))
        _ = talk.next(after: .done)
        let missing = TransferFailure(curlStatus: 6, errorOutput: "", limit: 1)
        #expect(talk.next(after: .lost(missing)) == failure(.transfer(missing, service: "api.upsun.com")))
    }

    @Test(arguments: [
        ("null", "null"), ("7", "a number"), ("\"x\"", "a string"), ("true", "true"), ("[]", "a list"),
        ("[{\"name\": \"nightly\"}]", "a list"),
    ])
    func whatIsNoTaskIsNotTakenForOne(_ body: String, _ found: String) {
        var talk = conversation(bearer: true)
        _ = talk.ask(.one(name))
        #expect(talk.next(after: answer(200, body)) == failure(.noTaskInAnswer(service: "api.upsun.com", found: found)))
        #expect(
            APIFailure.noTaskInAnswer(service: "api.upsun.com", found: found).message
                == "the answer of api.upsun.com is \(found), not a task")
    }

    @Test(arguments: [
        ("null", "null"), ("7", "a number"), ("\"x\"", "a string"), ("[1, 2]", "a list that holds a number"),
        ("[{\"name\": \"a\"}, null]", "a list that holds null"),
        ("{\"message\": \"gone\"}", "an object that holds a string"),
        ("[[]]", "a list that holds a list"),
    ])
    func whatIsNoCollectionOfTasksIsNotTakenForOne(_ body: String, _ found: String) {
        var talk = conversation(bearer: true)
        _ = talk.ask(.all)
        #expect(
            talk.next(after: answer(200, body)) == failure(.noTasksInAnswer(service: "api.upsun.com", found: found)))
        let failure = APIFailure.noTasksInAnswer(service: "api.upsun.com", found: found)
        #expect(failure.message == "the answer of api.upsun.com is \(found), not a list of tasks")
        #expect(failure.hint == "check the address of the API")
    }

    @Test func aListThatCanNotBeReadNamesNoTasks() {
        var talk = conversation(bearer: true)
        _ = talk.ask(.one(name))
        _ = talk.next(after: answer(404, "{}"))
        #expect(talk.next(after: answer(200, "[7]")) == failure(.noSuchTask("nightly", environment, others: nil)))
        #expect(
            APIFailure.noSuchTask("nightly", environment, others: nil).hint
                == "the names of its tasks can not be read either")
    }
}
