/// One value of a document, with its place.
///
/// The JSON and the YAML reader both produce it, so that one decoder with one set of messages serves both.
package struct Node: Sendable {
    /// What a node is made of.
    package enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        /// In the order of the text. The readers refuse duplicate keys.
        case mapping([Entry])
    }

    /// A key and its value.
    package struct Entry: Sendable {
        package let key: Node
        package let value: Node

        package init(key: Node, value: Node) {
            self.key = key
            self.value = value
        }
    }

    package let content: Content
    /// Where the value begins.
    package let location: SourceLocation
    /// An explicit YAML tag that is not of the core schema, such as `!include`; always `nil` in JSON.
    package let tag: String?

    package init(_ content: Content, at location: SourceLocation, tag: String? = nil) {
        self.content = content
        self.location = location
        self.tag = tag
    }
}

/// A value without parts, resolved by the JSON grammar or by YAML's core schema.
package struct Scalar: Sendable, Equatable {
    /// What a scalar means.
    package enum Value: Sendable, Equatable {
        case null
        case bool(Bool)
        case integer(Int)
        /// An integer outside `Int`, in canonical decimal digits with an optional `-`.
        case bigInteger(String)
        case float(Double)
        case string(String)
    }

    /// How the scalar was written; a message or a script's line number may depend on it.
    package enum Style: Sendable, Equatable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
        /// The whole text of a file that a tag has put here; the node's place is the beginning of that file.
        case file
    }

    package let value: Value
    package let style: Style
    /// The scalar as it was written, for messages that quote a value; equal to the string for strings.
    package let text: String
    /// For block scalars the line (1-based) of the first line of content; otherwise the line the scalar begins on.
    package let contentLine: Int

    package init(_ value: Value, style: Style, text: String, contentLine: Int) {
        self.value = value
        self.style = style
        self.text = text
        self.contentLine = contentLine
    }
}
