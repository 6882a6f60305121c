/// A time limit as it is written on the command line: `90`, `90s`, `1.5s`, `15m`, `1h30m`, `500ms`, or `none`.
package enum DurationArgument: Sendable, Equatable {
    /// More than zero.
    case limit(Duration)
    /// `none`: no limit at all.
    case none

    /// `nil` for `none`.
    package var limit: Duration? {
        switch self {
        case .limit(let duration): duration
        case .none: nil
        }
    }

    /// Reads a limit.
    ///
    /// Zero is refused: some programs take it for "at once", others for "never".
    package static func parseLimit(_ text: String) throws(ArgumentError) -> DurationArgument {
        if text == "none" { return .none }
        let duration = try parse(text, orNone: true)
        if duration == .zero {
            throw ArgumentError("\(quoted(text)) would end it before it begins; write none for no limit")
        }
        return .limit(duration)
    }

    /// Reads a length of time, which may be zero but not `none`.
    package static func parseLength(_ text: String) throws(ArgumentError) -> Duration {
        if text == "none" { throw ArgumentError("none is not possible here; write 0 for no wait at all") }
        return try parse(text, orNone: false)
    }

    /// The units from large to small, which is also their order in a text.
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
    ]
    /// A hundred years: far below what overflows, far above what anybody waits for.
    private static let longest: Int64 = 100 * 366 * 86_400 * 1_000_000_000

    private static func parse(_ text: String, orNone: Bool) throws(ArgumentError) -> Duration {
        let notADuration = ArgumentError(
            "\(quoted(text)) is not a duration; write 90, 90s, 1.5s, 15m, 1h30m\(orNone ? ", 500ms or none" : " or 500ms")"
        )
        if text.hasPrefix("-") { throw ArgumentError("\(quoted(text)) is negative; a duration is not") }
        var rest = text[...]
        var unitsLeft = units[...]
        var total: Int64 = 0
        repeat {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            let name = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(name.count)
            // A bare number is in seconds, but only if it is the whole text.
            let unitName = name.isEmpty && number.count == text.count ? "s" : String(name)
            guard let index = unitsLeft.firstIndex(where: { $0.name == unitName }) else { throw notADuration }
            guard let amount = nanoseconds(number, of: units[index].nanoseconds) else { throw notADuration }
            unitsLeft = units[(index + 1)...]
            total += amount
            if total > longest { throw ArgumentError("\(quoted(text)) is longer than 100 years") }
        } while !rest.isEmpty
        return .nanoseconds(total)
    }

    /// `nil` unless the number is digits, or digits, a point and at most nine digits.
    ///
    /// At most a little over `longest`.
    private static func nanoseconds(_ number: Substring, of unit: Int64) -> Int64? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let tooLong = longest + 1
        guard let whole = Int64(parts[0]) else { return tooLong }
        var result = whole.multipliedReportingOverflow(by: unit)
        if result.overflow || result.partialValue > longest { return tooLong }
        if parts.count == 2 {
            let padding = String(repeating: "0", count: max(0, 9 - parts[1].count))
            guard parts[1].count <= 9, let billionths = Int64(parts[1] + padding) else { return nil }
            // Every unit is a multiple of a million nanoseconds; dividing first keeps the product within 64 bits.
            result.partialValue += billionths * (unit / 1_000_000) / 1_000
        }
        return result.partialValue
    }
}
