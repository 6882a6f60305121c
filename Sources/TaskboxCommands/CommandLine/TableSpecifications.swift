/// The options of every command that prints a table; they are those of the platform's own CLI.
extension OptionSpecification {
    package static let format = OptionSpecification(
        "format", value: Value(oneOf: TableFormat.self, placeholder: "FORMAT", defaultText: "table"),
        section: .output, "How the table is written.")
    package static let noHeader = OptionSpecification(
        "no-header", section: .output, "Leaves the titles of the columns out.")

    /// `--columns` of a table; the columns that are not shown without it are marked in its help.
    static func columns(_ columns: [Table.Column]) -> OptionSpecification {
        let more = columns.filter { !$0.isDefault }.map(\.key)
        return OptionSpecification(
            "columns", short: "c",
            value: Value(
                "NAMES", kind: .list(columns.map(\.key)),
                defaultText: columns.filter(\.isDefault).map(\.key).joined(separator: ",")),
            isRepeatable: true, section: .output,
            "The columns, with commas between; + stands for the default ones, * for any letters."
                + (more.isEmpty ? "" : " There are also \(more.joined(separator: ", "))."))
    }

    /// The three of them, in the order of help.
    static func table(of columns: [Table.Column]) -> [OptionSpecification] {
        [format, .columns(columns), noHeader]
    }
}
