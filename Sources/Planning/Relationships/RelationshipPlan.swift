import Documents

/// What a run gives the task of one relationship.
package struct RelationshipPlan: Sendable, Equatable {
    /// Who says where the service is.
    package enum Source: Sendable, Equatable {
        /// The user, in an option, a file or a variable.
        case given(String)
        /// Nobody: the platform's defaults stand for it, on this machine.
        case assumed(ServiceKind)
    }

    /// Where a connection can be tried.
    package struct Reach: Sendable, Equatable {
        /// A name or an address.
        package let host: String
        package let port: UInt16
    }

    package let name: String
    package let source: Source
    /// As the task sees them; never empty.
    package let endpoints: [RelationshipEndpoint]
    /// Where the endpoints really are, seen from this machine; one each, `nil` where there is no port.
    package let reaches: [Reach?]
    /// The names that the hosts file has to know, with their address; empty where the task uses the real host.
    package let hosts: [HostLine]

    /// A line of the hosts file.
    package struct HostLine: Sendable, Equatable {
        package let address: String
        package let name: String
    }

    /// The example of an option that names another place.
    package var option: String {
        let kind = endpoints[0].text("type").flatMap(ServiceKind.init(type:)) ?? .application
        return "--relationship \(name)=\(kind.example)"
    }

    /// What the user gave that is secret: passwords, and members of endpoints and queries with such a name.
    ///
    /// The passwords of the platform's own defaults, which everybody knows, are none.
    var secrets: [SecretValue] {
        guard case .given = source else { return [] }
        return endpoints.flatMap { endpoint -> [SecretValue] in
            let standard = endpoint.text("type").flatMap(ServiceKind.init(type:))?.credentials.password
            let found = SecretValues.inObject(endpoint.json).filter { !$0.value.isEmpty && $0.value != standard }
            return found.flatMap { secret -> [SecretValue] in
                let name = RelationshipVariable.name(name, secret.name)
                let encoded = PercentEncoding.account(secret.value)
                return [SecretValue(name: name, value: secret.value)]
                    + (encoded == secret.value ? [] : [SecretValue(name: name, value: encoded)])
            }
        }
    }

    /// The form of the plan's JSON, passwords masked.
    var json: JSONValue {
        let source: JSONValue =
            switch self.source {
            case .given(let origin): .string(origin)
            case .assumed: "assumed"
            }
        return [
            "name": .string(name), "source": source,
            "endpoints": .array(
                endpoints.map { endpoint in
                    SecretValues.masked(endpoint.json)
                }),
            "reached_at": .array(reaches.map { .optional($0.map { "\($0.host):\($0.port)" }) }),
        ]
    }
}
