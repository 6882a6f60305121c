import Documents
import TaskModel

/// Whether a service can have the endpoint that a relationship names (contract 1.5).
enum ServiceEndpoint {
    /// The endpoint that a service of a type has by itself, by what the type begins with.
    private static let standard = [
        "mariadb": "mysql", "mysql": "mysql", "oracle-mysql": "mysql", "postgresql": "postgresql", "redis": "redis",
        "redis-persistent": "redis", "valkey": "valkey", "valkey-persistent": "valkey", "mongodb": "mongodb",
        "mongodb-enterprise": "mongodb", "rabbitmq": "rabbitmq", "elasticsearch": "elasticsearch",
        "elasticsearch-enterprise": "elasticsearch", "opensearch": "opensearch", "solr": "solr", "kafka": "kafka",
        "influxdb": "influxdb", "memcached": "memcached", "clickhouse": "clickhouse",
    ]

    /// A warning where the endpoint is that of another kind of service.
    ///
    /// A service whose configuration names endpoints may call them as it likes.
    static func problem(of target: RelationshipTarget, to service: Node.Entry, _ path: FieldPath) -> Diagnostic? {
        guard let endpoint = target.endpoint, let type = service.value.value(ofKey: "type")?.stringValue,
            let own = standard[String(type.prefix { $0 != ":" })], endpoint != own,
            standard.values.contains(endpoint), service.value.value(ofKey: "configuration") == nil
        else { return nil }
        return Diagnostic(
            .warning, at: target.location, path: path.description,
            "the service \(target.name.quoted()) is of the type \(type.quoted()), which has no endpoint "
                + endpoint.quoted(),
            hint: "its endpoint is \(own.quoted())")
    }
}
