import Planning

/// Phases as they are written on the command line, such as `build,deploy`.
package enum PhaseListArgument {
    /// Reads a list of phases, each at most once.
    package static func parseList(_ text: String) throws(ArgumentError) -> [Phase] {
        var phases: [Phase] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            let phase = try parseOne(String(name))
            if phases.contains(phase) { throw ArgumentError("\(quoted(text)) names \(phase.rawValue) twice") }
            phases.append(phase)
        }
        return phases
    }

    private static func parseOne(_ text: String) throws(ArgumentError) -> Phase {
        if let phase = Phase(rawValue: text) { return phase }
        let names = Phase.allCases.map(\.rawValue)
        throw ArgumentError(
            "\(quoted(text)) is not a phase; a phase is \(alternatives(names))\(NearestWord.question(text, among: names))"
        )
    }
}
