/// What the manual says beyond the commands.
package struct ManualSpecification: Sendable {
    /// A term and what it means.
    package struct Entry: Sendable {
        /// As it is typed, or upper-case where something else stands in its place.
        package let term: String
        /// Sentences with their full stops.
        package let meaning: String

        init(_ term: String, _ meaning: String) {
            self.term = term
            self.meaning = meaning
        }
    }

    /// The day of the version, as `2026-01-31`.
    package let date: String
    /// Paragraphs, not wrapped.
    package let description: [String]
    package let exitStatuses: [Entry]
    package let environment: [Entry]
    package let files: [Entry]
    /// Names of other pages, with the numbers of their sections.
    package let relatedPages: [String]
}
