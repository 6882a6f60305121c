/// How far a run honours one field of the definition.
package struct FieldFidelity: Sendable, Equatable {
    /// How far.
    package enum Degree: String, Sendable {
        /// As on the platform, as far as that is known.
        case inForce = "in force"
        /// Something like it, and the reason says what differs.
        case approximated
        /// Left out unless the user asks for it.
        case notAskedFor = "not asked for"
        case notPossible = "not possible here"
    }

    /// One of the 16 keys of the API object (contract 1.1).
    package let field: String
    /// How far it is honoured.
    package let degree: Degree
    /// What is done, or what differs, without a full stop.
    package let reason: String

    init(_ field: String, _ degree: Degree, _ reason: String) {
        self.field = field
        self.degree = degree
        self.reason = reason
    }
}
