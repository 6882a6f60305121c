/// How a table is written, as the platform's own CLI writes it, and as JSON.
package enum TableFormat: String, Sendable, CaseIterable {
    /// Aligned columns for people, as wide as the terminal at most.
    case table
    /// Commas between the values; lines end in a line feed.
    case csv
    /// Tabs between the values, quoted like CSV.
    case tsv
    /// Tabs between the values, nothing quoted: line breaks and tabs inside a value become spaces.
    case plain
    /// An array of objects, with the columns' keys.
    case json
}
