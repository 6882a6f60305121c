import Documents

/// What the user says of where a relationship leads.
package struct RelationshipBinding: Sendable, Equatable {
    package enum Target: Sendable, Equatable {
        case address(EndpointAddress)
        /// Members of endpoints in the platform's own form, as an element of `PLATFORM_RELATIONSHIPS` has them; those that
        /// are missing are filled in. Never empty.
        case endpoints([JSONValue])
    }

    /// The relationship's name.
    package let name: String
    package let target: Target
    /// Where it was said: an option, a file with its place, a variable.
    package let origin: String

    package init(name: String, target: Target, origin: String) {
        self.name = name
        self.target = target
        self.origin = origin
    }

    /// The hosts that it names.
    package var hosts: [String] {
        switch target {
        case .address(let address): [address.host]
        case .endpoints(let endpoints):
            endpoints.compactMap { endpoint in
                if case .string(let host)? = endpoint["host"] { host } else { nil }
            }
        }
    }
}
