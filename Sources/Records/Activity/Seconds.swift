/// Durations as numbers of seconds.
enum Seconds {
    /// For sentences: at most three digits behind the point, and none that say nothing.
    static func text(_ duration: Duration) -> String {
        let milliseconds = Int64((microseconds(duration) + 500) / 1_000)
        let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        if rest == 0 { return String(whole) }
        var digits = String(rest + 1_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    /// For JSON, to the microsecond.
    static func number(_ duration: Duration) -> Double { Double(microseconds(duration)) / 1_000_000 }

    /// The duration of such a number; zero for one that is no time at all.
    static func duration(_ seconds: Double) -> Duration {
        seconds.isFinite && abs(seconds) < 1e12 ? .microseconds(Int64(seconds * 1_000_000 + 0.5)) : .zero
    }

    private static func microseconds(_ duration: Duration) -> Int64 {
        let parts = duration.components
        return parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000
    }
}
