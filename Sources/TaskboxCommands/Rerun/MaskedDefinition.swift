import Documents
import Records

/// A definition as a record keeps it: without the values of secrets.
struct MaskedDefinition {
    let json: JSONValue

    /// A value that is not in the record.
    struct Gap: Equatable, Sendable {
        /// The keys that lead to it.
        let path: [String]

        /// `env:NAME` where a variable of that name stands in its place.
        var variable: String? {
            path.count > 2 && path[0] == "variables" ? "\(path[1]):\(path[2])" : nil
        }
    }

    /// Where values are masked, in the order of the text.
    var gaps: [Gap] { Self.gaps(in: json, at: []) }

    private static func gaps(in value: JSONValue, at path: [String]) -> [Gap] {
        switch value {
        case .string(let text): return text.contains(Redaction.mask) ? [Gap(path: path)] : []
        case .array(let elements):
            return elements.enumerated().flatMap { gaps(in: $0.element, at: path + [String($0.offset)]) }
        case .object(let members):
            return members.flatMap { member in
                member.key.contains(Redaction.mask)
                    ? [Gap(path: path + [member.key])] : gaps(in: member.value, at: path + [member.key])
            }
        case .null, .bool, .integer, .bigInteger, .float: return []
        }
    }

    /// Whether a definition is the same but for what is masked here.
    func isSame(as original: JSONValue) -> Bool { Self.isSame(json, original) }

    private static func isSame(_ recorded: JSONValue, _ original: JSONValue) -> Bool {
        switch (recorded, original) {
        case (.string(Redaction.mask), _): return true
        case (.string(let text), .string(let other)): return isSame(text, other)
        case (.array(let elements), .array(let others)):
            return elements.count == others.count && zip(elements, others).allSatisfy { isSame($0, $1) }
        case (.object(let members), .object(let others)):
            return members.count == others.count
                && members.allSatisfy { member in original[member.key].map { isSame(member.value, $0) } ?? false }
        default: return recorded == original
        }
    }

    /// Whether a text is the other one with any texts in the places of the masks.
    private static func isSame(_ recorded: String, _ original: String) -> Bool {
        guard recorded.contains(Redaction.mask) else { return recorded == original }
        let parts = recorded.split(separator: Redaction.mask, omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, original.hasPrefix(first) else { return false }
        var rest = original.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() {
            guard let place = rest.firstRange(of: part) else { return false }
            rest = rest[place.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
