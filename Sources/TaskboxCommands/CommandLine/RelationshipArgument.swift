import Documents
import Planning

/// A relationship as `--relationship` takes it: `name=scheme://user:password@host:port/path`, or `name=host:port`.
package struct RelationshipArgument: Sendable, Equatable {
    package let name: String
    package let address: EndpointAddress

    /// Reads a relationship.
    ///
    /// The messages never show the address, which may hold a password.
    package static func parse(_ text: String) throws(ArgumentError) -> RelationshipArgument {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw ArgumentError("the value names no relationship; write NAME=SCHEME://USER:PASSWORD@HOST:PORT/PATH")
        }
        let name = String(text[..<equals])
        do throws(EndpointAddress.Failure) {
            return RelationshipArgument(
                name: name, address: try EndpointAddress(String(text[text.index(after: equals)...])))
        } catch {
            throw ArgumentError("the address of \(quoted(name)) can not be read: \(error)")
        }
    }
}
