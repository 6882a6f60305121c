import Documents
import Foundation
import Planning
import Records

/// A variable as it may be shown: without its secrets, unless they are wanted, and with what is inside its base64.
struct VariableView {
    let variable: PhaseVariable
    /// `nil` where secrets are wanted.
    let redaction: Redaction?
    /// Whether JSON in base64 is looked into.
    let isDecoding: Bool

    var name: String { variable.name }

    /// Whether the value that is shown is not the true one.
    var isMasked: Bool {
        guard let text = variable.text else { return false }
        return shown(text) != text
    }

    /// The value on one line; in brackets where there is none.
    var text: String {
        switch variable.value {
        case .unknownTree: "(the Git tree of the source)"
        case .removed: "(unset)"
        case .bytes(let bytes): decoded.map { JSONWriter.line($0) } ?? shown(ReadableBytes.text(bytes))
        }
    }

    /// The value for programs; null where there is none.
    var value: JSONValue { .optional(variable.text.map(shown)) }

    /// The JSON inside, which is the shape of the platform's own structured variables (contract 4.1).
    var decoded: JSONValue? {
        guard isDecoding, name.hasPrefix("PLATFORM_"), let text = variable.text, !text.isEmpty,
            let data = Data(base64Encoded: text)
        else { return nil }
        let (node, problems) = JSONReader.read(SourceFile(name: name, bytes: Array(data)))
        guard let node, problems.isEmpty else { return nil }
        switch JSONValue(node) {
        case let value where redaction == nil: return value
        case .object(let members): return redaction?.applied(to: .object(members))
        case .array(let items): return redaction?.applied(to: .array(items))
        case .null, .bool, .integer, .bigInteger, .float, .string: return nil
        }
    }

    /// Whether there is a value, and if not, why.
    var state: String {
        switch variable.value {
        case .bytes: "set"
        case .removed: "unset"
        case .unknownTree: "unknown"
        }
    }

    /// The value in base64 where it is no text, so that nothing of it is lost to programs.
    var base64: String? {
        guard let bytes = variable.bytes, !isMasked, String(validating: bytes, as: UTF8.self) == nil else { return nil }
        return Data(bytes).base64EncodedString()
    }

    /// What the variable replaced, the latest first.
    var replaced: [(value: String?, origin: EnvironmentVariable.Origin)] {
        variable.overridden.map { replaced in
            switch replaced.value {
            case .treeID: (nil, replaced.origin)
            case .text(let text): (shown(text), replaced.origin)
            }
        }
    }

    private func shown(_ text: String) -> String {
        guard let redaction else { return text }
        return variable.isSecret ? Redaction.mask : redaction.shown(text, of: name)
    }
}

/// Bytes that people read.
enum ReadableBytes {
    /// The text, with bytes that are none as `\xff`.
    static func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var result = ""
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                result.unicodeScalars.append(Unicode.UTF8.decode(encoded))
                position += encoded.count
            case .error(let length):
                for byte in bytes[position..<(position + length)] {
                    let digits = String(byte, radix: 16)
                    result += "\\x" + (digits.count < 2 ? "0" : "") + digits
                }
                position += length
            case .emptyInput: return result
            }
        }
    }
}

extension EnvironmentVariable.Origin {
    /// The origin for programs.
    var json: JSONValue {
        switch self {
        case .container: ["kind": "container"]
        case .taskbox(let what): ["kind": "taskbox", "for": .string(what)]
        case .platform: ["kind": "platform"]
        case .dependencies(let field): ["kind": "dependencies", "field": .string(field)]
        case .option(let option): ["kind": "option", "option": .string(option)]
        case .definition(let field, let location):
            [
                "kind": "definition", "field": .string(field), "file": .optional(location?.file.name),
                "line": location.map { .integer($0.line) } ?? nil,
                "column": location.map { .integer($0.column) } ?? nil,
            ]
        case .relationship(let name, let source):
            ["kind": "relationship", "relationship": .string(name), "source": .string(source)]
        case .environmentFile(let line):
            ["kind": ".environment", "file": ".environment", "line": line.map { .integer($0) } ?? nil]
        }
    }
}
