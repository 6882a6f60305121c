import Execution
import Planning
import PlatformAPI
import Transfers

/// Where the tokens of `--auth-proxy` come from.
struct AuthorizationTokens {
    let context: CommandContext
    let console: Console
    /// What `--auth-url` says, where a task of the platform is run.
    private let authenticationAddress: ServiceAddress?

    init(context: CommandContext, console: Console, of options: PlanningOptions) {
        self.context = context
        self.console = console
        authenticationAddress = options.task.platform?.authenticationAddress
    }

    private static let timeLimit = Duration.seconds(30)

    /// What a plan needs of tokens.
    struct Choice {
        /// `nil` for no endpoint.
        let source: TokenSource?
        /// The user's own, which nothing shows or keeps.
        ///
        /// A task that runs longer than the first of them holds gets others, which are not among these.
        let secrets: [String]
    }

    /// The source of a plan's tokens; `nil` after the reason was printed why there is none.
    ///
    /// The login is tried before anything runs, so that a task does not find out late.
    func source(for plan: RunPlan) -> Choice? {
        guard let proxy = plan.authorizationProxy else { return Choice(source: nil, secrets: []) }
        return choice(for: proxy)
    }

    private func choice(for proxy: AuthorizationProxy) -> Choice? {
        switch proxy {
        case .stub:
            let token = "taskbox-stub-\(UInt64.random(in: 0 ... .max))"
            return Choice(source: { .success(TokenGrant(token: token, lifetime: nil)) }, secrets: [])
        case .login:
            let tokens: LoginTokens
            do throws(APIFailure) {
                let access = PlatformAccess(context: context)
                tokens = LoginTokens(
                    transfer: try access.transfer(timeLimit: Self.timeLimit),
                    authentication: try access.authentication(authenticationAddress),
                    credential: try access.credential())
            } catch {
                let failure = TaskService.Failure(error)
                console.fail(failure.message, hint: failure.hint)
                return nil
            }
            do throws(TaskService.Failure) {
                let first = try tokens.next().token.value
                return Choice(source: { AuthorizationTokens.grant(from: tokens) }, secrets: [first])
            } catch {
                console.fail(error.message, hint: error.hint)
                return nil
            }
        }
    }

    private static func grant(from tokens: LoginTokens) -> Result<TokenGrant, TokenRefusal> {
        do throws(TaskService.Failure) {
            let (token, lifetime) = try tokens.next()
            return .success(TokenGrant(token: token.value, lifetime: lifetime.map { Int($0.components.seconds) }))
        } catch {
            return .failure(TokenRefusal(error.message))
        }
    }
}
