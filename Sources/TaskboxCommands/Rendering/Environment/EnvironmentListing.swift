import Documents
import Planning

/// Variables one below the other, nothing of them cut: for a few of them, and for narrow terminals.
enum EnvironmentListing {
    /// A table of four columns needs so many columns of the terminal.
    static let narrowestTable = 72

    static func text(_ views: [VariableView]) -> String {
        views.map { view in
            var lines = view.variable.bytes == nil ? ["\(view.name) \(view.text)"] : ["\(view.name)=\(shown(view))"]
            lines.append("    from \(view.variable.origin)")
            lines += view.replaced.map { "    replaces \(EnvironmentTable.sentence($0))" }
            return lines.map { $0.printable + "\n" }.joined() + decoded(view, margin: "    ")
        }.joined()
    }

    static func text(_ differences: [EnvironmentTable.Difference], of phases: [Phase]) -> String {
        differences.map { difference in
            let views = zip(phases, [difference.first, difference.second])
            return "\(difference.name)\n"
                + views.map { phase, view in
                    let value = view.map(\.text) ?? EnvironmentTable.absent
                    let origin = view.map { "  (\($0.variable.origin))" } ?? ""
                    return "    \(phase.rawValue): \(value)\(origin)".printable + "\n"
                }.joined()
        }.joined()
    }

    /// The JSON inside a value, indented; nothing where there is none.
    static func decoded(_ view: VariableView, margin: String) -> String {
        guard let decoded = view.decoded else { return "" }
        return JSONWriter.pretty(decoded).split(separator: "\n").map { margin + String($0).printable + "\n" }.joined()
    }

    /// The value, where the JSON inside is not shown below it.
    private static func shown(_ view: VariableView) -> String { view.decoded == nil ? view.text : "" }
}
