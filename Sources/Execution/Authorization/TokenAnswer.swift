import Documents

/// What the token endpoint answers (contract 6.6).
struct TokenAnswer: Equatable {
    let status: Int
    let body: JSONValue
    /// Why there is no token where one is due.
    var failure: String?

    /// The path of the endpoint.
    static let path = "/oauth2/token"
    /// How long a token holds that no time is asked for.
    static let standardLifetime = 60
    /// No token is given for longer.
    static let longestLifetime = 900

    /// Decides an answer; `mint` is asked only where a token is due.
    static func to(_ request: TokenRequest, mint: TokenSource) -> TokenAnswer {
        guard isForUs(request) else {
            return refusal(403, "access_denied", "this endpoint is for programs that ask localhost for a token")
        }
        guard request.path == path else { return refusal(404, "not_found", "there is nothing at this path") }
        guard request.method == "POST" else {
            return refusal(405, "invalid_request", "a token is asked for with POST")
        }
        guard let grant = request.form["grant_type"] else {
            return refusal(400, "invalid_request", "the form has no grant_type")
        }
        guard grant == "client_credentials" else {
            return refusal(400, "unsupported_grant_type", "the only grant_type is client_credentials")
        }
        var lifetime = standardLifetime
        if let text = request.headers["x-token-ttl"] {
            guard let seconds = Int(text), seconds > 0 else {
                return refusal(400, "invalid_request", "x-token-ttl is a number of seconds")
            }
            lifetime = min(seconds, longestLifetime)
        }
        switch mint() {
        case .success(let grant):
            return TokenAnswer(
                status: 200,
                body: [
                    "access_token": .string(grant.token),
                    "expires_in": .integer(min(lifetime, grant.lifetime ?? lifetime)), "token_type": "bearer",
                ])
        case .failure(let failure):
            var answer = refusal(503, "temporarily_unavailable", failure.words)
            answer.failure = failure.words
            return answer
        }
    }

    /// A page in a browser can give its own name the address of this machine, and then ask as if it were at home.
    private static func isForUs(_ request: TokenRequest) -> Bool {
        guard request.headers["origin"] == nil else { return false }
        guard let host = request.headers["host"] else { return true }
        let name =
            host.hasSuffix(":\(TokenEndpoint.port)") ? String(host.dropLast(":\(TokenEndpoint.port)".count)) : host
        return ["localhost", "127.0.0.1"].contains(name.lowercased())
    }

    /// An error in the form of OAuth.
    static func refusal(_ status: Int, _ error: String, _ words: String) -> TokenAnswer {
        TokenAnswer(status: status, body: ["error": .string(error), "error_description": .string(words)])
    }

    /// The whole answer; the connection ends with it.
    var bytes: [UInt8] {
        let text = JSONWriter.line(body)
        return Array(
            """
            HTTP/1.1 \(status) \(TokenAnswer.reasons[status] ?? "Error")\r
            Content-Type: application/json\r
            Cache-Control: no-store\r
            Content-Length: \(text.utf8.count)\r
            Connection: close\r
            \r
            \(text)
            """.utf8)
    }

    private static let reasons = [
        200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        411: "Length Required", 413: "Content Too Large", 431: "Request Header Fields Too Large",
        503: "Service Unavailable",
    ]
}
