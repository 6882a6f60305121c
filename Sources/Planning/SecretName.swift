import Foundation

/// Which variables hold secrets, by their names (design, "Secrets").
package enum SecretName {
    private static let words = [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "KEY", "CREDENTIAL", "AUTH", "DSN", "ENTROPY",
    ]
    /// Words that hold one of the above and mean nothing secret, such as `GIT_AUTHOR_NAME`.
    private static let harmless = ["AUTHOR_", "AUTHORS", "KEYBOARD"]

    /// Whether a name looks secret, in upper or lower case.
    package static func matches(_ name: String) -> Bool {
        var name = name.uppercased()
        if name == "AUTHOR" { return false }
        for word in harmless {
            while let range = name.range(of: word) { name.replaceSubrange(range, with: "_") }
        }
        if name.hasSuffix("_AUTHOR") { name.removeLast(6) }
        return words.contains { name.contains($0) }
    }
}
