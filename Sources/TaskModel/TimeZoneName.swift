import Documents

/// The name of a zone of the TZ database, such as `Europe/Paris` (contract 1.4).
///
/// Only a ``TimeZoneCatalog`` makes one, since only the machine knows which names exist.
package struct TimeZoneName: Sendable, Equatable, CustomStringConvertible {
    package let description: String
    /// Where it is written, for `taskbox env`; not part of what the zone is.
    package let location: SourceLocation?

    /// `nil` for a name that the catalog does not have.
    package init?(_ text: String, in catalog: TimeZoneCatalog, location: SourceLocation? = nil) {
        guard catalog.contains(text) else { return nil }
        self.description = text
        self.location = location
    }

    package static func == (left: TimeZoneName, right: TimeZoneName) -> Bool { left.description == right.description }
}

/// The zones that a machine knows: the seam that keeps decoding off the disk.
package struct TimeZoneCatalog: Sendable {
    /// Whether the name is one of the TZ database.
    package let contains: @Sendable (String) -> Bool
    /// All names, for suggestions; asked only after a miss.
    package let all: @Sendable () -> [String]

    package init(contains: @escaping @Sendable (String) -> Bool, all: @escaping @Sendable () -> [String]) {
        self.contains = contains
        self.all = all
    }

    /// A catalog of a fixed list.
    package init(_ names: [String]) {
        self.init(contains: { names.contains($0) }, all: { names })
    }
}
