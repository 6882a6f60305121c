import Documents

/// The exchange of an API token for an access token alone (contract 6.7).
package enum TokenExchange {
    /// The request for it.
    package static func request(_ apiToken: Secret, at authentication: ServiceAddress) -> HTTPRequest {
        .exchange(apiToken, at: authentication)
    }

    /// What an answer to it means; `variable` is where the API token comes from.
    package static func result(
        of answer: HTTPAnswer, from service: String, variable: String
    ) -> Result<AccessToken, APIFailure> {
        result(of: AnswerReading(answer, from: service), from: service, variable: variable)
    }

    static func result(
        of reading: AnswerReading, from service: String, variable: String
    ) -> Result<AccessToken, APIFailure> {
        switch reading {
        case .document(let body):
            do throws(AccessTokenError) {
                return .success(try AccessToken(answer: JSONBody.read(body) ?? .null))
            } catch {
                return .failure(.noAccessToken(service: service, error))
            }
        case .redirect(let place): return .failure(.redirected(service: service, to: place))
        case .unauthorised(let words), .forbidden(let words), .failed(.unexpectedStatus(_, 400, let words)):
            return .failure(.refusedAPIToken(variable: variable, service: service, words: words))
        case .missing: return .failure(.unexpectedStatus(service: service, status: 404, words: nil))
        case .busy(let status, let words, let wait):
            return .failure(.busy(service: service, status: status, words: words, wait: wait, attempts: 1))
        case .failed(let failure): return .failure(failure)
        }
    }
}
