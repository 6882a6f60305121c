import Documents
import TaskModel

/// A definition that can be planned, and what there is to say about it.
package struct LoadedDefinition: Sendable, Equatable {
    package let definition: TaskDefinition
    /// Warnings only.
    package let diagnostics: [Diagnostic]
    /// Where it came from, for a person: `export.json` or `.upsun/config.yaml (tasks.export)`.
    package let source: String
    /// The folder that the file lies in; the current folder for standard input.
    package let folder: String
    /// The repository root, where the source itself says it: the folder that holds `.upsun`.
    package let repository: String?
    /// The types of the services and applications beside the task, by name; empty where the source has only tasks.
    package let neighbours: [String: String]
}
