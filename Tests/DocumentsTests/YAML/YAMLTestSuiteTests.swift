import Documents
import Foundation
import Testing

/// The public YAML test suite (github.com/yaml/yaml-test-suite, MIT licence), one case a line.
struct YAMLSuiteCase: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let name: String
    let yaml: String
    /// The documents' values; `nil` if JSON has no words for them.
    let json: [SuiteValue]?
    /// Whether a reader has to refuse the text.
    let fail: Bool
    let events: String

    var testDescription: String { "\(id) \(name)" }

    static let all: [YAMLSuiteCase] = {
        do {
            let url = try #require(
                Bundle.module.url(forResource: "yaml-test-suite", withExtension: "jsonl", subdirectory: "Resources"))
            return try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map {
                try JSONDecoder().decode(YAMLSuiteCase.self, from: $0)
            }
        } catch {
            Issue.record(error)
            return []
        }
    }()
}

/// A JSON value that compares without regard to the order of keys.
enum SuiteValue: Decodable, Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([SuiteValue])
    case object([String: SuiteValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            // Each `try?` here asks whether the value is of the type; the last attempt reports.
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([SuiteValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: SuiteValue].self))
        }
    }

    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .number(Double(value))
        case .bigInteger(let digits): self = .number(Double(digits) ?? .nan)
        case .float(let value): self = .number(value)
        case .string(let text): self = .string(text)
        case .array(let items): self = .array(items.map(SuiteValue.init))
        case .object(let members):
            self = .object(Dictionary(members.map { ($0.key, SuiteValue($0.value)) }) { first, _ in first })
        }
    }
}

@Suite struct YAMLTestSuiteTests {
    /// The cases that taskbox refuses by its own rule, although YAML as a format allows them.
    static let refusedByPolicy = [
        "2JQS": "the empty key is there twice in one mapping",
        "X38W": "an alias repeats a key of the same mapping",
    ]

    @Test func theSuiteIsComplete() {
        #expect(YAMLSuiteCase.all.count == 406)
    }

    @Test(arguments: YAMLSuiteCase.all)
    func valuesAreTheOnesOfTheSuite(_ suiteCase: YAMLSuiteCase) {
        let reading = YAMLReading(suiteCase.yaml)
        let isRefused = suiteCase.fail || Self.refusedByPolicy[suiteCase.id] != nil
        #expect(reading.hasErrors == isRefused, "\(reading.findings)")
        if !isRefused, let json = suiteCase.json {
            #expect(reading.values.map(SuiteValue.init) == json)
        }
    }

    @Test(arguments: YAMLSuiteCase.all.filter { !$0.fail })
    func eventsAreTheOnesOfTheSuite(_ suiteCase: YAMLSuiteCase) throws {
        #expect(try YAMLEventText.of(suiteCase.yaml) == suiteCase.events)
    }

    @Test(arguments: YAMLSuiteCase.all.filter(\.fail))
    func everyRefusalNamesAPlaceAndARemedy(_ suiteCase: YAMLSuiteCase) {
        for diagnostic in YAMLReading(suiteCase.yaml).diagnostics where diagnostic.severity == .error {
            #expect(diagnostic.location != nil)
            #expect(diagnostic.hint?.isEmpty == false)
            #expect(!diagnostic.message.hasSuffix("."))
        }
    }
}
