import Documents
import TaskModel

/// Decides what each relationship leads to: what the user says, else what the platform would say, on this machine.
struct RelationshipPlanner {
    let relationships: [Relationship]
    let bindings: [RelationshipBinding]
    /// The types of the project's services and applications, by name.
    let neighbours: [String: String]
    /// The addresses of hosts that the user named.
    let addresses: [String: String]
    /// Whether names of the container's hosts file are in force.
    let hasHostsFile: Bool
    let projectID: String
    let environmentName: String

    private static let loopback = "127.0.0.1"

    /// The plans of all relationships that something can be said of, in the order of the definition.
    func plans() throws(PlanFailure) -> [RelationshipPlan] {
        try checkNames()
        return relationships.compactMap { plan(for: $0) }
    }

    /// Those that nothing can be said of: their service is of no known kind, and the user does not say where it is.
    var unknown: [Relationship] {
        relationships.filter { relationship in
            !bindings.contains { $0.name == relationship.name } && kind(of: relationship) == nil
        }
    }

    private func checkNames() throws(PlanFailure) {
        let names = relationships.map(\.name)
        let diagnostics = bindings.filter { !names.contains($0.name) }.map { binding -> Diagnostic in
            let known = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
            return Diagnostic(
                .error, at: nil, path: binding.origin,
                "the task has no relationship \(binding.name.quoted()); \(known)",
                hint: EditDistance.nearest(to: binding.name, among: names).map { "did you mean \"\($0)\"?" })
        }
        if !diagnostics.isEmpty { throw PlanFailure(diagnostics) }
    }

    /// The kind of a service: by the project's configuration, else by the names that definitions mostly use.
    private func kind(of relationship: Relationship) -> ServiceKind? {
        if let type = neighbours[relationship.service ?? relationship.name] {
            return ServiceKind(type: type) ?? (relationship.endpoint == "http" ? .application : nil)
        }
        return [relationship.endpoint, relationship.service, relationship.name].lazy.compactMap { $0 }
            .compactMap(ServiceKind.init(name:)).first
    }

    private func plan(for relationship: Relationship) -> RelationshipPlan? {
        // Of several words about one relationship the first counts: they come in the order of their weight.
        guard let binding = bindings.first(where: { $0.name == relationship.name }) else {
            guard let kind = kind(of: relationship) else { return nil }
            let address = EndpointAddress(host: Self.loopback)
            return make(relationship, .assumed(kind), [described(address, kind: kind, of: relationship)])
        }
        switch binding.target {
        case .address(let address):
            let kind = kind(of: relationship, at: address)
            return make(relationship, .given(binding.origin), [described(address, kind: kind, of: relationship)])
        case .endpoints(let endpoints):
            let made = endpoints.map { completed($0, of: relationship) }
            return make(relationship, .given(binding.origin), made)
        }
    }

    /// The user's scheme decides where the configuration says nothing; and http leads to many kinds.
    private func kind(of relationship: Relationship, at address: EndpointAddress) -> ServiceKind {
        let known = kind(of: relationship)
        guard let scheme = address.scheme else { return known ?? .application }
        if let known, known.scheme == scheme || known.scheme == ServiceKind(scheme: scheme)?.scheme { return known }
        return ServiceKind(scheme: scheme) ?? known ?? .application
    }

    /// An endpoint with everything that the platform says of one.
    private func described(
        _ address: EndpointAddress, kind: ServiceKind, of relationship: Relationship
    ) -> RelationshipEndpoint {
        let service = relationship.service ?? relationship.name
        let defaults = kind.credentials
        let hasAccount = address.username != nil
        let path = address.path ?? defaults.path
        let query: JSONValue = address.query.isEmpty ? kind.query : .object(address.query)
        let scheme = address.scheme.flatMap { scheme in
            ServiceKind(scheme: scheme)?.scheme == kind.scheme && !scheme.hasSuffix("s") ? kind.scheme : scheme
        }
        var members: [JSONValue.Member] = []
        if !kind.isShort || hasAccount || address.path != nil {
            members = [
                .init("username", .optional(address.username ?? defaults.username)),
                .init("password", .optional(hasAccount ? address.password : defaults.password)),
                .init("path", .optional(path)), .init("query", query), .init("fragment", .null),
                .init("public", .bool(false)), .init("host_mapped", .bool(false)),
            ]
        }
        members += [
            .init("service", .string(service)), .init("ip", .string(addresses[address.host] ?? address.host)),
            .init("hostname", .string(hostName(of: service))),
            .init("cluster", .string("\(projectID)-\(environmentName)")),
            .init("host", .string(address.host)), .init("rel", .string(relationship.endpoint ?? kind.endpoint)),
            .init("scheme", .string(scheme ?? kind.scheme)),
            .init("type", .string(neighbours[service] ?? kind.rawValue)),
            .init("port", .integer(Int(address.port ?? kind.port))),
        ]
        return RelationshipEndpoint(members)
    }

    /// An endpoint of the user's, with what is missing in it.
    private func completed(_ given: JSONValue, of relationship: Relationship) -> RelationshipEndpoint {
        let scheme: String? = if case .string(let text)? = given["scheme"] { text } else { nil }
        let host: String = if case .string(let text)? = given["host"] { text } else { Self.loopback }
        let address = EndpointAddress(scheme: scheme, host: host)
        var endpoint = described(address, kind: kind(of: relationship, at: address), of: relationship)
        guard case .object(let members) = given else { return endpoint }
        // Whoever names an account has no other; whoever names none gets the platform's.
        if given["username"] != nil || given["password"] != nil {
            endpoint.set("username", .null)
            endpoint.set("password", .null)
        }
        for member in members { endpoint.set(member.key, member.value) }
        return endpoint
    }

    /// Gives the endpoints the names by which the task knows them, where such names can be made to work.
    private func make(
        _ relationship: Relationship, _ source: RelationshipPlan.Source, _ endpoints: [RelationshipEndpoint]
    ) -> RelationshipPlan {
        let reaches = endpoints.map { endpoint in
            endpoint.port.map { RelationshipPlan.Reach(host: endpoint.text("host") ?? Self.loopback, port: $0) }
        }
        var endpoints = endpoints
        var hosts: [RelationshipPlan.HostLine] = []
        let real = endpoints[0].text("host") ?? Self.loopback
        let internalName = "\(relationship.name).internal"
        if hasHostsFile, HostName(internalName) != nil,
            let address = addresses[real] ?? IPAddress(real).map(\.description)
        {
            endpoints[0].set("host", .string(internalName))
            endpoints[0].set("ip", .string(address))
            hosts.append(.init(address: address, name: internalName))
            if let hostName = endpoints[0].text("hostname"), HostName(hostName) != nil, hostName != real {
                hosts.append(.init(address: address, name: hostName))
            }
        }
        // What it was composed of may have changed.
        if endpoints[0]["url"] != nil { endpoints[0].set("url", .string(endpoints[0].url)) }
        return RelationshipPlan(
            name: relationship.name, source: source, endpoints: endpoints, reaches: reaches, hosts: hosts)
    }

    /// `<26 characters>.<service>.service._.local.platformsh.site`: the form of contract 4.5 in a region of our own.
    private func hostName(of service: String) -> String {
        let text = "\(projectID)/\(environmentName)/\(service)"
        let hash = (0..<4).map { StableHash.letters(of: "\($0)/\(text)", count: 7) }.joined()
        return "\(hash.prefix(26)).\(service).service._.local.platformsh.site"
    }
}
