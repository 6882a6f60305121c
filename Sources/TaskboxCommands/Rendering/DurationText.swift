/// Durations as messages show them.
enum DurationText {
    /// `0.03 s`, `2.5 s`, `90 s`, `3600 s`: seconds throughout, because limits are given in seconds.
    static func of(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let hundredths = (attoseconds + 5_000_000_000_000_000) / 10_000_000_000_000_000
        let total = seconds * 100 + hundredths
        guard total % 100 != 0 else { return "\(total / 100) s" }
        let digits = total % 100
        if digits % 10 == 0 { return "\(total / 100).\(digits / 10) s" }
        return "\(total / 100).\(digits < 10 ? "0" : "")\(digits) s"
    }

    /// Whole seconds, rounded down.
    static func whole(_ duration: Duration) -> String { "\(duration.components.seconds) s" }
}
