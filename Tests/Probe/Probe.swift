import Documents
import Foundation

/// Entries into the readers that no user needs: built only with TASKBOX_PROBE=1 in the environment, for `scripts/fuzz` and
/// `scripts/compare-yaml`.
@main enum Probe {
    static func main() {
        let words = CommandLine.arguments.dropFirst()
        switch words.first {
        case "values": printValues()
        case "time": printTime(of: Array(words.dropFirst()))
        case "fuzz":
            guard let plan = FuzzPlan(Array(words.dropFirst())) else { fail(FuzzPlan.usage) }
            let fuzzing = Fuzzing(plan)
            if let number = plan.saved { fuzzing.save(number) } else { exit(fuzzing.run() ? 0 : 1) }
        default: fail("usage: taskbox-probe values | time FILE | fuzz OPTIONS")
        }
    }

    /// Reads paths from standard input, and prints what each of the YAML files holds as one line of JSON.
    private static func printValues() {
        while let path = readLine() {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            let (documents, diagnostics) = YAMLReader.read(SourceFile(name: path, bytes: Array(data)))
            let errors = diagnostics.filter { $0.severity == .error }.map { problem in
                JSONValue.string("\(problem.location?.lineAndColumn ?? "nowhere"): \(problem.message)")
            }
            let answer: JSONValue = [
                "path": .string(path), "documents": .array(documents.map(JSONValue.init)), "errors": .array(errors),
            ]
            print(JSONWriter.line(answer))
        }
    }

    /// Prints the seconds that reading a file takes, three times.
    private static func printTime(of words: [String]) {
        guard let path = words.first, let data = FileManager.default.contents(atPath: path) else {
            fail("usage: taskbox-probe time FILE")
        }
        let bytes = Array(data)
        for _ in 0..<3 {
            let clock = ContinuousClock()
            let time = clock.measure {
                let (documents, diagnostics) = YAMLReader.read(SourceFile(name: path, bytes: bytes))
                guard documents.count == 1, !diagnostics.contains(where: { $0.severity == .error }) else {
                    fail("the file could not be read")
                }
            }
            print(time / .seconds(1))
        }
    }

    static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        exit(64)
    }
}
