import Documents

/// One relationship: a service or application that the task may reach (contract 1.5).
///
/// Missing members mean the relationship's name and the service's default endpoint.
package struct Relationship: Sendable, Equatable {
    package let name: String
    package let service: String?
    package let endpoint: String?

    package init(name: String, service: String?, endpoint: String?) {
        self.name = name
        self.service = service
        self.endpoint = endpoint
    }
}

/// One entry of `authorizations` (contract 7): validated and shown, not enforced.
package struct Authorization: Sendable, Equatable {
    /// What is reached: the environment through the API, or a task (contract 7).
    package enum Kind: String, Sendable { case env, task }
    /// What may be done with it.
    package enum Action: String, Sendable { case view, operate }

    package let kind: Kind
    package let action: Action
    package let resource: String?

    package init(kind: Kind, action: Action, resource: String?) {
        self.kind = kind
        self.action = action
        self.resource = resource
    }
}

/// `resources`, deprecated on the platform: megabytes at the least, and per CPU (contract 5.3).
package struct Resources: Sendable, Equatable {
    package let baseMemory: Int
    package let memoryRatio: Int

    package init(baseMemory: Int, memoryRatio: Int) {
        self.baseMemory = baseMemory
        self.memoryRatio = memoryRatio
    }
}

/// The packages of one language in `dependencies` (contract 5.4), in the order of the text.
package struct DependencySet: Sendable, Equatable {
    /// The languages that the platform's linter takes.
    package static let knownLanguages = ["nodejs", "php", "python", "python3", "ruby"]

    /// One package, with its version as the package manager understands it.
    package struct Package: Sendable, Equatable {
        package let name: String
        /// In the syntax of the language's package manager.
        package let version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    package let language: String
    package let packages: [Package]
    /// Where Composer looks for packages besides its own place; `nil` where nothing is said, and for other languages.
    package let repositories: JSONValue?

    package init(language: String, packages: [Package], repositories: JSONValue? = nil) {
        self.language = language
        self.packages = packages
        self.repositories = repositories
    }
}
