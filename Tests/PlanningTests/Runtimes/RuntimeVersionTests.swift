import Planning
import Testing

/// Versions: how they are read, matched and ordered.
@Suite struct RuntimeVersionTests {
    @Test(arguments: [
        ("3.14", "3.14"), ("3.14.2", "3.14.2"), ("22", "22"), ("3.14.0rc1", "3.14.0-rc1"), ("3.14.0a2", "3.14.0-a2"),
        ("3.15-dev", "3.15-dev"), ("3.13.1t", "3.13.1-t"), ("1.18.0-rc.0", "1.18.0-rc0"), ("21.ea.35-open", "21-ea35"),
        ("9.0.100-preview.7.24", "9.0.100-preview7"), ("8.5.0RC2", "8.5.0-rc2"),
        ("22.0.0-nightly2024", "22.0.0-nightly2024"),
        ("3.13.0+freethreaded-linux", "3.13.0-freethreaded"), ("3.12.1-debug", "3.12.1-debug"),
        // What follows a release is not of importance.
        ("21.0.2-tem", "21.0.2"), ("17.0.9-amzn", "17.0.9"), ("11.0.12+7", "11.0.12"), ("3.1.2p20", "3.1.2"),
        ("1.18.1-otp-27", "1.18.1"), ("17-openjdk-amd64", "17"), ("1.8.0_292", "1.8.0"), ("3.14.", "3.14"),
        ("1.85.0-x86_64-unknown-linux-gnu", "1.85.0"), ("17.0.9-bsg", "17.0.9"),
    ])
    func reading(_ text: String, _ expected: String) {
        #expect(RuntimeVersion(text)?.description == expected)
    }

    @Test(arguments: ["", "v22", ".3", "system", "pypy3.10-7.3", "-1", "1234567890", "٣.١"])
    func notVersions(_ text: String) { #expect(RuntimeVersion(text) == nil) }

    @Test func numbersAreComparedAsNumbers() throws {
        let wanted = try #require(RuntimeVersion("3.1"))
        #expect(RuntimeVersion("3.1.9")?.match(wanted) == .yes)
        #expect(RuntimeVersion("3.1")?.match(wanted) == .yes)
        #expect(RuntimeVersion("3.14.0")?.match(wanted) == .no)
        #expect(RuntimeVersion("3.10")?.match(wanted) == .no)
        #expect(RuntimeVersion("3")?.match(wanted) == .unknown)
        #expect(RuntimeVersion("2")?.match(wanted) == .no)
    }

    @Test func order() {
        let texts = ["3.15.0a1", "3.14.0rc1", "3.14.0rc2", "3.9.18", "3.14", "3.14.0", "3.14.2", "3.14.10"]
        let versions = texts.compactMap { RuntimeVersion($0) }
        #expect(
            versions.shuffled().sorted().map(\.description) == [
                "3.14.0-rc1", "3.14.0-rc2", "3.15.0-a1", "3.9.18", "3.14", "3.14.0", "3.14.2", "3.14.10",
            ])
    }
}
