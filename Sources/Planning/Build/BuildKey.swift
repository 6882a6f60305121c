/// The name of a build: the same tree built by the same configuration has the same (contract 8).
package struct BuildKey: Sendable, Hashable, CustomStringConvertible {
    /// 64 hexadecimal digits.
    package let description: String

    /// Reads a key that was written out; `nil` for what is none.
    package init?(_ text: String) {
        guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        description = text
    }

    init(hex: String) { description = hex }

    /// The first digits, for people.
    package var short: String { String(description.prefix(12)) }
}
