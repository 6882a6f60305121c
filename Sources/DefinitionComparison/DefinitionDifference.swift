import Documents
import TaskModel

/// One field in which two definitions differ.
package struct DefinitionDifference: Sendable, Equatable {
    /// Where the field is, such as `run.timeout`.
    package let path: FieldPath
    /// The first definition's value; `nil` where it has none.
    package let before: JSONValue?
    /// The second definition's value; `nil` where it has none.
    package let after: JSONValue?
    /// Whether secrets were masked in the values, which then may look the same.
    package let isMasked: Bool
    /// For scripts: how the lines of the first become those of the second; `nil` for other fields.
    package let lines: [ScriptLine]?

    package init(
        path: FieldPath, before: JSONValue?, after: JSONValue?, isMasked: Bool = false, lines: [ScriptLine]? = nil
    ) {
        self.path = path
        self.before = before
        self.after = after
        self.isMasked = isMasked
        self.lines = lines
    }
}
