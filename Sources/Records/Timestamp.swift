import Foundation

/// A moment as the records keep it: microseconds since the epoch, UTC.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Since the epoch; negative before it.
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// The wall clock.
    package static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The text form of the platform, such as `2026-06-10T09:00:00.000000+00:00` (contract 6.2).
    ///
    /// By our own calendar arithmetic: a date formatter costs more at its first use than a whole short run.
    package var rfc3339: String {
        let second = Self.floorDivide(microseconds, by: 1_000_000)
        let day = Self.floorDivide(second.quotient, by: 86_400)
        let date = Self.date(ofDay: day.quotient)
        var text = ""
        text.reserveCapacity(32)
        Self.append(date.year, digits: 4, to: &text)
        text += "-"
        Self.append(date.month, digits: 2, to: &text)
        text += "-"
        Self.append(date.day, digits: 2, to: &text)
        text += "T"
        Self.append(day.remainder / 3_600, digits: 2, to: &text)
        text += ":"
        Self.append(day.remainder / 60 % 60, digits: 2, to: &text)
        text += ":"
        Self.append(day.remainder % 60, digits: 2, to: &text)
        text += "."
        Self.append(second.remainder, digits: 6, to: &text)
        text += "+00:00"
        return text
    }

    /// Reads what `rfc3339` writes, and nothing else.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        let pattern = Array("0000-00-00T00:00:00.000000+00:00".utf8)
        guard bytes.count == pattern.count else { return nil }
        var numbers: [Int64] = [0]
        for (byte, expected) in zip(bytes, pattern).prefix(26) {
            if expected == UInt8(ascii: "0") {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int64(byte - UInt8(ascii: "0"))
            } else {
                guard byte == expected else { return nil }
                numbers.append(0)
            }
        }
        guard text.hasSuffix("+00:00") else { return nil }
        let day = Self.day(year: numbers[0], month: numbers[1], day: numbers[2])
        let seconds = day * 86_400 + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5]
        microseconds = seconds * 1_000_000 + numbers[6]
        // A date that does not exist, such as 30 February, would come out as another one.
        guard rfc3339 == text else { return nil }
    }

    private static func append(_ number: Int64, digits: Int, to text: inout String) {
        let written = String(number)
        for _ in written.utf8.count..<max(digits, written.utf8.count) { text += "0" }
        text += written
    }

    private static func floorDivide(_ number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// The days of 400 years, after which the calendar repeats itself.
    private static let daysOfCycle: Int64 = 146_097
    /// Days from 1 March of the year 0 to the epoch.
    ///
    /// Years that begin in March have their leap day at the end.
    private static let daysBeforeEpoch: Int64 = 719_468

    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (cycle, dayOfCycle) = floorDivide(day + daysBeforeEpoch, by: daysOfCycle)
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        // Months from March have 31, 30, 31, 30, 31 days, twice over: 153 days for five months.
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, dayOfMonth)
    }

    private static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let (cycle, yearOfCycle) = floorDivide(marchYear, by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * daysOfCycle + dayOfCycle - daysBeforeEpoch
    }
}
