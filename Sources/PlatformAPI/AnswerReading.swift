import Documents

/// What an answer means, whoever asked.
enum AnswerReading: Equatable {
    /// A body that is valid JSON.
    case document([UInt8])
    /// Another address, as the server wrote it.
    case redirect(String)
    /// 401.
    case unauthorised(words: String?)
    /// 403.
    case forbidden(words: String?)
    /// 404.
    case missing
    /// 429, or a fault of the server that may be gone in a moment.
    case busy(status: Int, words: String?, wait: Duration?)
    /// Anything else; asking again would give the same.
    case failed(APIFailure)

    init(_ answer: HTTPAnswer, from service: String) {
        switch answer.status {
        case 200...299: self = Self.body(of: answer, from: service)
        case 301, 302, 303, 307, 308: self = .redirect(answer.header("location") ?? "")
        case 401 where !answer.isWebPage: self = .unauthorised(words: ServerWords.of(answer))
        case 403 where !answer.isWebPage: self = .forbidden(words: ServerWords.of(answer))
        case 404 where !answer.isWebPage: self = .missing
        case 429, 500, 502, 503, 504:
            self = .busy(status: answer.status, words: ServerWords.of(answer), wait: answer.retryAfter)
        case 401, 403, 404: self = .failed(.webPage(service: service, status: answer.status))
        default:
            self = .failed(
                .unexpectedStatus(service: service, status: answer.status, words: ServerWords.of(answer)))
        }
    }

    private static func body(of answer: HTTPAnswer, from service: String) -> AnswerReading {
        if answer.isWebPage { return .failed(.webPage(service: service, status: answer.status)) }
        guard answer.body.contains(where: { !$0.isSpace }) else {
            return .failed(.emptyBody(service: service, status: answer.status))
        }
        guard let problem = JSONBody.problem(answer.body) else { return .document(answer.body) }
        if let type = answer.contentType, type != "application/json", !type.hasSuffix("+json"), !answer.beginsAsJSON {
            return .failed(.otherType(service: service, type: type))
        }
        return .failed(.brokenJSON(service: service, problem: problem))
    }
}

extension HTTPAnswer {
    /// What stands between people and the Internet in hotels, and errors of proxies.
    fileprivate var isWebPage: Bool { contentType == "text/html" || firstCharacter == UInt8(ascii: "<") }

    fileprivate var beginsAsJSON: Bool { firstCharacter == UInt8(ascii: "{") || firstCharacter == UInt8(ascii: "[") }

    private var firstCharacter: UInt8? { body.first { !$0.isSpace } }
}

extension UInt8 {
    fileprivate var isSpace: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
