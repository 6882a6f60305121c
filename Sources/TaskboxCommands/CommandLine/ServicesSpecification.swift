/// The options that say what the platform would know beside the definition: services and variables.
extension OptionSpecification {
    package static let relationship = OptionSpecification(
        "relationship", value: Value("NAME=URL"), isRepeatable: true, section: .environment,
        "Where a relationship leads, such as db=mysql://u:pw@host/main or cache=127.0.0.1:6379.")
    package static let relationships = OptionSpecification(
        "relationships", value: Value("FILE", kind: .file), section: .environment,
        """
        A file with the same, as YAML or JSON: a URL or an endpoint for each name. It must be yours alone (mode 600), and \
        outside the repository or ignored by Git.
        """)
    package static let relationshipsFromEnvironment = OptionSpecification(
        "relationships-from-env", section: .environment,
        "Takes PLATFORM_RELATIONSHIPS of this shell, such as the platform's CLI gives for open tunnels.")
    package static let projectVariables = OptionSpecification(
        "project-variables", value: Value("FILE", kind: .file), section: .environment,
        "The variables of the project, as YAML or JSON: a map, or a list as the API returns it.")
    package static let environmentVariables = OptionSpecification(
        "environment-variables", value: Value("FILE", kind: .file), section: .environment,
        "The variables of the environment, in the same form; they beat those of the project.")
    package static let environmentFile = OptionSpecification(
        "env-file", value: Value("FILE", kind: .file), isRepeatable: true, section: .environment,
        "Lines NAME=VALUE, as variables env:NAME of the environment.")
    package static let strict = OptionSpecification(
        "strict", section: .environment,
        """
        Ends the run where a service can not be reached, or where this machine lacks the runtime or an extension of PHP, \
        instead of warning of it.
        """)

    static let services = [
        relationship, relationships, relationshipsFromEnvironment, projectVariables, environmentVariables,
        environmentFile, strict,
    ]
}

/// What the command line says of services and variables.
package struct ServiceOptions: Sendable, Equatable {
    package let relationships: [RelationshipArgument]
    package let relationshipsFile: String?
    package let takesEnvironment: Bool
    package let projectVariablesFile: String?
    package let environmentVariablesFile: String?
    package let environmentFiles: [String]
    package let isStrict: Bool

    package init(_ parsed: ParsedCommand) throws(UsageError) {
        relationships = try parsed.values(of: .relationship, as: RelationshipArgument.parse)
        relationshipsFile = parsed.value(of: .relationships)
        takesEnvironment = parsed.has(.relationshipsFromEnvironment)
        projectVariablesFile = parsed.value(of: .projectVariables)
        environmentVariablesFile = parsed.value(of: .environmentVariables)
        environmentFiles = parsed.values(of: .environmentFile)
        isStrict = parsed.has(.strict)
        var names: Set<String> = []
        for relationship in relationships where !names.insert(relationship.name).inserted {
            throw UsageError(
                "--relationship names \(quoted(relationship.name)) twice; give one of them", of: parsed.command)
        }
    }
}
