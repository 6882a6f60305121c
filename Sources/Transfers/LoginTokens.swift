import Foundation
import PlatformAPI
import ProcessSupport
import Synchronization

/// Access tokens of the user's own login, for a task that asks for them one after the other.
///
/// A token is used again until it is about to end; none is written to a file.
package final class LoginTokens: Sendable {
    private let transfer: CurlTransfer
    private let authentication: ServiceAddress
    private let credential: Credential
    private let kept = Mutex<(token: AccessToken, end: SuspendingClock.Instant)?>(nil)

    /// A token is not given any more when it would end so soon.
    private static let margin = Duration.seconds(60)

    package init(transfer: CurlTransfer, authentication: ServiceAddress, credential: Credential) {
        self.transfer = transfer
        self.authentication = authentication
        self.credential = credential
    }

    /// A token with the time that it still holds, which is `nil` where nobody says.
    ///
    /// Blocks the calling thread while the authentication server is asked; others wait for the same answer.
    package func next() throws(TaskService.Failure) -> (token: Secret, lifetime: Duration?) {
        guard case .apiToken(let apiToken, let variable) = credential else { return (credential.secret, nil) }
        let clock = SuspendingClock()
        let result = kept.withLock { kept -> Result<(token: Secret, lifetime: Duration?), TaskService.Failure> in
            if let (token, end) = kept, clock.now.advanced(by: Self.margin) < end {
                return .success((token.secret, clock.now.duration(to: end)))
            }
            let start = clock.now
            switch exchange(apiToken, variable) {
            case .failure(let failure): return .failure(TaskService.Failure(failure, hiding: [apiToken]))
            case .success(let token):
                // Without a word about its time it is asked for anew each time.
                kept = token.lifetime.map { (token, start.advanced(by: $0)) }
                return .success((token.secret, token.lifetime))
            }
        }
        return try result.get()
    }

    private func exchange(_ apiToken: Secret, _ variable: String) -> Result<AccessToken, APIFailure> {
        do throws(APIFailure) {
            switch try transfer.send(TokenExchange.request(apiToken, at: authentication)) {
            case .answer(let answer):
                return TokenExchange.result(of: answer, from: authentication.name, variable: variable)
            case .lost(let failure): return .failure(.transfer(failure, service: authentication.name))
            case .done: return .failure(.emptyBody(service: authentication.name, status: 0))
            }
        } catch {
            return .failure(error)
        }
    }
}
