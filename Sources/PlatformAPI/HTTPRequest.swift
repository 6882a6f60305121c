import Documents

/// One request, decided down to the last header; whoever carries it out adds nothing.
package struct HTTPRequest: Sendable, Equatable {
    /// The two methods that asking about tasks takes.
    package enum Method: Sendable, Equatable {
        case get
        /// With a body of the type `application/x-www-form-urlencoded`, which may hold a secret.
        case postForm(String)
    }

    /// What the `Authorization` header shows.
    package enum Authorization: Sendable, Equatable {
        case bearer(Secret)
        /// HTTP Basic without a password, as public clients of the authentication server identify themselves.
        case client(String)
    }

    package let method: Method
    package let address: ServiceAddress
    /// Begins with the address's origin.
    package let url: String
    package let authorization: Authorization
    /// The longest body that is taken, in bytes.
    package let bodyLimit: Int

    /// No environment has so many tasks.
    package static let longestDocument = 16 << 20
    /// An answer with a token is a few kilobytes long.
    package static let longestTokenAnswer = 256 << 10

    /// A call of the API.
    static func get(_ url: String, of address: ServiceAddress, token: Secret) -> HTTPRequest {
        HTTPRequest(
            method: .get, address: address, url: url, authorization: .bearer(token), bodyLimit: longestDocument)
    }

    /// The exchange of an API token for an access token (contract 6.7).
    static func exchange(_ apiToken: Secret, at address: ServiceAddress) -> HTTPRequest {
        let form = PercentEncoding.form([("grant_type", "api_token"), ("api_token", apiToken.value)])
        return HTTPRequest(
            method: .postForm(form), address: address, url: address.url(["oauth2", "token"]),
            authorization: .client("platform-api-user"), bodyLimit: longestTokenAnswer)
    }
}
