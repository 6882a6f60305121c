import DefinitionComparison
import DefinitionSources
import Documents
import Execution
import Planning
import Records
import TaskModel

/// What differs between two definitions, for people and for programs, without secrets.
struct DifferenceReport {
    let deployed: LoadedDefinition
    let local: LoadedDefinition
    let differences: [DefinitionDifference]
    /// Scripts may hold the secrets that variables give them.
    private let redaction: Redaction

    /// Lines of a script that are shown around those that differ.
    private static let context = 3

    init(deployed: LoadedDefinition, local: LoadedDefinition) {
        self.deployed = deployed
        self.local = local
        differences = DefinitionComparison.differences(from: deployed.definition, to: local.definition)
        redaction = Redaction(
            secrets: [deployed.definition, local.definition].flatMap { SecretValues.of(definition: $0) })
    }

    private var title: String {
        let count = differences.count
        let words = count == 0 ? "no difference" : count == 1 ? "1 difference" : "\(count) differences"
        return "task \(local.definition.name.description.quoted()): \(words)"
    }

    /// What was taken to be the same without being written the same, a sentence each without a full stop.
    var assumptions: [String] {
        DefinitionComparison.assumedEndpoints(from: deployed.definition, to: local.definition).map {
            "\($0): one side leaves the endpoint to the service's default, which is taken to be the other's"
        }
    }

    /// Lines with line ends.
    var text: String {
        var lines = [title, "- \(deployed.source)", "+ \(local.source)"]
        for difference in differences { lines += ["", difference.path.description] + Self.lines(of: difference) }
        return lines.map { redaction.applied(to: $0).printable + "\n" }.joined()
    }

    /// How a field differs: lines that begin with `-`, `+` or a space.
    static func lines(of difference: DefinitionDifference) -> [String] {
        if let script = difference.lines, difference.before != nil, difference.after != nil {
            guard script.contains(where: { $0.side != .both }) else {
                return ["  (only the line end at the end of the text differs)"]
            }
            return excerpt(of: script)
        }
        let sides = [("-", difference.before), ("+", difference.after)]
        return sides.flatMap { mark, value in
            value.map { lines(of: $0).map { "\(mark) \($0)" } } ?? []
        } + (difference.isMasked ? ["  (secret values are masked; they differ)"] : [])
    }

    private static func lines(of value: JSONValue) -> [String] {
        if case .string(let text) = value, text.contains("\n") {
            return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        return [JSONWriter.line(value)]
    }

    /// The lines that differ with a few around them.
    private static func excerpt(of script: [ScriptLine]) -> [String] {
        let changed = script.indices.filter { script[$0].side != .both }
        var isShown = [Bool](repeating: false, count: script.count)
        for index in changed {
            for near in max(0, index - context)...min(script.count - 1, index + context) { isShown[near] = true }
        }
        var lines: [String] = []
        for index in script.indices {
            if isShown[index] {
                let line = script[index]
                let mark = line.side == .both ? " " : line.side == .before ? "-" : "+"
                lines.append("\(mark) \(line.text)")
            } else if index == 0 || isShown[index - 1] {
                lines.append("  ...")
            }
        }
        return lines
    }

    var json: JSONValue {
        redaction.applied(
            to: [
                "task": .string(local.definition.name.description), "same": .bool(differences.isEmpty),
                "deployed": .string(deployed.source), "local": .string(local.source),
                "differences": .array(differences.map(Self.json)),
            ])
    }

    private static func json(_ difference: DefinitionDifference) -> JSONValue {
        var members: [JSONValue.Member] = [.init("path", .string(difference.path.description))]
        if let before = difference.before { members.append(.init("deployed", before)) }
        if let after = difference.after { members.append(.init("local", after)) }
        members.append(.init("masked", .bool(difference.isMasked)))
        if let lines = difference.lines {
            members.append(
                .init(
                    "lines",
                    .array(
                        lines.map { line in
                            let side = line.side == .both ? "both" : line.side == .before ? "deployed" : "local"
                            return ["in": .string(side), "text": .string(line.text)]
                        })))
        }
        return .object(members)
    }
}
