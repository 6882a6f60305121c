/// Gives the tokens that the endpoint hands out; may block.
package typealias TokenSource = @Sendable () -> Result<TokenGrant, TokenRefusal>

/// A token for a task.
package struct TokenGrant: Sendable, Equatable {
    package let token: String
    /// In seconds from now; `nil` where it is not known.
    package let lifetime: Int?

    package init(token: String, lifetime: Int?) {
        self.token = token
        self.lifetime = lifetime
    }
}

/// Why there is no token, in words without secrets.
package struct TokenRefusal: Error, Sendable, Equatable {
    package let words: String

    package init(_ words: String) { self.words = words }
}
