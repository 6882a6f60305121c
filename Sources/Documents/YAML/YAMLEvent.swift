/// One step of a YAML text's structure, in the order of the text.
///
/// Events hold offsets instead of strings and places, so that the parser allocates nothing for a plain scalar and a place
/// is worked out once, where a node needs it.
package struct YAMLEvent {
    /// What begins, ends or stands at a place, as in the event streams of the YAML test suite.
    package enum Kind: UInt8 {
        case documentStart
        case documentEnd
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
        case scalar
        case alias
        /// Kept free in front of a flow collection, for the start of the mapping that the collection may be a key of.
        /// Means nothing if it stays.
        case reserved
    }

    /// A run of UTF-8 bytes, in the source or among the texts that the parser had to decode.
    package struct Text {
        let start: Int
        let end: Int
        let isDecoded: Bool

        static let empty = Text(start: 0, end: 0, isDecoded: false)

        /// In bytes.
        var count: Int { end - start }
    }

    package internal(set) var kind: Kind
    /// The style of a scalar; `plain` for everything else.
    package var style = Scalar.Style.plain
    /// Whether a document's start or end is written out, or whether a collection is in flow style.
    package var isMarked = false
    /// Where the event's text begins, in bytes from the start of the file; never less than that of the event before.
    package let offset: Int
    /// The content of a scalar, or the name of an alias.
    package var text = Text.empty
    /// The index of the node's properties among the parser's; -1 if it has none.
    var propertiesIndex: Int32 = -1
}

/// What may stand in front of a node: a name to refer to it by, and a type.
///
/// A class, because most nodes have none, and the parser's frames shall stay small.
package final class YAMLProperties: Sendable {
    package let anchor: String?
    /// The tag with its handle resolved; `!` alone is the tag that says “not to be resolved”.
    package let tag: String?
    /// Where the properties begin, in bytes from the start of the file.
    let offset: Int

    init(anchor: String?, tag: String?, offset: Int) {
        self.anchor = anchor
        self.tag = tag
        self.offset = offset
    }
}

/// A fault in the form of a YAML text, after which nothing more of it can be read.
///
/// A class, because each call that may throw keeps room for what it throws on the stack of a parser that recurses.
package final class YAMLSyntaxError: Error {
    /// In bytes from the start of the file.
    package let offset: Int
    package let message: String
    package let hint: String?

    init(offset: Int, message: String, hint: String?) {
        self.offset = offset
        self.message = message
        self.hint = hint
    }
}
