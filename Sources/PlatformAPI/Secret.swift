/// A token: what only the service that it is for may see.
///
/// Nothing that prints a value of this type shows the token.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Visible ASCII alone, so that it can stand in a header.
    package let value: String

    /// More than the longest token; a whole file that was taken for one is longer.
    package static let longest = 16_384

    /// `nil` if the text is empty, far too long, or holds a space, a line break or anything else that no token has.
    package init?(_ value: String) {
        guard !value.isEmpty, value.utf8.count <= Secret.longest, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.value = value
    }

    package var description: String { "********" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    /// Shorter ones are no tokens of anybody, and would be found in half of all words.
    private static var shortestHidden: Int { 6 }

    /// The text with a mask in the place of each of some secrets: a server may say back what it was told.
    package func hiding(_ secrets: [Secret]) -> String {
        secrets.filter { $0.value.utf8.count >= Self.shortestHidden }
            .reduce(self) { $0.replacing($1.value, with: $1.description) }
    }
}
