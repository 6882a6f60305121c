import Documents

/// Why there is no plan: the definition is sound, but this machine or the options do not allow it.
package struct PlanFailure: Error, Sendable, Equatable {
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
