import Documents

/// What a server says about an error, in whichever of the platform's shapes (contract 6.7).
enum ServerWords {
    private static let longest = 200

    /// The members that may hold the words, the most telling first.
    private static let keys = ["message", "error_description", "error_hint", "detail", "title", "error"]

    /// One line, `nil` if the body tells nothing that a person could read.
    static func of(_ answer: HTTPAnswer) -> String? {
        guard let body = JSONBody.read(answer.body) else { return nil }
        var words: [String] = []
        for key in keys where words.count < 2 {
            guard let text = body[key].flatMap(text), !words.contains(text) else { continue }
            words.append(text)
        }
        return words.isEmpty ? nil : words.joined(separator: "; ").shortened(to: longest)
    }

    /// `detail` may be an object with a message for each property.
    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text):
            let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return trimmed.isEmpty ? nil : trimmed.hasSuffix(".") ? String(trimmed.dropLast()) : trimmed
        case .object(let members):
            let parts = members.compactMap { member in text(member.value).map { "\(member.key): \($0)" } }
            return parts.isEmpty ? nil : parts.joined(separator: "; ")
        case .array(let items):
            let parts = items.compactMap(text)
            return parts.isEmpty ? nil : parts.joined(separator: "; ")
        case .null, .bool, .integer, .bigInteger, .float: return nil
        }
    }
}
