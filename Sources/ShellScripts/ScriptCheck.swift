import Documents

/// Checks the scripts of a task: dash's syntax, and what bash does otherwise.
package struct ScriptCheck: Sendable {
    /// `nil` where the machine has no dash; its syntax is not checked then.
    private let dash: DashSyntax?

    package init(dash: DashSyntax?) { self.dash = dash }

    /// All that there is to say about a script, with the places in its file.
    ///
    /// `variables` are the names that the task's environment sets.
    package func diagnostics(of node: Node, path: String, variables: Set<String> = []) -> [Diagnostic] {
        guard let script = node.stringValue else { return [] }
        let places = ScalarPlaces(node)
        var reader = ShellReader(script, knownVariables: variables)
        var findings = reader.read()
        var diagnostics: [Diagnostic] = []
        if let fault = fault(in: script, path: path, node, &diagnostics) {
            let line = script.utf8.isEmpty ? 0 : places.byte(ofLine: fault.line)
            let next = places.byte(ofLine: fault.line + 1)
            let range = line..<max(line + 1, next > line ? next : script.utf8.count)
            // What bash would have understood says more than dash does.
            let cause = findings.first { range.contains($0.offset) && $0.severity == .warning }
            findings.removeAll { $0 == cause || $0.severity == .note }
            diagnostics.append(
                Diagnostic(
                    .error, at: places.location(ofByte: cause?.offset ?? offset(of: fault, in: script, reader, range)),
                    path: path,
                    cause.map { "\($0.message) (dash: \(fault.words))" } ?? "dash refuses the script: \(fault.words)",
                    hint: cause?.hint ?? Self.hint(for: fault)))
        }
        diagnostics += findings.map { finding in
            Diagnostic(
                finding.severity == .note ? .note : .warning, at: places.location(ofByte: finding.offset), path: path,
                finding.message, hint: finding.hint)
        }
        if let carriageReturn = carriageReturn(in: script) {
            diagnostics.append(
                Diagnostic(
                    .warning, at: places.location(ofByte: carriageReturn), path: path,
                    "the line ends in a carriage return, which dash takes for a part of its last word",
                    hint: "save the file with line feeds only"))
        }
        return diagnostics
    }

    private func fault(
        in script: String, path: String, _ node: Node, _ diagnostics: inout [Diagnostic]
    ) -> DashSyntax.Fault? {
        switch dash?.verdict(on: script) {
        case .fault(let fault): return fault
        case .unknown(let reason):
            diagnostics.append(
                Diagnostic(
                    .note, at: node.location, path: path, "the syntax of the script could not be checked: \(reason)"))
            return nil
        case .wellFormed, nil: return nil
        }
    }

    /// The word that dash names, if it stands in the line; else the beginning of the line's text.
    private func offset(of fault: DashSyntax.Fault, in script: String, _ reader: ShellReader, _ range: Range<Int>)
        -> Int
    {
        if fault.words.hasPrefix("Unterminated quoted string"), let quote = reader.openQuote { return quote }
        let bytes = Array(script.utf8)
        let line = bytes[range.clamped(to: 0..<bytes.count)]
        if fault.words.hasPrefix("\""), let end = fault.words.dropFirst().firstIndex(of: "\"") {
            let word = Array(fault.words[fault.words.index(after: fault.words.startIndex)..<end].utf8)
            for start in line.indices where bytes[start...].starts(with: word) {
                // A word of letters is not a part of another.
                let isWhole =
                    !word.allSatisfy(ShellByte.isName)
                    || !((start > 0 && ShellByte.isName(bytes[start - 1]))
                        || (start + word.count < bytes.count && ShellByte.isName(bytes[start + word.count])))
                if isWhole { return start }
            }
        }
        if fault.words.hasPrefix("end of file"), let last = bytes.lastIndex(where: { $0 > 0x20 }) {
            let start = bytes[..<last].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            return bytes[start...].firstIndex { $0 > 0x20 } ?? start
        }
        return line.firstIndex { $0 > 0x20 } ?? range.lowerBound
    }

    private static func hint(for fault: DashSyntax.Fault) -> String? {
        if fault.words.hasPrefix("Unterminated quoted string") { return "close the quotation mark" }
        if let expected = fault.words.firstMatch(of: #/end of file unexpected \(expecting "(.+)"\)/#) {
            return "something is open that \"\(expected.1)\" closes"
        }
        return nil
    }

    private func carriageReturn(in script: String) -> Int? {
        let bytes = Array(script.utf8)
        return bytes.indices.first { bytes[$0] == 0x0D && $0 + 1 < bytes.count && bytes[$0 + 1] == 0x0A }
    }
}
