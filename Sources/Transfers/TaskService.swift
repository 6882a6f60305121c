import Foundation
import PlatformAPI
import ProcessSupport

/// Asks the platform about tasks: drives a conversation, and does what it says.
package struct TaskService: Sendable {
    private let transfer: CurlTransfer
    private let cache: TokenCache?
    private let api: ServiceAddress
    private let authentication: ServiceAddress
    private let environment: APIEnvironment
    private let credential: Credential

    /// Without a cache, each service gets an access token of its own.
    package init(
        transfer: CurlTransfer, cache: TokenCache?, api: ServiceAddress, authentication: ServiceAddress,
        environment: APIEnvironment, credential: Credential
    ) {
        self.transfer = transfer
        self.cache = cache
        self.api = api
        self.authentication = authentication
        self.environment = environment
        self.credential = credential
    }

    /// Why a question was not answered, in words without secrets.
    package struct Failure: Error, Sendable, Equatable {
        package let message: String
        package let hint: String?
        /// Whether the environment is there and has no tasks, which is a fault only where one is needed.
        package let isWithoutTasks: Bool

        /// A server may have said back what it was told.
        package init(_ failure: APIFailure, hiding secrets: [Secret] = []) {
            message = failure.message.hiding(secrets)
            hint = failure.hint?.hiding(secrets)
            if case .noTasks = failure { isWithoutTasks = true } else { isWithoutTasks = false }
        }
    }

    /// Blocks the calling thread until the answer is there or the question has failed for good.
    ///
    /// `report` hears of waits, in sentences without a full stop.
    package func ask(_ call: TaskCall, report: (String) -> Void) throws(Failure) -> APIDocument {
        let key = cacheKey
        let kept = key.flatMap { cache?.token(for: $0) }
        var secrets = [credential.secret] + [kept].compactMap(\.self)
        var conversation = APIConversation(
            api: api, authentication: authentication, environment: environment, credential: credential,
            keptToken: kept, spread: .random(in: 0...1))
        var action = conversation.ask(call)
        while true {
            var event = APIConversation.Event.done
            switch action {
            case .send(let request):
                do throws(APIFailure) {
                    event = try transfer.send(request)
                } catch {
                    throw Failure(error, hiding: secrets)
                }
            case .wait(let duration, let reason):
                report(reason.hiding(secrets))
                Thread.sleep(forTimeInterval: duration / .seconds(1))
            case .keep(let token):
                secrets.append(token.secret)
                if let key, let cache {
                    do throws(SystemError) {
                        try cache.keep(token, for: key)
                    } catch {
                        report("the access token could not be kept for the next time: \(error)")
                    }
                }
            case .forget: if let key { cache?.forget(key) }
            case .finish(.success(let document)): return document
            case .finish(.failure(let failure)): throw Failure(failure, hiding: secrets)
            }
            action = conversation.next(after: event)
        }
    }

    private var cacheKey: TokenCache.Key? {
        if case .apiToken(let token, _) = credential {
            return TokenCache.Key(apiToken: token, authentication: authentication)
        }
        return nil
    }
}
