import Planning

extension OptionSpecification {
    package static let authorizationProxy = OptionSpecification(
        "auth-proxy", value: Value(oneOf: AuthorizationProxy.self, placeholder: "TOKENS", defaultText: nil),
        section: .environment,
        """
        Answers the task on 127.0.0.1:8200 as the platform's token endpoint does: with a token that nothing takes, or with \
        tokens of your own login.
        """)
}
