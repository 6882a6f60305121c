/// Which variables hold secrets, by their names (design, "Secrets").
package enum SecretName {
    private static let marks = [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "KEY", "CREDENTIAL", "AUTH", "PRIVATE", "DSN", "ENTROPY",
    ].map { Array($0.utf8) }
    /// What makes a word part of another that means nothing secret, such as the author in `GIT_AUTHOR_NAME`.
    ///
    /// An `_` stands for the end of a word.
    private static let harmless = ["AUTHOR_", "AUTHORS_", "KEYBOARD"].map { Array($0.utf8) }

    /// What is secret as a word of its own between underscores, and part of harmless words elsewhere.
    private static let wholeWords: Set<String> = ["PASS", "PWD", "PAT", "PSK", "SK"]
    private static let folders: Set<String> = ["PWD", "OLDPWD"]

    /// Whether a value holds a password as URLs do: `scheme://user:password@host`.
    package static func isInURL(_ value: String) -> Bool {
        let parts = value.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2, parts[0].last == ":", parts[1].isEmpty, let at = parts[2].lastIndex(of: "@"),
            let colon = parts[2][..<at].firstIndex(of: ":")
        else { return false }
        return parts[2].index(after: colon) < at
    }

    /// Whether a name looks secret, in upper or lower case.
    package static func matches(_ name: String) -> Bool {
        let upper = name.uppercased()
        let words = upper.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if !folders.contains(upper), !wholeWords.isDisjoint(with: words) { return true }
        let letters = Array(upper.utf8) + [UInt8(ascii: "_")]
        return letters.indices.contains { start in
            let rest = letters[start...]
            return marks.contains { rest.starts(with: $0) } && !harmless.contains { rest.starts(with: $0) }
        }
    }
}
