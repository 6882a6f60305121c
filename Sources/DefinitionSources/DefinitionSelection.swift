import Documents
import TaskModel

/// The tasks that a document holds, not yet decoded, and the choice among them.
///
/// A document is one task as the API answers it, an array of them, a map from names to tasks, or an object whose `tasks`
/// is one of the latter two, such as a deployment (contract 1.3, 1.6 and 10).
package struct DefinitionSelection: Sendable {
    /// One task of a document.
    package struct Candidate: Sendable {
        /// `nil` if the task carries no name and nothing stands in for it.
        package let name: String?
        package let node: Node
        /// Where the task stands in the document; empty for a document that is one task.
        package let path: FieldPath
        /// The key of the task in a map.
        package let key: Node?
    }

    package let candidates: [Candidate]
    /// Where a text stands that holds no task.
    private let location: SourceLocation?
    /// What messages say has the tasks: the name of the file, or the project.
    private let owner: String

    /// The tasks of a document; `fallbackName` is for a single task that carries no name, such as that of its file.
    package init(_ document: Node, fallbackName: String? = nil) {
        location = document.location
        owner = document.location.file.name.printable
        candidates = DefinitionSelection.candidates(in: document, fallbackName: fallbackName)
    }

    /// Tasks that were found before; `owner` is what has them, for messages.
    init(_ candidates: [Candidate], owner: String) {
        self.candidates = candidates
        self.owner = owner
        location = nil
    }

    /// The names of all tasks, in the order of the text.
    package var names: [String] { candidates.compactMap(\.name) }

    /// The errors that the document has as a whole: no task, or two of one name.
    package var problems: [Diagnostic] {
        if candidates.isEmpty {
            return [
                Diagnostic(
                    .error, at: location, "the text holds no task",
                    hint: "it must be a task with \"type\" and \"run\", an array of tasks, or a map from names to tasks"
                )
            ]
        }
        var first: [String: Candidate] = [:]
        return candidates.compactMap { candidate in
            guard let name = candidate.name else { return nil }
            guard let other = first[name] else {
                first[name] = candidate
                return nil
            }
            return Diagnostic(
                .error, at: candidate.place, path: candidate.path.description,
                "there is already a task named \(name.quoted()) at \(other.place.lineAndColumn)",
                hint: "give one of the two another name"
            )
        }
    }

    /// The task of a name, or the only one if no name is given; otherwise an error that lists what there is.
    package func choose(_ name: String?) -> Result<Candidate, DefinitionSourceError> {
        if let name {
            if let candidate = candidates.first(where: { $0.name == name }) { return .success(candidate) }
            let nearest = EditDistance.nearest(to: name, among: names).map { "did you mean \($0.quoted())? " } ?? ""
            return .failure(
                DefinitionSourceError(
                    "\(owner) has no task named \(name.quoted())", hint: nearest + list
                )
            )
        }
        if candidates.count == 1, let only = candidates.first { return .success(only) }
        return .failure(
            DefinitionSourceError(
                "\(owner) has \(candidates.count) tasks; say which one", hint: list
            )
        )
    }

    /// More would not help anybody.
    private static let listLimit = 30

    private var list: String {
        let shown = names.prefix(DefinitionSelection.listLimit).map { $0.shortened() }.joined(separator: ", ")
        let rest = names.count - DefinitionSelection.listLimit
        if names.isEmpty { return "none of its tasks has a name" }
        return (names.count == 1 ? "its only task is " : "its tasks are ") + shown
            + (rest > 0 ? " and \(rest) more" : "")
    }

    // MARK: Finding tasks

    private static func candidates(in document: Node, fallbackName: String?) -> [Candidate] {
        switch document.content {
        case .sequence(let items): return members(of: items, FieldPath())
        case .scalar: return single(document, fallbackName)
        case .mapping(let entries):
            if entries.isEmpty { return [] }
            // A task has no `tasks`, but a deployment may have a `type`.
            if let tasks = document.value(ofKey: "tasks"), document.value(ofKey: "run") == nil {
                switch tasks.content {
                case .sequence(let items): return members(of: items, FieldPath("tasks"))
                case .mapping(let entries): return members(of: entries, FieldPath("tasks"))
                case .scalar: return tasks.isNull ? [] : single(document, fallbackName)
                }
            }
            if document.looksLikeTask { return single(document, fallbackName) }
            // An object that resembles neither is decoded as a task, since its errors say best what is missing.
            return entries.contains { $0.value.looksLikeTask }
                ? members(of: entries, FieldPath()) : single(document, fallbackName)
        }
    }

    private static func single(_ node: Node, _ fallbackName: String?) -> [Candidate] {
        [Candidate(name: node.ownName ?? fallbackName, node: node, path: FieldPath(), key: nil)]
    }

    private static func members(of items: [Node], _ path: FieldPath) -> [Candidate] {
        items.enumerated().map { index, item in
            Candidate(name: item.ownName, node: item, path: path.appending(index), key: nil)
        }
    }

    private static func members(of entries: [Node.Entry], _ path: FieldPath) -> [Candidate] {
        entries.compactMap { entry in
            let name = entry.key.keyText
            // HAL members such as `_links`, and anchors of YAML.
            if name.hasPrefix("_") || name.hasPrefix(".") { return nil }
            return Candidate(name: name, node: entry.value, path: path.appending(name), key: entry.key)
        }
    }
}

extension DefinitionSelection.Candidate {
    /// Where the name of the task stands, or the task if it has none.
    fileprivate var place: SourceLocation {
        key?.location ?? node.value(ofKey: "name")?.location ?? node.value(ofKey: "id")?.location ?? node.location
    }
}

extension Node {
    /// The name that a task carries itself.
    fileprivate var ownName: String? { value(ofKey: "name")?.stringValue ?? value(ofKey: "id")?.stringValue }

    /// Whether a map has the marks of a task: a scalar as its `type` or `base`, or a `run` that is not a task itself.
    fileprivate var looksLikeTask: Bool {
        for key in ["type", "base"] {
            if let value = value(ofKey: key), case .scalar = value.content { return true }
        }
        guard let run = value(ofKey: "run") else { return false }
        return !run.looksLikeTask
    }
}
