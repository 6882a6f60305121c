import TaskModel

/// The text of the container's hosts file (contract 5.2).
enum HostsFile {
    static func text(
        hostName: String, relationships: [RelationshipPlan] = [], additional: [AdditionalHost]
    ) -> String {
        var lines = ["127.0.0.1\tlocalhost", "::1\tlocalhost", "127.0.0.1\t\(hostName)"]
        lines += relationships.flatMap(\.hosts).map { "\($0.address)\t\($0.name)" }
        lines += additional.map { "\($0.address)\t\($0.name)" }
        return lines.map { $0 + "\n" }.joined()
    }
}
