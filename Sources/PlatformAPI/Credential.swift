/// What taskbox shows to the platform, and the variable of the user's environment that it comes from.
package enum Credential: Sendable, Equatable {
    /// Goes to the API as it is.
    case accessToken(Secret, variable: String)
    /// Goes to the authentication server alone, which gives access tokens for it (contract 6.7).
    case apiToken(Secret, variable: String)

    /// A variable with an access token.
    package static let accessTokenVariable = "UPSUN_TOKEN"
    /// The variables that may hold an API token, as the platform's own command line knows them.
    package static let apiTokenVariables = ["UPSUN_CLI_TOKEN", "PLATFORMSH_CLI_TOKEN"]
    /// All variables that hold a token, none of which a task may see.
    package static let variables = [accessTokenVariable] + apiTokenVariables

    /// The credential of an environment; the first variable that is not empty counts.
    package init(environment: [String: String]) throws(APIFailure) {
        for variable in Credential.variables {
            guard let text = environment[variable], !text.isEmpty else { continue }
            guard let secret = Secret(text) else { throw .unusableToken(variable: variable) }
            self =
                variable == Credential.accessTokenVariable
                ? .accessToken(secret, variable: variable) : .apiToken(secret, variable: variable)
            return
        }
        throw .noToken
    }

    /// The token itself.
    package var secret: Secret {
        switch self {
        case .accessToken(let secret, _), .apiToken(let secret, _): secret
        }
    }
}
