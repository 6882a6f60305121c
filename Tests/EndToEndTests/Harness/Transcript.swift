import Foundation

/// The `console` blocks of an article: what a reader types, and what comes back.
///
/// A line that begins with `$ ` is a command, and lines after it that begin with `> ` go on with it. `# exits N` at its
/// end is the status that it has to have, otherwise 0. What follows is what the terminal shows, both streams together: a
/// line `…` stands for any lines, and `…` at the end of a line for the rest of it. A command without lines behind it may
/// print anything.
struct Transcript: Sendable {
    struct Step: Sendable {
        let command: String
        let status: Int32
        let output: [String]
    }

    let steps: [Step]

    init(article: String) {
        var steps: [Step] = []
        var isInside = false
        for line in article.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isInside = !isInside && line == "```console"
            } else if isInside {
                if line.hasPrefix("$ ") {
                    let status = line.firstMatch(of: /# exits ([0-9]+)$/).flatMap { Int32($0.1) }
                    steps.append(Step(command: String(line.dropFirst(2)), status: status ?? 0, output: []))
                } else if let step = steps.popLast() {
                    let continues = step.output.isEmpty && line.hasPrefix("> ")
                    steps.append(
                        Step(
                            command: continues ? "\(step.command)\n\(line.dropFirst(2))" : step.command,
                            status: step.status, output: step.output + (continues ? [] : [line])))
                }
            }
        }
        self.steps = steps
    }

    /// A script of all commands, which tells where the output of each begins and how it ended.
    var script: String {
        "exec 2>&1\n"
            + steps.map {
                "printf '\\n%s\\n' '\(Self.mark)'\n\($0.command)\nprintf '\\n%s %s\\n' '\(Self.mark)' \"$?\"\n"
            }
            .joined()
    }

    private static let mark = "------ transcript ------"

    /// What a step really did.
    struct Observation: Sendable {
        let status: Int32
        let output: [String]
    }

    /// Reads what the script printed.
    static func observations(in text: String) -> [Observation] {
        var observations: [Observation] = []
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line == mark {
                lines = []
            } else if line.hasPrefix(mark), let status = Int32(line.dropFirst(mark.count + 1)) {
                // The last lines end are those of the script itself, and of an output that ends with one.
                while lines.last == "" { lines.removeLast() }
                observations.append(Observation(status: status, output: lines))
            } else {
                lines.append(line)
            }
        }
        return observations
    }

    /// Whether lines are what an article shows, but for what differs from run to run.
    static func matches(_ lines: [String], _ expected: [String]) -> Bool {
        func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
            guard let wanted = expected.first else { return lines.isEmpty }
            if wanted == "…" {
                return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], expected.dropFirst()) }
            }
            guard let line = lines.first, Self.line(line, matches: wanted) else { return false }
            return matches(lines.dropFirst(), expected.dropFirst())
        }
        return matches(lines[...], expected[...])
    }

    private static func line(_ line: String, matches expected: String) -> Bool {
        expected.hasSuffix("…")
            ? comparable(line).hasPrefix(comparable(String(expected.dropLast())))
            : comparable(line) == comparable(expected)
    }

    /// Numbers, ids of runs in their two lengths, trees, what the disk had to do, and the width of columns differ;
    /// everything else counts.
    private static func comparable(_ line: String) -> String {
        line.replacing(/, [0-9.]+ [KMG]?i?B (?:read|written)/, with: "")
            .replacing(/\b(?:[a-z0-9]{13}|[a-z0-9]{8})\b/, with: "ID").replacing(/\b[0-9a-f]{7,40}\b/, with: "HASH")
            .replacing(/[0-9]+(?:[.:,T-][0-9]+)*Z?/, with: "N").replacing(#/ {2,}/#, with: " ")
            .replacing(#/ $/#, with: "")
    }
}
