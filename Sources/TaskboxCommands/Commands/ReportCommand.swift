import Documents
import Foundation
import ProcessSupport
import Records

/// `taskbox report`: a run as one page.
struct ReportCommand {
    private let options: PastRunOptions
    /// `nil` for a name made of the run's id; `-` is standard output.
    private let path: String?
    private let context: CommandContext

    /// Lines from the begin and from the end of a log; what is between them would make the page slow.
    private static let (firstLines, lastLines) = (2_000, 6_000)
    private static let longestLine = 2_000

    init(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) {
        options = try PastRunOptions(parsed)
        path = parsed.value(of: .page)
        self.context = context
    }

    func run() -> Int32 {
        let console = context.console(quiet: options.isQuiet, color: options.color)
        do throws(PastRuns.Failure) {
            let runs = try PastRuns(environment: context.environment)
            let record = try runs.find(options.run, task: options.task)
            let page = page(of: record, console)
            let file = path ?? "taskbox-\(runs.records.shortID(of: record.id)).html"
            return file == "-" ? StandardOutput(console: console).print(page) : write(page, to: file, console)
        } catch {
            return console.fail(error)
        }
    }

    private func page(of record: RecordedRun, _ console: Console) -> String {
        var samples: [PhaseSample] = []
        var log: LogExcerpt?
        do throws(RecordFailure) {
            samples = try record.samples()
            log = try LogExcerpt(
                of: record, first: Self.firstLines, last: Self.lastLines, longest: Self.longestLine)
        } catch {
            console.warn("the page is not complete: taskbox \(error)")
        }
        return ReportPage(facts: RunFacts(record), samples: samples, log: log, version: Program.version).html
    }

    private func write(_ page: String, to file: String, _ console: Console) -> Int32 {
        do throws(SystemError) {
            try PlainFile.replace(file, with: page)
        } catch {
            console.fail(
                "the report can not be written to \(file.quoted()): \(error)",
                hint: "--output names a file in a folder that you can write")
            return ExitStatus.fault
        }
        console.say(
            "report: \(file), \(SizeText.of(Int64(page.utf8.count))); the log in it is what the task wrote, unmasked")
        return ExitStatus.success
    }
}
