import Documents

/// One environment of a project on the platform.
package struct APIEnvironment: Sendable, Equatable {
    package let project: PlatformID
    package let environment: PlatformID

    package init(project: PlatformID, environment: PlatformID) {
        self.project = project
        self.environment = environment
    }
}

extension APIEnvironment {
    /// Both ids, for a sentence.
    var words: String { "environment \(environment.description.quoted()) of project \(project.description.quoted())" }
}
