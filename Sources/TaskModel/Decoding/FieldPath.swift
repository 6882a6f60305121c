import Documents

/// The place of a field inside a document, such as `run.timeout` or `mounts["/var/data"].source`.
package struct FieldPath: Sendable, Equatable, CustomStringConvertible {
    package let description: String

    /// A path that was written before; empty for the document itself.
    package init(_ description: String = "") { self.description = description }

    /// The path of a key: after a dot if it is a plain word, otherwise quoted in brackets.
    package func appending(_ key: String) -> FieldPath {
        let isPlain =
            !key.isEmpty
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        if !isPlain { return FieldPath(description + "[\(key.quoted(limit: 60))]") }
        return FieldPath(description.isEmpty ? key : "\(description).\(key)")
    }

    /// The path of an element of a list, counted from 0.
    package func appending(_ index: Int) -> FieldPath { FieldPath(description + "[\(index)]") }
}
