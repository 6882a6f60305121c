import Documents

/// What a task is: the 16 fields of the API object (contract, chapter 1), normalised and validated.
///
/// A value of this type can be planned without further checks; every rule that needs no other part of a project was
/// applied when it was decoded.
package struct TaskDefinition: Sendable, Equatable {
    package let id: String
    package let name: TaskName
    package let type: RuntimeType
    package let source: SourceRoot
    package let hooks: Hooks
    package let run: RunCommand
    package let variables: [VariableGroup]
    package let timezone: TimeZoneName?
    package let additionalHosts: [AdditionalHost]
    package let mounts: [Mount]
    package let relationships: [Relationship]
    package let authorizations: [Authorization]
    package let dependencies: [DependencySet]
    /// Free-form; only PHP gives it a meaning (contract 1.4).
    ///
    /// Always an object.
    package let runtime: JSONValue
    package let resources: Resources?
    package let containerProfile: String?

    package init(
        id: String, name: TaskName, type: RuntimeType, source: SourceRoot = .repository, hooks: Hooks = Hooks(),
        run: RunCommand, variables: [VariableGroup] = [], timezone: TimeZoneName? = nil,
        additionalHosts: [AdditionalHost] = [], mounts: [Mount] = [], relationships: [Relationship] = [],
        authorizations: [Authorization] = [], dependencies: [DependencySet] = [], runtime: JSONValue = .object([]),
        resources: Resources? = nil, containerProfile: String? = nil
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.source = source
        self.hooks = hooks
        self.run = run
        self.variables = variables
        self.timezone = timezone
        self.additionalHosts = additionalHosts
        self.mounts = mounts
        self.relationships = relationships
        self.authorizations = authorizations
        self.dependencies = dependencies
        self.runtime = runtime
        self.resources = resources
        self.containerProfile = containerProfile
    }
}
