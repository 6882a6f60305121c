import Planning
import ProcessSupport

/// Looks whether the services that a task is about to use are there.
enum ServiceProbe {
    /// How long one connection may take.
    private static let limit = Duration.seconds(1)

    /// One sentence for each endpoint that does not answer; all are tried at the same time.
    static func complaints(about relationships: [RelationshipPlan]) -> [String] {
        let attempts = relationships.flatMap { relationship in
            relationship.reaches.compactMap { $0 }.map { reach in
                (relationship, reach, Background { NetworkAddress.probe(reach.host, port: reach.port, within: limit) })
            }
        }
        return attempts.compactMap { relationship, reach, attempt in
            attempt.result().map { failure in
                "relationship \(relationship.name): nothing answers at \(reach.host):\(reach.port) (\(failure)); start the "
                    + "service, or say where it is with \(relationship.option)"
            }
        }
    }
}
