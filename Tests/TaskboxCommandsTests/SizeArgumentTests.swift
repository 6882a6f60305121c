import TaskboxCommands
import Testing

@Suite struct SizeArgumentTests {
    @Test(arguments: [
        ("0", 0), ("512", 512), ("1K", 1_024), ("10G", 10_737_418_240), ("1.5 GiB", 1_610_612_736), ("2mb", 2_097_152),
        ("1T", 1_099_511_627_776), ("7B", 7),
    ])
    func reads(_ text: String, _ bytes: Int64) throws { #expect(try SizeArgument.parse(text) == bytes) }

    @Test(arguments: ["", "G", "-1", "1X", "1.2.3", "inf", "nan", "1e9", "9999999999T", "٣G"])
    func refuses(_ text: String) {
        #expect(throws: ArgumentError.self) { try SizeArgument.parse(text) }
    }
}
