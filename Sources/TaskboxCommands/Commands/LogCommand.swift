import Documents
import Foundation
import Planning
import ProcessSupport
import Records

/// `taskbox log`: what a run wrote.
struct LogCommand {
    private let options: LogOptions
    private let context: CommandContext
    private let console: Console

    init(_ options: LogOptions, _ context: CommandContext) {
        self.options = options
        self.context = context
        console = context.console(quiet: options.choice.isQuiet, color: options.choice.color)
    }

    func run() -> Int32 {
        do {
            let runs = try PastRuns(environment: context.environment)
            let record = try runs.find(options.choice.run, task: options.choice.task)
            var reader = try record.log()
            if reader.isOfNewerFormat {
                throw PastRuns.Failure("the log was written by a newer version of taskbox", hint: record.folder)
            }
            try export(record, &reader)
            return ExitStatus.success
        } catch let failure as PastRuns.Failure {
            return console.fail(failure)
        } catch let error as SystemError {
            // Whoever reads only the begin of a log has seen enough.
            if error == .readerGone { return ExitStatus.success }
            console.fail("standard output can not be written: \(error)")
        } catch {
            console.fail("taskbox \(error)")
        }
        return ExitStatus.fault
    }

    /// How long a run that writes nothing is left alone.
    private static let pollPeriod = Duration.milliseconds(50)

    private func export(_ record: RecordedRun, _ reader: inout LogReader) throws {
        var export = try LogExport(record: record, selection: options.selection, form: form)
        if let tail = options.tail { export.skip(try LogTail(lines: tail, of: options.selection, in: &reader)) }
        while true {
            // Asked before the last look, so that nothing that came before the end is missed.
            let isLive = record.isLive
            let isGrowing = options.follows && isLive
            try export.refresh()
            while let piece = try reader.next(whileGrowing: isGrowing) { try export.take(piece) }
            guard isGrowing else { return try export.finish(isLive: isLive) }
            try export.pause()
            if Self.isReaderGone(within: Self.pollPeriod) { throw SystemError.readerGone }
        }
    }

    private var form: LogExport.Form {
        switch options.format {
        case .plain: options.hasTimestamps ? .timed : .plain
        case .activity: .activity
        case .jsonl: .jsonLines
        }
    }

    /// Waits a while, or until nobody reads standard output any more.
    private static func isReaderGone(within time: Duration) -> Bool {
        var status = stat()
        // Only a pipe tells: a terminal is also ready when somebody types.
        let isPipe = fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
        return Readiness.wait(reading: [isPipe ? STDOUT_FILENO : -1], for: time)[0]
    }
}
