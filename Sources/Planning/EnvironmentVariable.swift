import Documents

/// One variable of a phase: its value, where it came from, and what it replaced.
package struct EnvironmentVariable: Sendable, Equatable {
    /// A value is known when the plan is made, but for the one that depends on the snapshot.
    package enum Value: Sendable, Equatable {
        case text(String)
        /// The Git tree id of the snapshot (contract 4.1, `PLATFORM_TREE_ID`).
        case treeID
    }

    /// Who says so.
    package enum Origin: Sendable, Equatable {
        /// The basis of every container: `PATH`, `HOME` and the like.
        case container
        /// A field of the definition, such as `variables.env.MODE`.
        case definition(field: String, SourceLocation?)
        /// The place that the packages of a field such as `dependencies.python3` are installed into.
        case dependencies(field: String)
        /// An option of the command line.
        case option(String)
        /// taskbox, to give the task something of the platform: with what.
        case taskbox(String)
        /// The platform.
        case platform
        /// The platform, for a relationship; with who says where that leads.
        case relationship(String, String)
        /// The task's own `.environment`, with the line (1-based) that says so where there is no doubt about it.
        case environmentFile(line: Int?)
    }

    /// A value that another one took the place of.
    package struct Replaced: Sendable, Equatable {
        package let value: Value
        package let origin: Origin

        package init(_ value: Value, from origin: Origin) {
            self.value = value
            self.origin = origin
        }
    }

    package let name: String
    package let value: Value
    package let origin: Origin
    /// The values that this one replaced, the latest first.
    package let overridden: [Replaced]
    package let isSecret: Bool

    package init(name: String, value: Value, origin: Origin, overridden: [Replaced] = [], isSecret: Bool = false) {
        self.name = name
        self.value = value
        self.origin = origin
        self.overridden = overridden
        self.isSecret = isSecret
    }

    /// The value, once the snapshot is known.
    package func text(treeID: String) -> String { value.text(treeID: treeID) }
}

extension EnvironmentVariable.Origin: CustomStringConvertible {
    package var description: String {
        switch self {
        case .container: "container"
        case .definition(let field, let location): location.map { "\(field) (\($0))" } ?? field
        case .dependencies(let field): field
        case .option(let option): option
        case .taskbox(let what): "taskbox, for \(what)"
        case .platform: "platform"
        case .relationship(let name, let source): "relationship \(name), \(source)"
        case .environmentFile(let line): line.map { ".environment:\($0)" } ?? ".environment"
        }
    }
}

extension EnvironmentVariable.Value {
    /// The value, once the snapshot is known.
    package func text(treeID: String) -> String {
        switch self {
        case .text(let text): text
        case .treeID: treeID
        }
    }

    /// Whether the value itself shows that it is secret, whatever its name.
    var isCredential: Bool {
        switch self {
        case .text(let text): SecretName.isInURL(text)
        case .treeID: false
        }
    }
}
