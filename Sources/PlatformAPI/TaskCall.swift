/// What can be asked about the tasks of an environment (contract 6.4).
package enum TaskCall: Sendable, Equatable {
    /// `GET …/tasks`: all of them.
    case all
    /// `GET …/tasks/NAME`: one.
    case one(PlatformID)

    /// The segments of the path, not encoded.
    func path(in environment: APIEnvironment) -> [String] {
        var segments = [
            "projects", environment.project.description, "environments", environment.environment.description, "tasks",
        ]
        if case .one(let name) = self { segments.append(name.description) }
        return segments
    }
}
