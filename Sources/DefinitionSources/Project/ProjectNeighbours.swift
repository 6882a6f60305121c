import Documents
import TaskModel

/// Checks what stands beside the tasks of a project, as far as it concerns them: names, and what applications, services
/// and routes say about tasks (contract 1.4, 1.5 and 7).
///
/// Everything else in the other sections is not ours to judge.
struct ProjectNeighbours {
    private let project: Project
    private let references: ProjectReferences

    init(_ project: Project, includes: IncludeResolver) {
        self.project = project
        references = ProjectReferences(project, includes: includes)
    }

    /// All that is wrong.
    var problems: [Diagnostic] {
        let applications = project.section(.applications).entries.flatMap { entry in
            problems(ofApplication: entry, FieldPath("applications").appending(entry.key.keyText))
        }
        let services = project.section(.services).entries.flatMap { entry in
            let path = FieldPath("services").appending(entry.key.keyText)
            return problems(ofName: entry.key, path)
                + references.problems(ofRelationshipsToTasksOf: entry.value, path)
        }
        return applications + services + project.section(.routes).entries.flatMap(problems(ofRoute:))
    }

    private func problems(ofApplication entry: Node.Entry, _ path: FieldPath) -> [Diagnostic] {
        var problems = problems(ofName: entry.key, path) + problems(ofContainer: entry.value, path)
        problems += misplacedTasks(entry.value, path)
        if let web = entry.value.value(ofKey: "web") {
            problems += self.problems(ofContainer: web, path.appending("web"))
        }
        if case .mapping(let workers) = entry.value.value(ofKey: "workers")?.content {
            for worker in workers {
                let path = path.appending("workers").appending(worker.key.keyText)
                problems += self.problems(ofName: worker.key, path) + self.problems(ofContainer: worker.value, path)
            }
        }
        return problems
    }

    /// A whole task that nobody reads is too easily overlooked.
    private func misplacedTasks(_ application: Node, _ path: FieldPath) -> [Diagnostic] {
        guard case .mapping(let entries) = application.content,
            let tasks = entries.first(where: { $0.key.keyText == "tasks" })
        else { return [] }
        return [
            Diagnostic(
                .error, at: tasks.key.location, path: path.appending("tasks").description,
                "an application has no tasks of its own, so nothing reads them",
                hint: "write \"tasks\" at the top of the file, beside \"applications\"")
        ]
    }

    /// What an application, its web part or a worker says about tasks.
    private func problems(ofContainer node: Node, _ path: FieldPath) -> [Diagnostic] {
        var problems = references.problems(ofRelationshipsToTasksOf: node, path)
        if let authorizations = node.value(ofKey: "authorizations"), authorizations.tag == nil {
            problems += TaskDecoder.problems(ofAuthorizations: authorizations, path.appending("authorizations"))
            problems += references.problems(ofAuthorizationsOf: node, path)
        }
        return problems
    }

    private func problems(ofName key: Node, _ path: FieldPath) -> [Diagnostic] {
        let name = key.keyText
        if TaskName(name)?.followsPlatformRule ?? false { return [] }
        return [
            Diagnostic(
                .error, at: key.location, path: path.description,
                "the name \(name.quoted()) breaks the platform's rule for names", hint: TaskName.platformRule)
        ]
    }

    /// Nothing on the platform leads requests to a task (contract 0).
    private func problems(ofRoute entry: Node.Entry) -> [Diagnostic] {
        guard let upstream = entry.value.value(ofKey: "upstream"), let text = upstream.stringValue else { return [] }
        let name = String(text.prefix { $0 != ":" })
        guard references.isTaskOnly(name) else { return [] }
        return [
            Diagnostic(
                .error, at: upstream.location,
                path: FieldPath("routes").appending(entry.key.keyText).appending("upstream").description,
                "\(name.quoted()) is a task, and no route can lead to a task", hint: "name an application")
        ]
    }
}
