import Documents
import Foundation
import Records

/// `taskbox compare`: what changed between two runs.
struct CompareCommand {
    private let parsed: ParsedCommand
    private let context: CommandContext

    init(_ parsed: ParsedCommand, _ context: CommandContext) {
        self.parsed = parsed
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(quiet: parsed.has(.quiet), color: parsed.choice(of: .color) ?? .auto)
        let output = StandardOutput(console: console)
        do throws(PastRuns.Failure) {
            let runs = try PastRuns(environment: context.environment)
            let (before, after) = try pair(in: runs)
            let comparison = RunComparison(before: RunFacts(before), after: RunFacts(after))
            if parsed.has(.json) { return output.print(comparison.json) }
            let text = ComparisonText(
                comparison: comparison, names: (runs.name(of: before), runs.name(of: after)),
                usesColour: context.usesColour(parsed.choice(of: .color) ?? .auto, on: STDOUT_FILENO))
            return output.print(text.text)
        } catch {
            return console.fail(error)
        }
    }

    private func pair(in runs: PastRuns) throws(PastRuns.Failure) -> (RecordedRun, RecordedRun) {
        let first = try runs.find(parsed.operand(0), task: nil)
        if let second = parsed.operand(1) { return (first, try runs.find(second, task: nil)) }
        guard let earlier = runs.previous(of: first) else {
            throw PastRuns.Failure(
                "there is no run of the same task before \(runs.name(of: first)) to compare it with",
                hint: "taskbox compare RUN RUN compares any two")
        }
        return (earlier, first)
    }
}
