import Documents
import TaskModel

/// A task as it stands in a text: found, with its includes in place, and not yet decoded.
package struct FoundTask: Sendable {
    /// `nil` if the task carries no name and nothing stands in for it.
    package let name: String?
    package let node: Node
    /// Where the task stands in its document; empty for a document that is one task.
    package let path: FieldPath
    /// The key of the task in a map.
    package let key: Node?
    /// Where something stands in the place of what could not be included.
    let replaced: [SourceLocation]

    /// The hooks and the command that are written as texts, in the order of the phases.
    package var scripts: [(path: FieldPath, node: Node)] {
        [["hooks", "build"], ["hooks", "deploy"], ["run", "command"]].compactMap { keys in
            guard let node = node.value(ofKey: keys[0])?.value(ofKey: keys[1]), node.stringValue != nil,
                !replaced.contains(node.location)
            else { return nil }
            return (path.appending(keys[0]).appending(keys[1]), node)
        }
    }
}

extension FoundTask {
    /// The names of the environment variables that the task sets.
    package var environmentNames: Set<String> {
        let group = node.value(ofKey: "variables")?.value(ofKey: "env")
        guard case .mapping(let entries) = group?.content else { return [] }
        return Set(entries.map(\.key.keyText))
    }
}
