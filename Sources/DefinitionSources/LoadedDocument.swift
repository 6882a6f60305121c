import Documents

/// What became of loading every task of a document or a project.
package struct LoadedDocument: Sendable {
    /// What there is to say about the whole, such as a syntax error or two tasks of one name.
    package let diagnostics: [Diagnostic]
    /// In the order of the text; empty if the document can not be used.
    package let tasks: [LoadedTask]

    package init(diagnostics: [Diagnostic], tasks: [LoadedTask]) {
        self.diagnostics = diagnostics
        self.tasks = tasks
    }

    /// Everything there is to say, in the order of the text.
    package var allDiagnostics: [Diagnostic] {
        (diagnostics + tasks.flatMap(\.result.diagnostics)).inOrderOfText
    }
}
