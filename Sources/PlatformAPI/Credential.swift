/// What taskbox shows to the platform, and the variable of the user's environment that it comes from.
package enum Credential: Sendable, Equatable {
    /// Goes to the API as it is.
    case accessToken(Secret, variable: String)
    /// Goes to the authentication server alone, which gives access tokens for it (contract 6.7).
    case apiToken(Secret, variable: String)

    /// A variable that a token can come from.
    private struct Variable {
        let name: String
        let isAccessToken: Bool
        /// Whether it names a file with the token.
        var isFile = false
    }

    /// The first that is not empty counts; the names are those of the platform's own command line, where it has them.
    private static let known = [
        Variable(name: "UPSUN_TOKEN", isAccessToken: true),
        Variable(name: "UPSUN_TOKEN_FILE", isAccessToken: true, isFile: true),
        Variable(name: "UPSUN_CLI_TOKEN", isAccessToken: false),
        Variable(name: "UPSUN_CLI_TOKEN_FILE", isAccessToken: false, isFile: true),
        Variable(name: "PLATFORMSH_CLI_TOKEN", isAccessToken: false),
    ]

    /// All variables that hold a token or lead to one, none of which a task may see.
    package static let variables = known.map(\.name)

    /// The credential of an environment.
    ///
    /// `read` gives the text of a file that holds a token.
    package init(
        environment: [String: String], read: (String) throws(TokenFileProblem) -> String
    ) throws(APIFailure) {
        for variable in Credential.known {
            guard let value = environment[variable.name], !value.isEmpty else { continue }
            var text = value
            if variable.isFile {
                do throws(TokenFileProblem) {
                    text = try read(value)
                } catch {
                    throw .unusableTokenFile(variable: variable.name, path: value, error)
                }
                // Editors end a file with a line feed.
                while text.last?.isNewline ?? false { text.removeLast() }
                if text.isEmpty { throw .unusableTokenFile(variable: variable.name, path: value, .isEmpty) }
            }
            guard let secret = Secret(text) else {
                throw .unusableToken(variable: variable.isFile ? "the file of \(variable.name)" : variable.name)
            }
            self =
                variable.isAccessToken
                ? .accessToken(secret, variable: variable.name) : .apiToken(secret, variable: variable.name)
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
