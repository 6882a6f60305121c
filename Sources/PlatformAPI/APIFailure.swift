import Documents

/// Why the platform gave no definition.
package enum APIFailure: Error, Sendable, Equatable {
    // Before anything is sent.
    case noToken
    case unusableToken(variable: String)
    case unusableTokenFile(variable: String, path: String, TokenFileProblem)
    case unusableID(what: String, String)
    case unusableAddress(from: String, String, ServiceAddressError)
    case noEnvironmentName
    case noCurl
    case unusableCurl(words: String)
    // What a server refuses.
    case refusedAccessToken(variable: String, service: String, words: String?)
    case refusedAPIToken(variable: String, service: String, words: String?)
    case refusedFreshToken(service: String, authentication: String, words: String?)
    case forbidden(APIEnvironment, service: String, words: String?)
    case noSuchEnvironment(APIEnvironment, service: String)
    case noSuchTask(String, APIEnvironment, others: [String]?)
    case noTasks(APIEnvironment)
    case otherTask(asked: String, got: String, service: String)
    case busy(service: String, status: Int, words: String?, wait: Duration?, attempts: Int)
    // What is no answer of the platform.
    case redirected(service: String, to: String)
    case redirectedInCircles(service: String)
    case webPage(service: String, status: Int)
    case emptyBody(service: String, status: Int)
    case otherType(service: String, type: String)
    case brokenJSON(service: String, problem: String)
    case noTaskInAnswer(service: String, found: String)
    case noTasksInAnswer(service: String, found: String)
    case unexpectedStatus(service: String, status: Int, words: String?)
    case noAccessToken(service: String, AccessTokenError)
    // The network.
    case transfer(TransferFailure, service: String)

    /// A sentence without a full stop.
    package var message: String {
        switch self {
        case .noToken: return "asking the platform needs a token, and no variable holds one"
        case .unusableToken(let variable):
            return
                "\(variable) holds no token: there is a space, a line break or another character in it that no token has"
        case .unusableTokenFile(let variable, let path, let problem):
            return "\(variable) names the file \(path.quoted(limit: 200)), which \(problem.words)"
        case .unusableID(let what, let text): return "\(text.quoted()) can not be \(what)"
        case .unusableAddress(let origin, let text, let error): return "\(origin): \(text.quoted()) \(error.reason)"
        case .noEnvironmentName: return "no environment is named, and there is no Git branch to take for it"
        case .noCurl: return "the program curl is needed to ask the platform, and PATH has none"
        case .unusableCurl(let words): return "the program curl could not be used: \(words)"
        case .refusedAccessToken(let variable, let service, let words):
            return "\(service) refuses the access token of \(variable)\(Self.colon(words))"
        case .refusedAPIToken(let variable, let service, let words):
            return "\(service) refuses the API token of \(variable)\(Self.colon(words))"
        case .refusedFreshToken(let service, let authentication, let words):
            return "\(service) refuses the access token that \(authentication) has just given\(Self.colon(words))"
        case .forbidden(let environment, let service, let words):
            return "\(service) does not let you see the tasks of \(environment.words)\(Self.colon(words))"
        case .noSuchEnvironment(let environment, let service):
            return "\(service) knows no \(environment.words), or hides it from you"
        case .noSuchTask(let name, let environment, _): return "\(environment.words) has no task named \(name.quoted())"
        case .noTasks(let environment): return "\(environment.words) has no tasks"
        case .otherTask(let asked, let got, let service):
            return "\(service) was asked for the task \(asked.quoted()) and answered with \(got.quoted())"
        case .busy(let service, 429, let words, let wait, _):
            let pause = wait.map { " for the next \($0.components.seconds) s" } ?? " for now"
            return "\(service) takes no more requests\(pause) (429)\(Self.colon(words))"
        case .busy(let service, let status, let words, _, let attempts):
            let times = attempts > 1 ? " to each of \(attempts) requests" : ""
            return "\(service) answered \(status)\(times), a fault of its own\(Self.colon(words))"
        case .redirected(let service, let place):
            return "\(service) sends its callers to \(place.quoted(limit: 120)), where the token must not go"
        case .redirectedInCircles(let service): return "\(service) sends its callers from one address to the next"
        case .webPage(let service, let status):
            return "instead of an answer of \(service) came a web page (status \(status))"
        case .emptyBody(let service, let status): return "the answer of \(service) is empty (status \(status))"
        case .otherType(let service, let type): return "the answer of \(service) is \(type.quoted()), not JSON"
        case .brokenJSON(let service, let problem): return "the answer of \(service) is no valid JSON: \(problem)"
        case .noTaskInAnswer(let service, let found): return "the answer of \(service) is \(found), not a task"
        case .noTasksInAnswer(let service, let found):
            return "the answer of \(service) is \(found), not a list of tasks"
        case .unexpectedStatus(let service, let status, let words):
            return "\(service) answered \(status)\(Self.colon(words))"
        case .noAccessToken(let service, let error): return "\(service) gave no access token: \(error.reason)"
        case .transfer(let failure, let service): return failure.message(service: service)
        }
    }

    /// What to do, without a full stop.
    package var hint: String? {
        switch self {
        case .noToken:
            "set UPSUN_CLI_TOKEN (or PLATFORMSH_CLI_TOKEN) to an API token, which the Console makes under \"My profile\", "
                + "\"API tokens\"; or UPSUN_CLI_TOKEN_FILE to a file with it that you alone can read; or UPSUN_TOKEN to an "
                + "access token that you have"
        case .unusableToken: "copy the token again, without quotes and line ends"
        case .unusableTokenFile(_, let path, let problem): problem.hint(path: path)
        case .unusableID: "the Console and \"upsun environment:list\" show the ids"
        case .unusableAddress: nil
        case .noEnvironmentName: "name it with --environment, as the Console does"
        case .noCurl, .unusableCurl: "install the package curl, or give a saved definition as a file"
        case .refusedAccessToken:
            "access tokens end after minutes: set a new one, or an API token in UPSUN_CLI_TOKEN, for which taskbox gets "
                + "access tokens itself"
        case .refusedAPIToken: "make a new one in the Console, under \"My profile\", \"API tokens\""
        case .refusedFreshToken: "the addresses of API and authentication server must belong together"
        case .forbidden: "check both ids, and that the token's owner is at least a viewer of the environment"
        case .noSuchEnvironment: "check both ids; --environment names another than the current Git branch"
        case .noSuchTask(let name, _, let others):
            others.map { Self.list(of: $0, nearestTo: name) } ?? "the names of its tasks can not be read either"
        case .noTasks: "tasks stand under \"tasks\" in .upsun/config.yaml, and are there after the next deployment"
        case .otherTask, .otherType: "check the address of the API"
        case .busy(_, 429, _, _, _): "try again later"
        case .busy: "try again later; https://status.upsun.com tells of known faults"
        case .redirected, .redirectedInCircles: "--api-url and --auth-url set other addresses"
        case .webPage:
            "a proxy, or the sign-in page of a network, may stand in between: open any page in a browser to see it"
        case .emptyBody, .brokenJSON: "it may have been cut on its way: try again"
        case .noTaskInAnswer, .noTasksInAnswer: "check the address of the API"
        case .unexpectedStatus, .noAccessToken: "check the address of the service"
        case .transfer(let failure, _): failure.hint
        }
    }

    private static func colon(_ words: String?) -> String { words.map { ": \($0)" } ?? "" }

    /// More would not help anybody.
    private static let listLimit = 30

    private static func list(of names: [String], nearestTo name: String) -> String {
        if names.isEmpty { return "it has no tasks at all" }
        let nearest = EditDistance.nearest(to: name, among: names).map { "did you mean \($0.quoted())? " } ?? ""
        let shown = names.prefix(listLimit).map { $0.shortened() }.joined(separator: ", ")
        let rest = names.count - listLimit
        return nearest + (names.count == 1 ? "its only task is " : "its tasks are ") + shown
            + (rest > 0 ? " and \(rest) more" : "")
    }
}
