import Documents

/// One endpoint of a relationship, as an element of `PLATFORM_RELATIONSHIPS` describes it (contract 4.5).
package struct RelationshipEndpoint: Sendable, Equatable {
    /// In the platform's order.
    package private(set) var members: [JSONValue.Member]

    init(_ members: [JSONValue.Member]) { self.members = members }

    package var json: JSONValue { .object(members) }

    /// A member; `nil` where there is none.
    package subscript(_ key: String) -> JSONValue? { json[key] }

    /// A member that is a string; `nil` for others.
    package func text(_ key: String) -> String? {
        if case .string(let text)? = self[key] { text } else { nil }
    }

    /// The port as a number; `nil` where there is none that can be reached.
    package var port: UInt16? {
        switch self["port"] {
        case .integer(let number)?: UInt16(exactly: number)
        case .string(let text)?: UInt16(text)
        default: nil
        }
    }

    /// Replaces a member, or adds it.
    mutating func set(_ key: String, _ value: JSONValue) {
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index] = .init(key, value)
        } else {
            members.append(.init(key, value))
        }
    }

    /// The variables `<RELATIONSHIP>_<PROPERTY>`, sorted by name: each member, and what the platform makes of several
    /// (contract 4.5).
    func variables(of relationship: String) -> [(name: String, value: String)] {
        var properties: [String: String] = [:]
        for member in members { properties[member.key] = PythonText.of(member.value) }
        properties["url"] = url
        if let path = self["path"] { properties["name"] = PythonText.of(path) }
        if let ip = text("ip"), self["instance_ips"] == nil {
            properties["instance_ips"] = PythonText.of([.string(ip)])
        }
        if self["epoch"] == nil { properties["epoch"] = "0" }
        return properties.map { (RelationshipVariable.name(relationship, $0.key), $0.value) }
            .sorted { $0.0 < $1.0 }
    }

    /// `scheme://user:password@host:port/path`, without the parts that are missing.
    var url: String {
        var url = "\(text("scheme") ?? "http")://"
        let username = text("username") ?? ""
        let password = text("password")
        // Redis has passwords without a user.
        if !username.isEmpty || !(password ?? "").isEmpty {
            url += PercentEncoding.account(username) + (password.map { ":\(PercentEncoding.account($0))" } ?? "") + "@"
        }
        let host = text("host") ?? "localhost"
        url += host.contains(":") ? "[\(host)]" : host
        if let port { url += ":\(port)" }
        if let path = text("path"), !path.isEmpty { url += "/\(path)" }
        return url
    }
}
