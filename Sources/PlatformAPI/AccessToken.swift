import Documents

/// A token that the authentication server gave for an API token.
package struct AccessToken: Sendable, Equatable {
    package let secret: Secret
    /// How long it holds from the moment it was given; `nil` where the server does not say.
    package let lifetime: Duration?

    package init(secret: Secret, lifetime: Duration?) {
        self.secret = secret
        self.lifetime = lifetime
    }

    /// No access token lives longer, whatever a server says.
    private static let longestLifetime = 86_400

    /// Reads the answer of the authentication server: `{"access_token": …, "expires_in": 900, "token_type": "bearer"}`
    /// (contract 6.7).
    ///
    /// - Throws: what is wrong with the answer, in words that follow its quoted sender.
    init(answer: JSONValue) throws(AccessTokenError) {
        guard case .string(let text)? = answer["access_token"] else { throw .missing }
        guard let secret = Secret(text) else { throw .unusable }
        if case .string(let type)? = answer["token_type"], type.lowercased() != "bearer" { throw .otherType(type) }
        var lifetime: Duration?
        if case .integer(let seconds)? = answer["expires_in"], seconds > 0 {
            lifetime = .seconds(min(seconds, AccessToken.longestLifetime))
        }
        self.init(secret: secret, lifetime: lifetime)
    }
}

/// Why an answer of the authentication server holds no token that can be used.
package enum AccessTokenError: Error, Sendable, Equatable {
    case missing
    case unusable
    case otherType(String)

    /// Follows "gave no access token: ".
    var reason: String {
        switch self {
        case .missing: "its answer has no \"access_token\""
        case .unusable: "what it calls so holds a space, a line break or another character that no token has"
        case .otherType(let type): "its \"token_type\" is \(type.quoted()), not \"bearer\""
        }
    }
}
