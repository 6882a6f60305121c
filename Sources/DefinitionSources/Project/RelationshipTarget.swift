import Documents

/// What a relationship leads to (contract 1.5).
struct RelationshipTarget {
    let name: String
    let endpoint: String?
    /// Where the name is written.
    let location: SourceLocation

    /// `nil` for a form that the decoder reports.
    init?(_ entry: Node.Entry) {
        let own = entry.key.keyText
        switch entry.value.content {
        case .scalar:
            if entry.value.isNull {
                (name, endpoint, location) = (own, nil, entry.key.location)
                return
            }
            guard let text = entry.value.stringValue else { return nil }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
            (name, endpoint, location) = (parts[0], parts.count == 2 ? parts[1] : nil, entry.value.location)
        case .mapping:
            let service = entry.value.value(ofKey: "service")
            if let service, !service.isNull, service.stringValue == nil { return nil }
            (name, endpoint) = (service?.stringValue ?? own, entry.value.value(ofKey: "endpoint")?.stringValue)
            location = service.flatMap { $0.isNull ? nil : $0.location } ?? entry.key.location
        case .sequence: return nil
        }
    }
}
