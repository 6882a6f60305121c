/// What the reader has found to say about a text, as much of it as is worth reading.
struct YAMLFindings {
    /// How many errors, and how many warnings, are kept.
    static let limit = 500

    private var errors: [Diagnostic] = []
    private var warnings: [Diagnostic] = []
    private var omitted = 0

    mutating func error(at location: SourceLocation, _ message: String, hint: String?) {
        guard errors.count < Self.limit else {
            omitted += 1
            return
        }
        errors.append(Diagnostic(.error, at: location, message, hint: hint))
    }

    mutating func warning(at location: SourceLocation, _ message: String, hint: String?) {
        guard warnings.count < Self.limit else {
            omitted += 1
            return
        }
        warnings.append(Diagnostic(.warning, at: location, message, hint: hint))
    }

    /// All findings in the order of the text, and a note if some had to be left out.
    func inOrder() -> [Diagnostic] {
        var all = (errors + warnings).enumerated().sorted { left, right in
            let (first, second) = (left.element.location, right.element.location)
            return (first?.line ?? 0, first?.column ?? 0, left.offset) < (
                second?.line ?? 0, second?.column ?? 0, right.offset
            )
        }.map(\.element)
        if omitted > 0 {
            all.append(Diagnostic(.note, at: nil, "\(omitted) more problems of the same text are not listed"))
        }
        return all
    }
}
