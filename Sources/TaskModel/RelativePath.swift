/// A path below some folder, normalised: no empty, `.` or `..` component, no outer slashes.
package struct RelativePath: Sendable, Hashable, CustomStringConvertible {
    package let components: [String]

    /// The folder itself.
    package static let root = RelativePath(validated: [])

    private init(validated: [String]) { self.components = validated }

    /// Outer slashes and white space, doubled slashes and `.` are dropped, as the platform's CLI does with mount keys
    /// (contract 1.5). `nil` if `..` leads out of the folder or the text holds a NUL byte.
    package init?(_ text: String) {
        guard !text.unicodeScalars.contains("\0") else { return nil }
        var components: [String] = []
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        for part in String(trimmed).split(separator: "/") {
            switch part {
            case ".": continue
            case "..":
                guard components.popLast() != nil else { return nil }
            default: components.append(String(part))
            }
        }
        self.components = components
    }

    package var isRoot: Bool { components.isEmpty }

    /// Components joined by slashes; empty for the folder itself.
    package var description: String { components.joined(separator: "/") }

    /// Whether the path lies below `other`, or is the same.
    package func isInside(_ other: RelativePath) -> Bool { components.starts(with: other.components) }
}
