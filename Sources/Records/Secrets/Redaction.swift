import Documents
import Planning

/// Takes secret values out of everything that taskbox says or records about a run.
///
/// The task's own output is not its business.
package struct Redaction: Sendable {
    /// What stands for a secret.
    package static let mask = "********"
    /// Shorter values would be found in half of all words.
    private static let shortestValue = 4
    /// Values that a secret's variable may have without being one.
    private static let commonWords: Set<String> = [
        "true", "false", "null", "none", "auto", "default", "disabled", "enabled",
    ]

    /// The names whose values are masked as a whole, whatever they are.
    private let names: Set<String>
    /// All byte sequences to look for, by their first byte, the longest first; empty where there are none.
    private let needles: [[[UInt8]]]

    /// A redaction that changes nothing.
    package static let none = Redaction(variables: [])

    /// Looks at all variables of a run and takes those whose names look secret.
    ///
    /// - Parameters:
    ///   - variables: names and values, of every phase.
    ///   - secretNames: names that are secret although they do not look it, such as that of a relationship's variable.
    package init(variables: [(name: String, value: String)], secretNames: Set<String> = []) {
        let secrets = variables.filter { secretNames.contains($0.name) || SecretName.matches($0.name) }
        names = Set(secrets.map(\.name)).union(secretNames)
        var forms: Set<[UInt8]> = []
        for secret in secrets where !Self.commonWords.contains(secret.value.lowercased()) {
            for part in Self.parts(of: secret.value) { forms.formUnion(SecretForms.all(of: Array(part.utf8))) }
        }
        var needles = [[[UInt8]]](repeating: [], count: forms.isEmpty ? 0 : 256)
        for form in forms.sorted(by: { $0.count > $1.count }) {
            if let first = form.first { needles[Int(first)].append(form) }
        }
        self.needles = needles
    }

    /// A text without the secret values.
    package func applied(to text: String) -> String {
        if needles.isEmpty { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        var copied = 0
        while index < bytes.count {
            guard let end = endOfSecret(in: bytes, at: index) else {
                index += 1
                continue
            }
            result += bytes[copied..<index]
            result += Self.mask.utf8
            index = end
            copied = end
        }
        if copied == 0 { return text }
        return String(decoding: result + bytes[copied...], as: UTF8.self)
    }

    /// A tree without the secret values: in its strings and keys, and whole where the tree names a secret's variable,
    /// as a key or in a `name` beside a `value`.
    package func applied(to value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): return .string(applied(to: text))
        case .array(let elements): return .array(elements.map { applied(to: $0) })
        case .object(let members):
            let named: Bool =
                if case .string(let name)? = value["name"] { isSecret(name) } else { false }
            return .object(
                members.map { member in
                    if isSecret(member.key) || (named && member.key == "value") {
                        return .init(member.key, Self.masked(member.value))
                    }
                    return .init(applied(to: member.key), applied(to: member.value))
                })
        case .null, .bool, .integer, .bigInteger, .float: return value
        }
    }

    /// The value of a variable as it may be shown.
    package func shown(_ value: String, of name: String) -> String {
        isSecret(name) ? Self.mask : applied(to: value)
    }

    /// Whether a name is a secret's, with or without the prefix that definitions give it, such as `env:`.
    private func isSecret(_ name: String) -> Bool {
        if names.contains(name) { return true }
        guard let colon = name.firstIndex(of: ":") else { return false }
        return names.contains(String(name[name.index(after: colon)...]))
    }

    private static func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null: .null
        // An entry with its origin keeps its shape: `{"value": …, "origin": …}`.
        case .object(let members) where value["value"] != nil:
            .object(members.map { $0.key == "value" ? .init($0.key, masked($0.value)) : $0 })
        case .bool, .integer, .bigInteger, .float, .string, .array, .object: .string(mask)
        }
    }

    /// The end of the secret at an index, joined with those that begin inside it; `nil` if there is none.
    private func endOfSecret(in bytes: [UInt8], at start: Int) -> Int? {
        guard var end = endOfNeedle(in: bytes, at: start) else { return nil }
        var index = start + 1
        while index < end {
            if let other = endOfNeedle(in: bytes, at: index) { end = max(end, other) }
            index += 1
        }
        return end
    }

    private func endOfNeedle(in bytes: [UInt8], at start: Int) -> Int? {
        let candidates = needles[Int(bytes[start])]
        if candidates.isEmpty { return nil }
        let rest = bytes[start...]
        return candidates.first { rest.starts(with: $0) }.map { start + $0.count }
    }

    /// The value, and the long lines of one that has several: a private key may be shown line by line.
    private static func parts(of value: String) -> [String] {
        let lines = value.split(whereSeparator: \.isNewline).map(String.init)
        let longLines = lines.count > 1 ? lines.filter { $0.utf8.count >= 12 && !$0.hasPrefix("-----") } : []
        return (value.utf8.count >= shortestValue ? [value] : []) + longLines
    }
}
