/// What answers a task that asks the container's token endpoint for a token (contract 6.6).
package enum AuthorizationProxy: String, Sendable, CaseIterable {
    /// A token that no service takes: enough for a task that only has to get one.
    case stub
    /// Tokens of the user's own login, which may do all that the user may.
    case login
}
