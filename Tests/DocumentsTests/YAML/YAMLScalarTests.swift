import Documents
import Testing

@Suite struct YAMLScalarTests {
    private static func value(_ text: String) -> Scalar.Value? {
        let reading = YAMLReading("- " + text + "\n")
        return reading.hasErrors ? nil : reading.documents.first?.at("0")?.scalar?.value
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func nullIsWrittenInFiveWays(text: String) {
        #expect(Self.value(text) == .null)
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ])
    func booleansAreTrueAndFalseOnly(text: String, value: Bool) {
        #expect(Self.value(text) == .bool(value))
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "y", "n", "tRUE", "nULL", "yes it is", "Infinity", "inf", "nan", "1_000", "0b1",
    ])
    func otherWordsAreTexts(text: String) {
        #expect(Self.value(text) == .string(text))
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("+12", 12), ("-12", -12), ("0755", 755), ("0o17", 15), ("0x1F", 31), ("0xff", 255),
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ])
    func integers(text: String, value: Int) {
        #expect(Self.value(text) == .integer(value))
    }

    @Test(arguments: [
        ("9223372036854775808", "9223372036854775808"), ("-0009223372036854775809", "-9223372036854775809"),
        ("+99999999999999999999", "99999999999999999999"), ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
    ])
    func largeIntegersKeepTheirDigits(text: String, digits: String) {
        #expect(Self.value(text) == .bigInteger(digits))
    }

    @Test(
        arguments: [
            ("1.5", 1.5), (".5", 0.5), ("1.", 1), ("-2.5e3", -2500), ("1e3", 1000), ("+.5E-1", 0.05),
            (".inf", .infinity),
            ("-.Inf", -.infinity), ("+.INF", .infinity),
        ] as [(String, Double)])
    func floats(text: String, value: Double) {
        #expect(Self.value(text) == .float(value))
    }

    @Test(arguments: [".nan", ".NaN", ".NAN"])
    func notANumber(text: String) {
        guard case .float(let value)? = Self.value(text) else {
            Issue.record("\(text) is not a float")
            return
        }
        #expect(value.isNaN)
    }

    @Test(arguments: [
        "-.nan", ".", "+", "1e", "1.2.3", "0x", "0o8", "0xg", "-0x1", "1 2", "e3", "--1", "..", "12:30",
    ])
    func almostNumbersAreTexts(text: String) {
        #expect(Self.value(text) == .string(text))
    }

    @Test(arguments: ["'1'", "\"true\"", "!!str 1", "! 1", "!custom 1"])
    func quotesAndTagsMakeTexts(text: String) {
        guard case .string? = Self.value(text) else {
            Issue.record("\(text) is not a text")
            return
        }
    }

    @Test func escapesOfDoubleQuotes() {
        let text = #""\0\a\b\t\n\v\f\r\e\ \"\/\\\N\_\L\P\x41\u00e9\U0001F600\ud83d\ude00""#
        #expect(
            Self.value(text)
                == .string(
                    "\0\u{7}\u{8}\t\n\u{B}\u{C}\r\u{1B} \"/\\\u{85}\u{A0}\u{2028}\u{2029}A\u{e9}\u{1F600}\u{1F600}"))
    }

    @Test func coreTagsAreApplied() {
        let reading = YAMLReading(
            "- !!str 1\n- !!int '2'\n- !!float 3\n- !!bool 'true'\n- !!null ''\n- !!seq []\n- !!map {}\n")
        #expect(reading.findings == [])
        #expect(reading.values == [["1", 2, .float(3), true, nil, [], [:]]])
        guard case .sequence(let items)? = reading.documents.first?.content else { return }
        #expect(items.allSatisfy { $0.tag == nil })
    }

    @Test func otherTagsAreKept() {
        let reading = YAMLReading(
            "%TAG !e! tag:example.com,2024:\n---\n- !include a.yaml\n- !archive {path: x}\n- !e!x [1]\n- !!binary aGk=\n"
                + "- !file\n- !<tag:example.com,2024:y> z\n")
        guard case .sequence(let items)? = reading.documents.first?.content else {
            Issue.record("\(reading.findings)")
            return
        }
        #expect(
            items.map(\.tag) == [
                "!include", "!archive", "tag:example.com,2024:x", "tag:yaml.org,2002:binary", "!file",
                "tag:example.com,2024:y",
            ])
        #expect(reading.values == [["a.yaml", ["path": "x"], [1], "aGk=", "", "z"]])
    }

    // MARK: What YAML 1.1 reads differently

    @Test(arguments: [
        ("yes", "a text here, but \"true\"", "write \"true\", or \"'yes'\" with quotes for the text"),
        ("Off", "a text here, but \"false\"", "write \"false\", or \"'Off'\" with quotes for the text"),
        (
            "0755", "a decimal number here, but the octal number 493",
            "put it in quotes, or write the number without the leading zero"
        ),
        ("089", "a decimal number here, but a text", "put it in quotes, or write the number without the leading zero"),
        ("0o17", "a number here, but a text", "put it in quotes, or write the number in decimal digits only"),
        ("1e3", "a number here, but a text", "put it in quotes, or write the number in decimal digits only"),
        ("12:30:45", "a text here, but a number", "put it in quotes"),
        ("22:22", "a text here, but a number", "put it in quotes"),
        ("1_000", "a text here, but a number", "put it in quotes"),
        ("0b11", "a text here, but a number", "put it in quotes"),
        ("2024-02-29", "a text here, but a date", "put it in quotes"),
        ("2024-02-29T12:00:00Z", "a text here, but a date", "put it in quotes"),
        ("2024-2-9 1:02:03", "a text here, but a date", "put it in quotes"),
    ])
    func ambiguousScalarsAreWarnedOf(text: String, meaning: String, hint: String) {
        #expect(
            YAMLReading("key: \(text)\n").findings == [
                "1:6 warning: \"\(text)\" without quotes is \(meaning) to readers of YAML 1.1, such as the platform's | \(hint)"
            ])
    }

    @Test(arguments: [
        "'yes'", "\"0755\"", "!!str on", "true", "0", "00", "07", "10", "1.5", "1.5e+3", "0x1F", "8080:80", "1:99",
        "yesterday",
        "nobody", "2024-02-29x", "2024-02", "8.3", "1.2.3", "php:8.3", "0755x", "/etc/0755", ".5", "-1", "~", "5m",
        "a:b",
        "0.10", "|\n  yes", "y", "Y", "n", "N",
    ])
    func clearScalarsAreNotWarnedOf(text: String) {
        #expect(YAMLReading("key: \(text)\n").findings == [])
    }

    @Test(arguments: ["y", "n", "Y", "N"])
    func keysOfOneLetterAreClear(key: String) {
        #expect(YAMLReading("\(key): 1\n").findings == [])
    }

    @Test func keysAreWarnedOfToo() {
        #expect(
            YAMLReading("on: push\n").findings == [
                "1:1 warning: \"on\" without quotes is a text here, but \"true\" to readers of YAML 1.1, such as the platform's"
                    + " | write \"true\", or \"'on'\" with quotes for the text"
            ])
    }
}
