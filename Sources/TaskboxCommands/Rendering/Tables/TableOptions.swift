import Planning

/// How a table was asked for.
struct TableOptions: Sendable, Equatable {
    let format: TableFormat
    /// The keys of the columns that are shown, in their order.
    let columns: [String]
    let showsHeader: Bool

    init(format: TableFormat = .table, columns: [String], showsHeader: Bool = true) {
        self.format = format
        self.columns = columns
        self.showsHeader = showsHeader
    }

    /// Reads the options of a command whose specification has `OptionSpecification.table(of:)`.
    init(_ parsed: ParsedCommand, of columns: [Table.Column]) throws(UsageError) {
        let wanted = try parsed.values(of: .columns(columns)) { text throws(ArgumentError) in
            try Self.columns(text, of: columns)
        }.flatMap { $0 }
        let standard = columns.filter(\.isDefault).map(\.key)
        self.init(
            format: parsed.choice(of: .format) ?? .table, columns: wanted.isEmpty ? standard : wanted.withoutRepetition,
            showsHeader: !parsed.has(.noHeader))
    }

    /// The keys that a list of names stands for: `+` for the standard ones, `*` and `%` for any letters.
    static func columns(_ text: String, of columns: [Table.Column]) throws(ArgumentError) -> [String] {
        var keys: [String] = []
        // `+` needs no commas around it.
        for part in text.replacing("+", with: ",+,").split(whereSeparator: { $0 == "," || $0 == " " }) {
            let name = part.lowercased()
            if name == "+" {
                keys += columns.filter(\.isDefault).map(\.key)
                continue
            }
            let pattern = NamePattern(name.replacing("%", with: "*"))
            let matches = columns.map(\.key).filter(pattern.matches)
            guard !matches.isEmpty else {
                let question = NearestWord.question(name, among: columns.map(\.key))
                throw ArgumentError(
                    "there is no column \(quoted(name))\(question); the columns are "
                        + columns.map(\.key).joined(separator: ", "))
            }
            keys += matches
        }
        guard !keys.isEmpty else { throw ArgumentError("\(quoted(text)) names no column") }
        return keys
    }
}

extension [String] {
    fileprivate var withoutRepetition: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
