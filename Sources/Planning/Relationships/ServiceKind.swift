import Documents

/// A kind of service that a relationship can lead to, with what the platform says of it (contract 4.5).
package enum ServiceKind: String, Sendable, CaseIterable {
    case postgresql
    case mysql
    case mariadb
    case oracleMySQL = "oracle-mysql"
    case redis
    case redisPersistent = "redis-persistent"
    case valkey
    case valkeyPersistent = "valkey-persistent"
    case mongodb
    case mongodbEnterprise = "mongodb-enterprise"
    case rabbitmq
    case elasticsearch
    case elasticsearchEnterprise = "elasticsearch-enterprise"
    case opensearch
    case solr
    case memcached
    case kafka
    case influxdb
    case chromeHeadless = "chrome-headless"
    /// Another application of the project.
    case application

    /// The kind of a type such as `postgresql:16`; `nil` for one that is not known.
    package init?(type: String) {
        self.init(rawValue: String(type.prefix { $0 != ":" }))
    }

    /// The kind that an endpoint, a service or a relationship is mostly named after; `nil` for other names.
    package init?(name: String) {
        switch name.lowercased() {
        case "http": self = .application
        case "pgsql", "postgres", "pg": self = .postgresql
        case let lower:
            guard let kind = ServiceKind(rawValue: lower), kind != .application else { return nil }
            self = kind
        }
    }

    /// The kind that a URL of this scheme leads to; `nil` for other schemes.
    package init?(scheme: String) {
        switch scheme.lowercased() {
        case "pgsql", "postgres", "postgresql": self = .postgresql
        case "mysql": self = .mysql
        case "mariadb": self = .mariadb
        case "redis", "rediss": self = .redis
        case "valkey", "valkeys": self = .valkey
        case "mongodb": self = .mongodb
        case "amqp", "amqps": self = .rabbitmq
        case "solr": self = .solr
        case "memcached": self = .memcached
        case "kafka": self = .kafka
        case "http", "https": self = .application
        default: return nil
        }
    }

    /// The scheme that the platform gives its endpoints.
    package var scheme: String {
        switch self {
        case .postgresql: "pgsql"
        case .mysql, .mariadb, .oracleMySQL: "mysql"
        case .redis, .redisPersistent, .valkey, .valkeyPersistent: "redis"
        case .mongodb, .mongodbEnterprise: "mongodb"
        case .rabbitmq: "amqp"
        case .solr: "solr"
        case .memcached: "memcached"
        case .kafka: "kafka"
        case .elasticsearch, .elasticsearchEnterprise, .opensearch, .influxdb, .chromeHeadless, .application: "http"
        }
    }

    /// The port that the platform's service listens on.
    package var port: UInt16 {
        switch self {
        case .postgresql: 5432
        case .mysql, .mariadb, .oracleMySQL: 3306
        case .redis, .redisPersistent, .valkey, .valkeyPersistent: 6379
        case .mongodb, .mongodbEnterprise: 27017
        case .rabbitmq: 5672
        case .elasticsearch, .elasticsearchEnterprise, .opensearch: 9200
        case .solr: 8080
        case .memcached: 11211
        case .kafka: 9092
        case .influxdb: 8086
        case .chromeHeadless: 9222
        case .application: 80
        }
    }

    /// The name of its default endpoint.
    package var endpoint: String {
        switch self {
        case .mariadb, .oracleMySQL: "mysql"
        case .redisPersistent: "redis"
        case .valkeyPersistent: "valkey"
        case .mongodbEnterprise: "mongodb"
        case .elasticsearchEnterprise: "elasticsearch"
        case .chromeHeadless, .application: "http"
        default: rawValue
        }
    }

    /// The account that the platform makes; `nil` members are null there.
    package var credentials: (username: String?, password: String?, path: String?) {
        switch self {
        case .postgresql, .mongodb, .mongodbEnterprise: ("main", "main", "main")
        case .mysql, .mariadb, .oracleMySQL: ("user", "", "main")
        case .rabbitmq: ("guest", "guest", nil)
        case .solr: (nil, nil, "solr/maincore")
        default: (nil, nil, nil)
        }
    }

    /// The member `query`.
    package var query: JSONValue {
        switch self {
        case .postgresql, .mysql, .mariadb, .oracleMySQL, .mongodb, .mongodbEnterprise: ["is_master": true]
        default: []
        }
    }

    /// Whether the platform describes it without account, path and query.
    package var isShort: Bool {
        switch self {
        case .memcached, .kafka, .influxdb, .chromeHeadless: true
        default: false
        }
    }

    /// The scheme for the example of an option.
    var example: String {
        let account = credentials.username == nil ? "" : "USER:PASSWORD@"
        return "\(scheme)://\(account)HOST:PORT\(credentials.path == nil ? "" : "/PATH")"
    }
}
