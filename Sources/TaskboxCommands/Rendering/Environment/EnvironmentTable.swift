import Documents
import Planning

/// The variables of a phase as a table.
enum EnvironmentTable {
    static let columns = [
        Table.Column("name", "NAME"),
        Table.Column("value", "VALUE", canShrink: true),
        Table.Column("origin", "ORIGIN", canShrink: true),
        Table.Column("overrides", "OVERRIDES", canShrink: true),
        Table.Column("state", "STATE", isDefault: false),
        Table.Column("secret", "SECRET", isDefault: false),
        Table.Column("base64", "BASE64", isDefault: false, canShrink: true),
        Table.Column("decoded", "DECODED", isDefault: false, canShrink: true),
    ]

    static func table(_ views: [VariableView], for format: TableFormat) -> Table {
        Table(
            columns: columns,
            rows: views.map { view in
                [
                    .init(view.name), value(of: view, for: format), origin(of: view, for: format),
                    overrides(of: view, for: format), .init(view.state), .init(.bool(view.variable.isSecret)),
                    .init(view.base64), .init(view.decoded ?? nil),
                ]
            })
    }

    /// The text of an origin, and of what it replaced.
    static func sentence(_ replaced: (value: String?, origin: EnvironmentVariable.Origin)) -> String {
        replaced.value.map { "\(replaced.origin): \($0)" } ?? "\(replaced.origin)"
    }

    private static func value(of view: VariableView, for format: TableFormat) -> Table.Cell {
        switch format {
        case .json: .init(view.value)
        case .table: .init(view.value, shown: view.text)
        case .csv, .tsv, .plain: .init(view.variable.bytes == nil ? "" : view.text)
        }
    }

    private static func origin(of view: VariableView, for format: TableFormat) -> Table.Cell {
        format == .json ? .init(view.variable.origin.json) : .init("\(view.variable.origin)")
    }

    private static func overrides(of view: VariableView, for format: TableFormat) -> Table.Cell {
        let replaced = view.replaced
        guard format == .json else { return .init(replaced.map(sentence).joined(separator: "; ")) }
        return .init(
            .array(replaced.map { ["value": .optional($0.value), "origin": $0.origin.json] }))
    }
}

// MARK: Two phases

extension EnvironmentTable {
    static let comparedColumns = comparedColumns(of: [])

    /// With the names of the phases as titles, where they are known.
    private static func comparedColumns(of phases: [Phase]) -> [Table.Column] {
        let titles = phases.map { $0.rawValue.uppercased() }
        let (first, second) = titles.count == 2 ? (titles[0], titles[1]) : ("FIRST", "SECOND")
        return [
            Table.Column("name", "NAME"),
            Table.Column("first", first, canShrink: true),
            Table.Column("second", second, canShrink: true),
            Table.Column("first_origin", "\(first) ORIGIN", isDefault: false, canShrink: true),
            Table.Column("second_origin", "\(second) ORIGIN", isDefault: false, canShrink: true),
        ]
    }

    /// A variable that is not the same in both phases; `nil` where a phase has none.
    typealias Difference = (name: String, first: VariableView?, second: VariableView?)

    /// What differs; a variable that `.environment` has unset counts as none.
    static func differences(_ first: [VariableView], _ second: [VariableView]) -> [Difference] {
        func set(_ views: [VariableView]) -> [String: VariableView] {
            let present = views.filter { $0.variable.value != .removed }
            return Dictionary(present.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        }
        let (first, second) = (set(first), set(second))
        return Set(first.keys).union(second.keys).sorted().compactMap { name in
            first[name]?.variable.value == second[name]?.variable.value ? nil : (name, first[name], second[name])
        }
    }

    static func table(_ differences: [Difference], of phases: [Phase], for format: TableFormat) -> Table {
        func value(_ view: VariableView?) -> Table.Cell {
            guard let view else { return .init(nil, shown: absent) }
            return format == .json ? .init(view.decoded ?? view.value) : .init(.string(view.text))
        }
        func origin(_ view: VariableView?) -> Table.Cell {
            guard let view else { return .init(nil) }
            return self.origin(of: view, for: format)
        }
        return Table(
            columns: comparedColumns(of: phases),
            rows: differences.map {
                [.init($0.name), value($0.first), value($0.second), origin($0.first), origin($0.second)]
            })
    }

    /// Stands for a variable that a phase does not have.
    static let absent = "(not set)"
}
