/// Which variables hold something that must not be shown (design, "Secrets").
package enum SecretName {
    private static let marks = [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "KEY", "CREDENTIAL", "AUTH", "PRIVATE", "DSN",
    ]

    /// Whether a name looks like the name of a secret; case does not count.
    package static func matches(_ name: String) -> Bool {
        let upper = name.uppercased()
        return marks.contains { upper.contains($0) }
    }
}
