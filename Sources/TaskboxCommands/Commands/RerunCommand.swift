import DefinitionSources
import Documents
import Execution
import Foundation
import Planning
import ProcessSupport
import Records
import TaskModel

/// `taskbox rerun`: a recorded run again.
struct RerunCommand {
    private let options: RerunOptions
    private let context: CommandContext
    private let console: Console

    init(_ options: RerunOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
        console = context.console(quiet: options.choice.isQuiet, color: options.choice.color)
    }

    func run() throws(UsageError) -> Int32 {
        let recorded: Recorded
        do throws(PastRuns.Failure) {
            recorded = try find()
        } catch {
            return console.fail(error)
        }
        let words = ParsedCommand(
            command: "rerun", operands: recorded.request.operands,
            options: recorded.request.options + options.output)
        let run = try RunOptions(words)
        let preparation = PlanPreparation(options: run.planning, context: context, console: console)
        guard let definition = definition(of: recorded, preparation) else { return ExitStatus.fault }
        console.say("rerun of run \(recorded.name)")
        return RunCommand(run, context, request: recorded.request).run(console, definition: definition) { event in
            // The source is the repository as it is now, which the recorded run may not have had.
            guard case .snapshotTaken(let tree, _) = event, let old = recorded.tree, old != tree else { return }
            console.say("the source is not that of run \(recorded.name): its tree was \(old.prefix(7))")
        }
    }

    /// What a rerun takes from a record.
    private struct Recorded {
        let record: RecordedRun
        /// As messages name the run.
        let name: String
        /// With the options that were given now.
        let request: RecordedRequest
        let tree: String?
        /// Where the definition came from, as messages name it.
        let source: String
    }

    private func find() throws(PastRuns.Failure) -> Recorded {
        let runs = try PastRuns(environment: context.environment)
        let record = try runs.find(options.choice.run, task: options.choice.task)
        let name = runs.name(of: record)
        let facts = RunFacts(record)
        guard let request = facts.request else {
            throw PastRuns.Failure(
                "the record of run \(name) does not say how it was asked for",
                hint: "it is damaged, or of another version of taskbox: \(record.folder)")
        }
        var effective = request.replacing(with: options.given)
        // Relative paths, and the file that the repository was found by, may mean something else now.
        if !options.given.contains(where: { $0.key == OptionSpecification.source.long }) {
            guard let repository = facts.plan?["repository"]?.text else {
                throw PastRuns.Failure("the plan of run \(name) can not be read", hint: record.folder)
            }
            guard PathFacts.isFolder(repository) else {
                throw PastRuns.Failure(
                    "the repository \(repository.quoted()) of run \(name) is not there any more",
                    hint: "--source DIR names another one")
            }
            effective = effective.replacing(with: [.init(OptionSpecification.source.long, repository)])
        }
        return Recorded(
            record: record, name: name,
            request: RecordedRequest(
                operands: effective.operands, options: effective.options, folder: effective.folder,
                rerunOf: record.id.description),
            tree: facts.activity?.details["tree"]?.text,
            source: (request.rerunOf == nil ? facts.plan?["definition"]?.text : request.operands.first) ?? "its source")
    }

    // MARK: The definition

    /// The recorded definition with its secrets; `nil` after the reason was printed.
    private func definition(of recorded: Recorded, _ preparation: PlanPreparation) -> LoadedDefinition? {
        let path = "\(recorded.record.folder)/definition.json"
        do throws(RecordFailure) {
            let bytes = try recorded.record.definitionBytes()
            guard let json = try recorded.record.definition() else {
                console.fail("the definition of run \(recorded.name) is damaged", hint: path)
                return nil
            }
            let known = recorded.request.knownVariables
            let gaps = MaskedDefinition(json: json).gaps.filter { gap in
                !(gap.variable.map(known.contains) ?? false)
            }
            let asked = recorded.request.maskedVariables
            guard !gaps.isEmpty || !asked.isEmpty else {
                return decode(bytes, name: "record of run \(recorded.record.id)")
            }
            let original = gaps.isEmpty ? nil : original(of: recorded, preparation)
            if asked.isEmpty, let original, MaskedDefinition(json: json).isSame(as: original.definition.canonicalJSON) {
                return original
            }
            let isOriginalEnough =
                original.map { MaskedDefinition(json: json).isSame(as: $0.definition.canonicalJSON) } ?? false
            tell(gaps: isOriginalEnough ? [] : gaps, asked: asked, of: recorded, hasOriginal: original != nil)
        } catch {
            console.fail("taskbox \(error)")
        }
        return nil
    }

    private func decode(_ bytes: [UInt8], name: String) -> LoadedDefinition? {
        let result = DefinitionLoader().load(.received(name: name, bytes: bytes))
        console.show(result.diagnostics)
        guard case .loaded(let loaded) = result else { return nil }
        return loaded
    }

    /// The definition where it came from, as it is now; `nil` after the reason was printed.
    private func original(of recorded: Recorded, _ preparation: PlanPreparation) -> LoadedDefinition? {
        guard recorded.request.operands.first != "-" else { return nil }
        let here = FileManager.default.currentDirectoryPath
        guard FileManager.default.changeCurrentDirectoryPath(recorded.request.folder) else {
            console.fail(
                "the folder \(recorded.request.folder.quoted()), where the run was started, can not be entered")
            return nil
        }
        // Back where the user is, whose paths are in the options.
        defer { _ = FileManager.default.changeCurrentDirectoryPath(here) }
        return preparation.load()
    }

    /// One line for each value that is missing.
    private func tell(gaps: [MaskedDefinition.Gap], asked: [String], of recorded: Recorded, hasOriginal: Bool) {
        let source = recorded.source
        let reason =
            recorded.request.operands.first == "-"
            ? "the definition came from standard input"
            : hasOriginal ? "\(source) has changed since" : "\(source) can not be read"
        var seen = Set(asked)
        for variable in asked { console.fail("\(missing(variable)); \(remedy(variable))") }
        for gap in gaps {
            if let variable = gap.variable {
                guard seen.insert(variable).inserted else { continue }
                console.fail("\(missing(variable)), and \(reason); \(remedy(variable))")
            } else {
                console.fail(
                    "a secret in \(gap.path.joined(separator: ".")) is not in the record of run \(recorded.name), and "
                        + "\(reason); taskbox run runs the task from its source")
            }
        }
    }

    private func missing(_ variable: String) -> String {
        guard variable.hasSuffix("=") else { return "the secret value of \(variable) is not in the record" }
        return "the address of relationship \(variable.dropLast()), which has a password, is not in the record"
    }

    private func remedy(_ variable: String) -> String {
        variable.hasSuffix("=")
            ? "give it with --relationship \(variable)URL" : "give it with --variable \(variable)=VALUE"
    }
}
