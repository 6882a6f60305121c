import Documents

/// Bodies that should be JSON.
enum JSONBody {
    /// `nil` if the body is no valid JSON.
    static func read(_ body: [UInt8]) -> JSONValue? {
        let (node, problems) = JSONReader.read(SourceFile(name: "", bytes: body))
        return problems.contains { $0.severity == .error } ? nil : node.map(JSONValue.init)
    }

    /// The first thing that is wrong with it as JSON, with line and column.
    static func problem(_ body: [UInt8]) -> String? {
        let (_, problems) = JSONReader.read(SourceFile(name: "", bytes: body))
        return problems.first { $0.severity == .error }.map { problem in
            let place = problem.location.map { " (line \($0.line), column \($0.column))" } ?? ""
            return problem.message + place
        }
    }
}
