/// A path below some folder, normalised: no empty, `.` or `..` component, no outer slashes and white space.
package struct RelativePath: Sendable, Hashable, CustomStringConvertible {
    package let components: [String]

    /// The folder itself.
    package static let root = RelativePath(validated: [])

    private init(validated: [String]) { self.components = validated }

    /// Outer slashes and white space, doubled slashes and `.` are dropped, as the platform's CLI does with mount keys
    /// (contract 1.5).
    ///
    /// `nil` if `..` leads out of the folder or the text holds a NUL byte.
    package init?(_ text: String) {
        guard !text.utf8.contains(0) else { return nil }
        var text = text
        while true {
            guard let components = RelativePath.components(of: text) else { return nil }
            let normal = components.joined(separator: "/")
            // Dropping `.` can bring white space to the outside, and a path must read the same again.
            if normal == text {
                self.components = components
                return
            }
            text = normal
        }
    }

    /// The components of a text, by scalars: a slash is a slash also where a combining mark follows it.
    private static func components(of text: String) -> [String]? {
        func isOuter(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar.properties.isWhitespace }
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isOuter(first) { scalars.removeFirst() }
        while let last = scalars.last, isOuter(last) { scalars.removeLast() }
        var components: [String] = []
        for part in scalars.split(separator: "/").map(String.init) {
            switch part {
            case ".": continue
            case "..":
                guard components.popLast() != nil else { return nil }
            default: components.append(part)
            }
        }
        return components
    }

    package var isRoot: Bool { components.isEmpty }

    /// The folder that holds the path; `nil` for the folder itself.
    package var parent: RelativePath? { isRoot ? nil : RelativePath(validated: components.dropLast()) }

    /// Components joined by slashes; empty for the folder itself.
    package var description: String { components.joined(separator: "/") }

    /// Whether the path lies below `other`, or is the same.
    package func isInside(_ other: RelativePath) -> Bool { components.starts(with: other.components) }
}
