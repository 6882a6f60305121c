/// The name of one run: 13 lower-case letters and digits, as the platform names activities (contract 6.3).
package struct RunID: Sendable, Hashable, CustomStringConvertible {
    /// The 13 letters and digits.
    package let description: String

    static let length = 13
    static let shortLength = 8
    static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// `nil` unless the text is 13 lower-case letters and digits.
    package init?(_ text: String) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.letters.contains) else { return nil }
        description = text
    }

    /// A new name, from 67 bits of the generator.
    package static func random(using generator: inout some RandomNumberGenerator) -> RunID {
        let bytes = (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }
        return RunID(made: String(decoding: bytes, as: UTF8.self))
    }

    /// A new name, from the system's generator.
    package static func random() -> RunID {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// The first eight letters, which the container's host name carries (contract 6.2).
    package var short: String { String(description.prefix(Self.shortLength)) }

    private init(made text: String) { description = text }
}
