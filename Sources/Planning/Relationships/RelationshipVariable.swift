/// Names of the variables that come from relationships (contract 4.5).
enum RelationshipVariable {
    /// `<RELATIONSHIP>_<PROPERTY>`, upper-cased, every character outside `[0-9A-Z_]` made `_`.
    static func name(_ relationship: String, _ property: String) -> String {
        String(
            "\(relationship)_\(property)".uppercased().map { character in
                character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
            })
    }
}
