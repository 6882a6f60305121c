import Documents

/// Why nothing could be loaded: at least one of the diagnostics is an error.
package struct LoadFailure: Error, Sendable {
    package let diagnostics: [Diagnostic]

    package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
