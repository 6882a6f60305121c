import Documents

/// Turns a document's node into a ``TaskDefinition``, and says everything that is wrong with it at once.
///
/// Pure: it touches neither the disk nor the clock. The rules are those of the contract's chapters 1, 2.4, 5.2 and 7.
package struct TaskDecoder: Sendable {
    /// How much a text may say that nobody understands (contract 1.1 and 1.5).
    package enum Strictness: Sendable, Equatable {
        /// Unknown keys are warnings, keys that begin with `_` are ignored; `[]` stands for an empty map.
        case json
        /// Unknown keys are errors; the task's name is its key, so that `id` and `name` are not allowed.
        case yaml
    }

    package let strictness: Strictness
    /// Where the task stands in its document, such as `tasks.export`; empty for a document that is one task.
    package let path: FieldPath
    /// The name of a task that carries none itself: its key in a map, or the name of its file.
    package let fallbackName: String?
    /// Where the fallback name is written; `nil` if it is not part of the text.
    package let fallbackLocation: SourceLocation?
    package let timeZones: TimeZoneCatalog

    package init(
        strictness: Strictness, path: FieldPath = FieldPath(), fallbackName: String? = nil,
        fallbackLocation: SourceLocation? = nil, timeZones: TimeZoneCatalog
    ) {
        self.strictness = strictness
        self.path = path
        self.fallbackName = fallbackName
        self.fallbackLocation = fallbackLocation
        self.timeZones = timeZones
    }

    /// The definition, `nil` if there is an error among the diagnostics; these are in the order of the text.
    package func decode(_ node: Node) -> (definition: TaskDefinition?, diagnostics: [Diagnostic]) {
        var decoding = Decoding(strictness: strictness, timeZones: timeZones)
        decoding.checkTags(node, path)
        let definition = decode(node, with: &decoding)
        let problems = decoding.problems
        let isValid = !problems.contains { $0.severity == .error }
        return (isValid ? definition : nil, problems.inOrderOfText)
    }

    /// What there is to say about a task that is nothing but a name of the platform's own tasks; `nil` for every other.
    ///
    /// The platform takes it, but there is nothing that could be run here (contract 1.4 and 9 #32).
    package func builtIn(_ node: Node) -> Diagnostic? {
        guard case .mapping(let entries) = node.content, entries.count == 1, let entry = entries.first,
            entry.key.keyText == "base", let name = entry.value.stringValue, !name.isEmpty
        else { return nil }
        return Diagnostic(
            .note, at: entry.value.location, path: path.appending("base").description,
            "\(name.quoted()) is built into the platform and not available locally")
    }

    /// What is wrong with `authorizations` as applications have them too, by themselves (contract 7).
    package static func problems(ofAuthorizations node: Node, _ path: FieldPath) -> [Diagnostic] {
        var decoding = Decoding(strictness: .yaml, timeZones: TimeZoneCatalog([]))
        _ = decoding.authorizations(node, path)
        return decoding.problems
    }

    private func decode(_ node: Node, with decoding: inout Decoding) -> TaskDefinition? {
        guard case .mapping(let entries) = node.content else {
            decoding.wrongType(
                node, path, expected: decoding.words.aMap, hint: "write a task with \"type\" and \"run\"")
            return nil
        }
        if let base = entries.first(where: { $0.key.keyText == "base" }) {
            decoding.reportBase(base.value, path.appending("base"))
            if strictness == .yaml {
                for entry in entries where entry.key.keyText != "base" {
                    decoding.reportBeside(base: entry.key, path)
                }
            }
            return nil
        }
        guard
            let fields = decoding.fields(
                node, path, of: "a task", known: strictness.knownKeys, hints: strictness.hintsForUnknownKeys
            )
        else { return nil }
        let (id, name) = decoding.identity(fields, fallbackName: fallbackName, fallbackLocation: fallbackLocation)
        let type = decoding.type(fields)
        decoding.checkStack(fields, type: type)
        let run = decoding.run(fields)
        let source = decoding.sourceRoot(fields)
        let hooks = decoding.hooks(fields)
        let variables = decoding.variables(fields)
        let timezone = decoding.timezone(fields)
        let additionalHosts = decoding.additionalHosts(fields)
        let mounts = decoding.mounts(fields)
        let relationships = decoding.relationships(fields)
        let authorizations = decoding.authorizations(fields)
        let dependencies = decoding.dependencies(fields)
        let runtime = decoding.runtime(fields, type: type)
        let resources = decoding.resources(fields)
        let containerProfile = decoding.containerProfile(fields)
        guard let id, let name, let type, let run else { return nil }
        return TaskDefinition(
            id: id, name: name, type: type, source: source, hooks: hooks, run: run, variables: variables,
            timezone: timezone, additionalHosts: additionalHosts, mounts: mounts, relationships: relationships,
            authorizations: authorizations, dependencies: dependencies, runtime: runtime, resources: resources,
            containerProfile: containerProfile
        )
    }
}

extension TaskDecoder.Strictness {
    /// The keys of a task in each form (contract 1.1 and 1.3).
    fileprivate var knownKeys: [String] {
        let common = TaskDefinition.apiKeys.filter { $0 != "id" && $0 != "name" } + ["stack"]
        switch self {
        case .json: return ["id", "name"] + common
        case .yaml: return common
        }
    }

    /// What to do about keys that people write where they do not belong.
    fileprivate var hintsForUnknownKeys: [String: String] {
        var hints = [
            "command": "it belongs under \"run\": run.command",
            "timeout": "it belongs under \"run\": run.timeout",
            "build": "it belongs under \"hooks\": hooks.build",
            "deploy": "it belongs under \"hooks\": hooks.deploy",
            "root": "it belongs under \"source\": source.root",
            "env": "it belongs under \"variables\": variables.env",
            "environment": "environment variables belong under variables.env",
            "hosts": "did you mean \"additional_hosts\"?",
            "profile": "did you mean \"container_profile\"?",
        ]
        for key in ["web", "workers", "crons", "disk", "size", "access", "firewall", "operations", "preflight"] {
            hints[key] = "\"\(key)\" is for applications; a task does not have it"
        }
        if self == .yaml {
            for key in ["id", "name"] { hints[key] = "remove it: the key under \"tasks\" is the task's name" }
        }
        return hints
    }
}
