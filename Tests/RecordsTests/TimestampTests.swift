import Foundation
import Testing

@testable import Records

@Suite("Timestamps and run ids")
struct TimestampTests {
    @Test(
        "are written as the platform does",
        arguments: [
            (0, "1970-01-01T00:00:00.000000+00:00"),
            (-1, "1969-12-31T23:59:59.999999+00:00"),
            (1_781_082_000_000_000, "2026-06-10T09:00:00.000000+00:00"),
            (951_782_400_000_001, "2000-02-29T00:00:00.000001+00:00"),
            (951_868_799_999_999, "2000-02-29T23:59:59.999999+00:00"),
            (951_868_800_000_000, "2000-03-01T00:00:00.000000+00:00"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000+00:00"),
            (4_107_456_000_000_000, "2100-02-28T00:00:00.000000+00:00"),
            (1_735_689_599_123_456, "2024-12-31T23:59:59.123456+00:00"),
        ] as [(Int64, String)])
    func written(_ microseconds: Int64, _ text: String) {
        #expect(Timestamp(microseconds: microseconds).rfc3339 == text)
        #expect(Timestamp(rfc3339: text) == Timestamp(microseconds: microseconds))
    }

    @Test("agree with the system's calendar on every 37th day of 300 years")
    func agreesWithSystem() throws {
        for day in stride(from: -20_000, through: 90_000, by: 37) {
            var seconds = time_t(day * 86_400 + 12_345)
            var parts = tm()
            try #require(gmtime_r(&seconds, &parts) != nil)
            let text = Timestamp(microseconds: Int64(seconds) * 1_000_000).rfc3339
            let date = text.prefix(10).split(separator: "-").compactMap { Int32($0) }
            #expect(date == [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday])
        }
    }

    @Test(
        "are read in one form only",
        arguments: [
            "", "2026-06-10", "2026-06-10T09:00:00Z", "2026-02-30T09:00:00.000000+00:00",
            "2026-06-10T09:00:00.000000+02:00", "2026-06-10 09:00:00.000000+00:00", "2026-13-10T09:00:00.000000+00:00",
            "2026-06-10T24:00:00.000000+00:00", "2026-06-1xT09:00:00.000000+00:00",
        ])
    func refused(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("now is about now")
    func now() {
        #expect(abs(Double(Timestamp.now().microseconds) / 1e6 - Date().timeIntervalSince1970) < 5)
    }
}

/// Gives the same numbers in every test.
struct CountingGenerator: RandomNumberGenerator {
    var state: UInt64 = 1
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}

@Suite("Run ids")
struct RunIDTests {
    @Test("are 13 lower-case letters and digits")
    func form() throws {
        var generator = CountingGenerator()
        let ids = (0..<200).map { _ in RunID.random(using: &generator) }
        #expect(Set(ids).count == 200)
        let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789")
        #expect(ids.allSatisfy { $0.description.count == 13 && letters.isSuperset(of: $0.description) })
        // All letters turn up in 2600 of them, unless the alphabet is cut short.
        #expect(Set(ids.flatMap { Array($0.description) }) == letters)
        let again = try #require(RunID(ids[0].description))
        #expect(again == ids[0])
        #expect(again.short == String(ids[0].description.prefix(8)))
    }

    @Test(
        "nothing else is one",
        arguments: ["", "abcdefghijkl", "abcdefghijklmn", "Abcdefghijklm", "abcdefghijkl-", "../../../abcd"])
    func refused(_ text: String) {
        #expect(RunID(text) == nil)
    }
}
