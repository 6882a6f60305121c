import Documents
import TaskModel

/// Checks what tasks say about other parts of their project (contract 1.4, 1.5, 2.4 and 7).
///
/// It reads the text and not the decoded task, so that it finds its mistakes whatever else is wrong.
struct ProjectReferences {
    private let project: Project
    private var includes: IncludeResolver

    init(_ project: Project, includes: IncludeResolver) {
        self.project = project
        self.includes = includes
    }

    private var applications: ProjectSection { project.section(.applications) }
    private var services: ProjectSection { project.section(.services) }
    private var tasks: ProjectSection { project.section(.tasks) }

    /// What is wrong with the references of a task.
    func problems(of task: FoundTask) -> [Diagnostic] {
        guard project.isComplete else { return [] }
        var problems: [Diagnostic] = []
        if let name = task.name, let key = task.key {
            for section in [applications, services] {
                guard let other = section.entry(name) else { continue }
                problems.append(
                    Diagnostic(
                        .error, at: key.location, path: task.path.description,
                        "\(name.quoted()) is also the name of \(section.name.singular), at \(other.key.location)",
                        hint: "give the task another name: applications, services and tasks share one set of names"))
            }
        }
        if case .mapping(let mounts) = task.node.value(ofKey: "mounts")?.content {
            for mount in mounts { problems += self.problems(ofMount: mount, task.path.appending("mounts")) }
        }
        problems += self.problems(ofRelationshipsOf: task.node, task.path)
        problems += self.problems(ofAuthorizationsOf: task.node, task.path)
        return problems
    }

    // MARK: Mounts

    private func problems(ofMount mount: Node.Entry, _ path: FieldPath) -> [Diagnostic] {
        let path = path.appending(mount.key.keyText).appending("service")
        guard let node = mount.value.value(ofKey: "service"), let owner = node.stringValue, !owner.isEmpty else {
            return []
        }
        switch mount.value.value(ofKey: "source")?.stringValue {
        case "storage":
            if applications.entry(owner) != nil { return [] }
            return [notFound(owner, at: node.location, path, in: applications)]
        case "service":
            guard let service = services.entry(owner) else {
                return [notFound(owner, at: node.location, path, in: services)]
            }
            return problems(ofVolumeOf: service, owner, at: node.location, path)
        default: return []
        }
    }

    /// Only a network storage has a volume to mount.
    private func problems(
        ofVolumeOf service: Node.Entry, _ name: String, at location: SourceLocation, _ path: FieldPath
    ) -> [Diagnostic] {
        guard let type = type(of: service), !type.hasPrefix("network-storage:"), type.contains(":") else { return [] }
        let storages = services.entries.filter { self.type(of: $0)?.hasPrefix("network-storage:") ?? false }
        let names = storages.map { $0.key.keyText.shortened() }.joined(separator: ", ")
        return [
            Diagnostic(
                .error, at: location, path: path.description,
                "the service \(name.quoted()) is of the type \(type.quoted()), which has no volume to mount",
                hint: storages.isEmpty
                    ? "add a service of the type \"network-storage\"" : "the network storages are \(names)")
        ]
    }

    /// The types of all services and applications, by name.
    var types: [String: String] {
        let entries = applications.entries + services.entries
        return Dictionary(
            entries.compactMap { entry in type(of: entry).map { (entry.key.keyText, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    private func type(of service: Node.Entry) -> String? {
        var includes = includes
        return includes.resolveTop(service.value, FieldPath()).value(ofKey: "type")?.stringValue
    }

    // MARK: Relationships

    private func problems(ofRelationshipsOf node: Node, _ path: FieldPath) -> [Diagnostic] {
        guard case .mapping(let entries) = node.value(ofKey: "relationships")?.content else { return [] }
        return entries.flatMap { entry -> [Diagnostic] in
            let path = path.appending("relationships").appending(entry.key.keyText)
            guard let target = RelationshipTarget(entry) else { return [] }
            if let task = toTask(target, path) { return [task] }
            if let service = services.entry(target.name) {
                if let endpoint = ServiceEndpoint.problem(of: target, to: service, path) { return [endpoint] }
                guard target.endpoint == nil, type(of: service)?.hasPrefix("vault-kms:") ?? false else { return [] }
                return [
                    Diagnostic(
                        .warning, at: target.location, path: path.description,
                        "the service \(target.name.quoted()) has no default endpoint",
                        hint: "write { service: \(target.name.shortened()), endpoint: … }")
                ]
            }
            if applications.entry(target.name) != nil {
                guard target.endpoint == nil else { return [] }
                return [
                    Diagnostic(
                        .warning, at: target.location, path: path.description,
                        "the application \(target.name.quoted()) has no default endpoint",
                        hint: "write { service: \(target.name.shortened()), endpoint: http }")
                ]
            }
            let names = services.names + applications.names.filter { services.entry($0) == nil }
            let nearest = EditDistance.nearest(to: target.name, among: names)
            return [
                Diagnostic(
                    .error, at: target.location, path: path.description,
                    "the project has no service and no application named \(target.name.quoted())",
                    hint: nearest.map { "did you mean \($0.quoted())?" }
                        ?? (names.isEmpty
                            ? "define it in the section \"services\""
                            : "it has \(listed(names)); a relationship without a service means the one of its own name")
                )
            ]
        }
    }

    /// The relationships of something that lead to tasks.
    func problems(ofRelationshipsToTasksOf node: Node, _ path: FieldPath) -> [Diagnostic] {
        guard case .mapping(let entries) = node.value(ofKey: "relationships")?.content else { return [] }
        return entries.compactMap { entry in
            RelationshipTarget(entry).flatMap {
                toTask($0, path.appending("relationships").appending(entry.key.keyText))
            }
        }
    }

    /// Whether a name is that of a task and of nothing else.
    func isTaskOnly(_ name: String) -> Bool {
        tasks.entry(name) != nil && services.entry(name) == nil && applications.entry(name) == nil
    }

    private func toTask(_ target: RelationshipTarget, _ path: FieldPath) -> Diagnostic? {
        guard isTaskOnly(target.name) else { return nil }
        return Diagnostic(
            .error, at: target.location, path: path.description,
            "\(target.name.quoted()) is a task, and nothing can have a relationship to a task",
            hint: "name a service or an application")
    }

    // MARK: Authorizations

    /// The authorizations of something that name tasks which are not there.
    func problems(ofAuthorizationsOf node: Node, _ path: FieldPath) -> [Diagnostic] {
        guard case .sequence(let items) = node.value(ofKey: "authorizations")?.content else { return [] }
        return items.enumerated().compactMap { index, item in
            guard item.value(ofKey: "type")?.stringValue == "task", let node = item.value(ofKey: "resource"),
                let name = node.stringValue, !name.isEmpty, tasks.entry(name) == nil
            else { return nil }
            let path = path.appending("authorizations").appending(index).appending("resource")
            return notFound(name, at: node.location, path, in: tasks)
        }
    }

    // MARK: Words

    private func notFound(
        _ name: String, at location: SourceLocation, _ path: FieldPath, in section: ProjectSection
    ) -> Diagnostic {
        let nearest = EditDistance.nearest(to: name, among: section.names)
        return Diagnostic(
            .error, at: location, path: path.description,
            "the project has no \(section.name.noun) named \(name.quoted())",
            hint: nearest.map { "did you mean \($0.quoted())?" }
                ?? (section.names.isEmpty
                    ? "it has no \(section.name.rawValue) at all" : "it has \(listed(section.names))"))
    }

    private func listed(_ names: [String]) -> String {
        let shown = names.prefix(20).map { $0.shortened() }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }
}

extension ProjectSection.Name {
    /// One of the section, for sentences.
    fileprivate var noun: String {
        switch self {
        case .applications: "application"
        case .services: "service"
        case .routes: "route"
        case .tasks: "task"
        }
    }

    fileprivate var singular: String { self == .applications ? "an application" : "a \(noun)" }
}
