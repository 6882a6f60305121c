import Documents

/// Why the text of a definition could not be read.
package struct DefinitionSourceError: Error, Equatable {
    package let diagnostic: Diagnostic

    package init(_ message: String, hint: String? = nil) {
        diagnostic = Diagnostic(.error, at: nil, message, hint: hint)
    }
}
