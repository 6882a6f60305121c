import Documents

/// The whole course of asking the platform, as a state machine that touches nothing: which request is sent, what its
/// answer means, when a token is got or given up, when to wait, and how it ends.
///
/// Whoever drives it carries each action out and tells what came of it:
/// `ask` → action → `next(after:)` → action → … → `finish`.
package struct APIConversation: Sendable {
    /// What whoever drives the conversation does next.
    package enum Action: Sendable, Equatable {
        /// Send it; then tell the answer or the failure.
        case send(HTTPRequest)
        /// Wait, and let the user know why; then tell ``Event/done``.
        case wait(Duration, reason: String)
        /// Keep the token for later conversations; then tell ``Event/done``.
        case keep(AccessToken)
        /// The kept token is good for nothing; then tell ``Event/done``.
        case forget
        case finish(Result<APIDocument, APIFailure>)
    }

    /// What came of an action.
    package enum Event: Sendable, Equatable {
        case answer(HTTPAnswer)
        case lost(TransferFailure)
        case done
    }

    private enum Stage: Equatable {
        case exchanging
        case asking(TaskCall)
    }

    private static let mostRedirects = 5

    private let api: ServiceAddress
    private let authentication: ServiceAddress
    private let environment: APIEnvironment
    private let credential: Credential
    private let retry: RetryPolicy
    /// From 0 to 1, see ``RetryPolicy``.
    private let spread: Double

    private var accessToken: Secret?
    private var hasRenewed = false
    /// The call that the exchange of tokens is for.
    private var call = TaskCall.all
    /// A name that the API does not know; all names are asked for to say which there are.
    private var unknownName: PlatformID?
    private var stage = Stage.exchanging
    private var attempt = 0
    private var redirects = 0
    /// Sent at the next ``Event/done``.
    private var pending: HTTPRequest

    /// `keptToken` is an access token that an earlier conversation got for this credential, if it still holds.
    package init(
        api: ServiceAddress, authentication: ServiceAddress, environment: APIEnvironment, credential: Credential,
        keptToken: Secret?, retry: RetryPolicy = RetryPolicy(), spread: Double = 0
    ) {
        self.api = api
        self.authentication = authentication
        self.environment = environment
        self.credential = credential
        self.retry = retry
        self.spread = spread
        switch credential {
        case .accessToken(let secret, _): accessToken = secret
        case .apiToken: accessToken = keptToken
        }
        pending = .exchange(credential.secret, at: authentication)
    }

    /// Begins with a question.
    package mutating func ask(_ call: TaskCall) -> Action {
        self.call = call
        unknownName = nil
        prepare()
        return send()
    }

    /// Goes on after an action was carried out.
    package mutating func next(after event: Event) -> Action {
        switch event {
        case .done: return send()
        case .lost(let failure):
            if failure.isPassing, let wait = wait(requested: nil) {
                return .wait(wait, reason: "\(failure.message(service: service))\(Self.again(wait))")
            }
            return .finish(.failure(.transfer(failure, service: service)))
        case .answer(let answer):
            let reading = AnswerReading(answer, from: service)
            switch stage {
            case .exchanging: return tokenAnswer(reading)
            case .asking(let call): return taskAnswer(reading, to: call)
            }
        }
    }

    // MARK: Requests

    private var service: String { pending.address.name }

    /// Decides the next request: the call, or an exchange first if there is no access token.
    private mutating func prepare() {
        attempt = 0
        redirects = 0
        if let accessToken {
            stage = .asking(call)
            pending = .get(api.url(call.path(in: environment)), of: api, token: accessToken)
        } else {
            stage = .exchanging
            pending = .exchange(credential.secret, at: authentication)
        }
    }

    private mutating func send() -> Action {
        attempt += 1
        return .send(pending)
    }

    // MARK: Answers

    private mutating func tokenAnswer(_ reading: AnswerReading) -> Action {
        guard case .apiToken(_, let variable) = credential else { return send() }
        if case .busy(let status, let words, let requested) = reading {
            // Only where the server says that it has not looked at the request: an exchange is no mere reading.
            return busy(status, words, requested, isRepeatable: status == 429 || status == 503)
        }
        switch TokenExchange.result(of: reading, from: service, variable: variable) {
        case .success(let token):
            accessToken = token.secret
            prepare()
            return .keep(token)
        case .failure(let failure): return .finish(.failure(failure))
        }
    }

    private mutating func taskAnswer(_ reading: AnswerReading, to call: TaskCall) -> Action {
        switch reading {
        case .document(let body): return document(body)
        case .redirect(let place):
            guard redirects < Self.mostRedirects else {
                return .finish(.failure(.redirectedInCircles(service: service)))
            }
            guard let url = api.redirect(to: place), let accessToken else {
                return .finish(.failure(.redirected(service: service, to: place)))
            }
            redirects += 1
            attempt = 0
            pending = .get(url, of: api, token: accessToken)
            return send()
        case .unauthorised(let words): return unauthorised(words)
        case .forbidden(let words):
            return .finish(.failure(.forbidden(environment, service: service, words: words)))
        case .missing:
            guard case .one(let name) = call else {
                return .finish(.failure(.noSuchEnvironment(environment, service: service)))
            }
            unknownName = name
            self.call = .all
            prepare()
            return send()
        case .busy(let status, let words, let requested): return busy(status, words, requested, isRepeatable: true)
        case .failed(let failure): return .finish(.failure(failure))
        }
    }

    private func document(_ body: [UInt8]) -> Action {
        let value = JSONBody.read(body) ?? .null
        switch call {
        case .one:
            guard case .object = value else {
                return .finish(.failure(.noTaskInAnswer(service: service, found: value.kind)))
            }
        case .all:
            let tasks = TaskCollection(value)
            if let unknownName {
                return .finish(.failure(.noSuchTask(unknownName.description, environment, others: tasks?.names)))
            }
            guard let tasks else {
                return .finish(
                    .failure(.noTasksInAnswer(service: service, found: TaskCollection.kindOfIntruder(in: value))))
            }
            if tasks.isEmpty { return .finish(.failure(.noTasks(environment))) }
        }
        return .finish(.success(APIDocument(body: body, url: pending.url, service: service)))
    }

    private mutating func unauthorised(_ words: String?) -> Action {
        switch credential {
        case .accessToken(_, let variable):
            return .finish(.failure(.refusedAccessToken(variable: variable, service: service, words: words)))
        case .apiToken where hasRenewed:
            return .finish(
                .failure(
                    .refusedFreshToken(service: service, authentication: authentication.name, words: words)))
        case .apiToken:
            hasRenewed = true
            accessToken = nil
            prepare()
            return .forget
        }
    }

    private mutating func busy(
        _ status: Int, _ words: String?, _ requested: Duration?, isRepeatable: Bool
    ) -> Action {
        guard isRepeatable, let wait = wait(requested: requested) else {
            return .finish(
                .failure(
                    .busy(service: service, status: status, words: words, wait: requested, attempts: attempt)))
        }
        return .wait(wait, reason: "\(service) answered \(status)\(Self.again(wait))")
    }

    private func wait(requested: Duration?) -> Duration? {
        retry.wait(afterAttempt: attempt, requested: requested, spread: spread)
    }

    private static func again(_ wait: Duration) -> String {
        let tenths = (wait + .milliseconds(50)).components
        return "; asking again in \(tenths.seconds).\(tenths.attoseconds / 100_000_000_000_000_000) s"
    }
}
