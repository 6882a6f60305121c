import Documents
import Execution
import Foundation
import Planning
import Records

/// `taskbox env`: the variables of a phase, where each comes from, and what differs between two phases.
struct EnvironmentCommand {
    private let options: EnvironmentOptions
    private let context: CommandContext

    init(_ options: EnvironmentOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(quiet: options.isQuiet, color: options.color)
        let preparation = PlanPreparation(options: options.planning, context: context, console: console)
        guard let prepared = preparation.prepare(keepsWorkspace: false) else { return ExitStatus.fault }
        let reading = EnvironmentReading(prepared: prepared, options: options, context: context, console: console)
        let environments: [[PhaseVariable]]
        switch reading.read() {
        case .read(let variables): environments = variables
        case .failed(let status): return status
        }
        let redaction = options.isRevealing ? nil : Redaction(prepared.plan, seen: environments.flatMap { $0 })
        let views = environments.map { variables in
            variables.filter { isWanted($0.name) }.map {
                VariableView(variable: $0, redaction: redaction, isDecoding: options.isDecoding)
            }
        }
        if views.allSatisfy(\.isEmpty), let pattern = options.names.first {
            return tellOfNone(pattern.description, environments, plan: prepared.plan, console)
        }
        return print(views, console)
    }

    private func isWanted(_ name: String) -> Bool {
        options.names.isEmpty || options.names.contains { NamePattern($0.description).matches(name) }
    }

    private func print(_ views: [[VariableView]], _ console: Console) -> Int32 {
        let output = StandardOutput(console: console)
        let isListing = options.format == .table && (!options.names.isEmpty || isNarrow)
        if options.isComparing {
            let differences = EnvironmentTable.differences(views[0], views[1])
            if isListing { return output.print(EnvironmentListing.text(differences, of: options.phases)) }
            let table = EnvironmentTable.table(differences, of: options.phases, for: options.table.format)
            return output.print(table.text(options.table, width: context.columns(of: STDOUT_FILENO)))
        }
        switch options.format {
        case .shell: return print(EnvironmentScript.shell(views[0]), without: views[0], output, console)
        case .dotenv: return print(EnvironmentScript.dotenv(views[0]), without: views[0], output, console)
        case .table where isListing: return output.print(EnvironmentListing.text(views[0]))
        case .table, .csv, .tsv, .plain, .json:
            let table = EnvironmentTable.table(views[0], for: options.table.format)
            return output.print(
                table.text(options.table, width: context.columns(of: STDOUT_FILENO)) + decoded(views[0]))
        }
    }

    /// What a table for people is too narrow for.
    private func decoded(_ views: [VariableView]) -> String {
        guard options.format == .table else { return "" }
        return views.map { view in
            let text = EnvironmentListing.decoded(view, margin: "  ")
            return text.isEmpty ? "" : "\n\(view.name) holds\n\(text)"
        }.joined()
    }

    private func print(
        _ script: [UInt8], without views: [VariableView], _ output: StandardOutput, _ console: Console
    ) -> Int32 {
        let secrets = EnvironmentScript.leftOut(views).filter(\.isMasked)
        if !secrets.isEmpty {
            console.warn("\(plural(secrets.count, "secret value")) left out; --reveal writes them as well")
        }
        return output.print(script)
    }

    private var isNarrow: Bool {
        guard let width = context.columns(of: STDOUT_FILENO) else { return false }
        return width < EnvironmentListing.narrowestTable
    }

    /// Says where a variable is that is not here.
    private func tellOfNone(
        _ pattern: String, _ environments: [[PhaseVariable]], plan: RunPlan, _ console: Console
    ) -> Int32 {
        let others = Phase.allCases.filter { phase in
            !options.phases.contains(phase)
                && plan.phase(phase)?.environment.contains { NamePattern(pattern).matches($0.name) } ?? false
        }
        let names = environments.flatMap { $0.map(\.name) }
        let phases = options.phases.map(\.rawValue).joined(separator: " and ")
        let question = NearestWord.question(pattern, among: names)
        console.fail(
            "no variable of \(phases) is called \(quoted(pattern))\(question)",
            hint: others.isEmpty
                ? nil : "there is one in \(others.map(\.rawValue).joined(separator: " and ")): --phase shows it")
        return ExitStatus.invalid
    }
}
