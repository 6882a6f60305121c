/// What stands in the format of `printf`.
enum PrintfFormat {
    /// The first directive that only bash has.
    static func unknownDirective(in format: String) -> String? {
        var rest = format[...]
        while let sign = rest.firstIndex(of: "%") {
            rest = rest[sign...].dropFirst().drop { "-+ #0123456789.*".contains($0) }
            guard let letter = rest.first else { return nil }
            if letter == "q" || letter == "Q" { return "%\(letter)" }
            if letter == "(" { return "%(…)T" }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// The first escape that only bash has.
    static func unknownEscape(in format: String) -> String? {
        var rest = format[...]
        while let sign = rest.firstIndex(of: "\\") {
            rest = rest[sign...].dropFirst()
            guard let letter = rest.first else { return nil }
            if "xuUE".contains(letter) { return "\\\(letter)" }
            rest = rest.dropFirst()
        }
        return nil
    }
}
