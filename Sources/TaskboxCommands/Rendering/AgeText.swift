import Records

/// Times as people read them.
enum AgeText {
    /// `12 s ago`, `5 min ago`, `3 h ago`, `2 days ago`; a clock that was set back makes no sense of it.
    static func of(_ time: Timestamp, at now: Timestamp) -> String {
        let seconds = (now.microseconds - time.microseconds) / 1_000_000
        switch seconds {
        case ..<0: return date(time)
        case 0: return "now"
        case ..<60: return "\(seconds) s ago"
        case ..<3_600: return "\(seconds / 60) min ago"
        case ..<86_400: return "\(seconds / 3_600) h ago"
        case ..<172_800: return "1 day ago"
        default: return "\(seconds / 86_400) days ago"
        }
    }

    /// `2026-06-10 09:00:00 UTC`.
    static func date(_ time: Timestamp) -> String {
        let text = time.rfc3339
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
    }
}

/// Sizes as people read them.
enum SizeText {
    /// `0 B`, `999 B`, `1.5 KiB`, `12 MiB`.
    static func of(_ bytes: Int64) -> String {
        if bytes < 1_024 { return "\(bytes) B" }
        var tenths = bytes * 10 / 1_024
        var unit = 0
        let units = ["KiB", "MiB", "GiB", "TiB"]
        while tenths >= 10_240, unit < units.count - 1 {
            tenths /= 1_024
            unit += 1
        }
        return tenths % 10 == 0 || tenths >= 100
            ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
