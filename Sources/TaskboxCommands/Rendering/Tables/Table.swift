import Documents

/// Rows that a command lists, for people and for scripts.
struct Table: Sendable {
    let columns: [Column]
    /// Each row has a cell for each column, in their order.
    let rows: [[Cell]]

    /// One value of a row.
    struct Cell: Sendable, Equatable {
        /// What scripts get; null is an empty value where there is only text.
        let value: JSONValue
        /// What people see instead of the value, such as `3 min ago`.
        let shown: String?

        init(_ value: JSONValue, shown: String? = nil) {
            self.value = value
            self.shown = shown
        }

        /// A text, or nothing.
        init(_ text: String?) { self.init(.optional(text)) }

        /// The value as text.
        var text: String {
            switch value {
            case .null: ""
            case .string(let text): text
            default: JSONWriter.line(value)
            }
        }
    }

    /// The table in a format, with its last line end.
    ///
    /// `width` is that of the terminal; `nil` where there is none, so that nothing is cut.
    func text(_ options: TableOptions, width: Int? = nil) -> String {
        let chosen = options.columns.compactMap { name in self.columns.firstIndex { $0.key == name } }
        let columns = chosen.map { self.columns[$0] }
        let rows = self.rows.map { row in chosen.map { row[$0] } }
        let titles = options.showsHeader ? columns.map(\.title) : nil
        switch options.format {
        case .table: return TableGrid(columns: columns, rows: rows, width: width).text(hasHeader: options.showsHeader)
        case .csv: return SeparatedValues(separator: ",").text(titles, rows)
        case .tsv: return SeparatedValues(separator: "\t").text(titles, rows)
        case .plain: return PlainValues.text(titles, rows)
        case .json:
            let objects = rows.map { row in
                JSONValue.object(zip(columns, row).map { JSONValue.Member($0.key, $1.value) })
            }
            return JSONWriter.pretty(.array(objects)) + "\n"
        }
    }
}

extension Table {
    /// A column, by which `--columns` chooses.
    struct Column: Sendable, Equatable {
        enum Alignment: Sendable { case left, right }

        /// Lower-case; also the key in JSON.
        let key: String
        /// The words over the column.
        let title: String
        let alignment: Alignment
        /// Whether it is shown when `--columns` is left out.
        let isDefault: Bool
        /// Whether it gives way on a narrow terminal.
        let canShrink: Bool

        init(
            _ key: String, _ title: String, alignment: Alignment = .left, isDefault: Bool = true,
            canShrink: Bool = false
        ) {
            self.key = key
            self.title = title
            self.alignment = alignment
            self.isDefault = isDefault
            self.canShrink = canShrink
        }
    }
}
