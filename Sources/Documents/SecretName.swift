/// Which variables hold secrets, by their names (design, "Secrets").
package enum SecretName {
    private static let words = [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "KEY", "CREDENTIAL", "AUTH", "PRIVATE", "DSN", "ENTROPY",
    ].map { Array($0.utf8) }
    /// What makes a word part of another that means nothing secret, such as the author in `GIT_AUTHOR_NAME`. An `_` stands
    /// for the end of a word.
    private static let harmless = ["AUTHOR_", "AUTHORS_", "KEYBOARD"].map { Array($0.utf8) }

    /// Whether a name looks secret, in upper or lower case.
    package static func matches(_ name: String) -> Bool {
        let letters = Array(name.uppercased().utf8) + [UInt8(ascii: "_")]
        return letters.indices.contains { start in
            let rest = letters[start...]
            return words.contains { rest.starts(with: $0) } && !harmless.contains { rest.starts(with: $0) }
        }
    }
}
