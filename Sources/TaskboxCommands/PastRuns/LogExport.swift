import Documents
import Planning
import ProcessSupport
import Records

/// Writes the pieces of a recorded log to standard output, in a form, with the lines that the run's own log had.
///
/// Those lines are not in the log: they follow from the phases that the activity names.
struct LogExport {
    /// How the log is shown.
    enum Form { case plain, timed, activity, jsonLines }

    private let record: RecordedRun
    private let selection: LogSelection
    private let form: Form
    /// `nil` for bytes as they are.
    private var renderer: (any LogRenderer)?
    private var output = BufferedOutput()
    private var activity: Activity?
    private var notices: PhaseNotices
    /// The steps whose lines have been written.
    private var announced: Set<StartedStep> = []
    /// Phases of which more steps may still begin.
    private let phasesWithSteps: Set<Phase>
    private var skippedLines = 0
    private var isSkipping = false
    private var lastTime = Timestamp(microseconds: 0)

    init(record: RecordedRun, selection: LogSelection, form: Form) throws(RecordFailure) {
        self.record = record
        self.selection = selection
        self.form = form
        activity = try record.activity()
        let plan = try record.plan()
        notices = PhaseNotices(recordedPlan: plan)
        phasesWithSteps = PhaseNotices.phasesWithInstallations(recordedPlan: plan)
        let layout = LogLayout(
            task: activity?.task ?? "", runtimeType: try record.definition()?["type"]?.text ?? "", run: record.id)
        renderer =
            switch form {
            case .plain: nil
            case .timed: TimedFormat()
            case .activity: ActivityFormat(layout: layout)
            case .jsonLines: JSONLinesFormat(layout: layout)
            }
    }

    /// Begins in the middle: the lines of phases that began before are left out.
    mutating func skip(_ tail: LogTail) {
        skippedLines = tail.skippedLines
        isSkipping = tail.isInside
    }

    /// Looks at the activity again, which a live run changes.
    mutating func refresh() throws(RecordFailure) {
        // Nothing but the lines between the phases comes from it.
        if hasNotices, let newer = try record.activity() { activity = newer }
    }

    /// Writes a piece, if it was selected.
    mutating func take(_ piece: LogPiece) throws {
        guard selection.contains(piece) else { return }
        // Of a phase with several steps each piece may be the first of one.
        if hasNotices, !announced.contains(StartedStep(piece.phase, .script)) {
            if activity?.completedAt == nil, startOf(piece.phase) == nil || phasesWithSteps.contains(piece.phase) {
                try refresh()
            }
            announce(upTo: piece.phase, at: piece.time)
        }
        lastTime = piece.time
        let result = piece.bytes.withUnsafeBytes { bytes -> Result<Void, SystemError> in
            let (wanted, left) = LineEnds.skip(skippedLines, of: bytes)
            skippedLines = left
            if !wanted.isEmpty { isSkipping = false }
            do throws(SystemError) {
                return .success(try write(wanted, piece))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private mutating func write(_ bytes: UnsafeRawBufferPointer, _ piece: LogPiece) throws(SystemError) {
        if bytes.isEmpty { return }
        guard renderer != nil else { return try output.write(bytes) }
        render { $0.output(bytes, phase: piece.phase, stream: piece.stream, at: piece.time, to: $1) }
        try output.settle()
    }

    /// Shows all that there is, before a wait for more.
    mutating func pause() throws(SystemError) {
        announceStarted()
        // With times a line waits for its end; who follows wants to see a prompt.
        if form == .timed { render { [lastTime] in $0.flush(at: lastTime, to: $1) } }
        try output.flush()
    }

    /// Ends the log; of a run that goes on it ends what is shown, but not the log.
    mutating func finish(isLive: Bool) throws(SystemError) {
        announceStarted()
        let time = activity?.completedAt ?? lastTime
        render { isLive ? $0.endPhase(at: time, to: $1) : $0.finish(at: time, to: $1) }
        try output.flush()
    }

    // MARK: Lines of the platform's own

    /// They belong to neither stream.
    private var hasNotices: Bool { (form == .activity || form == .jsonLines) && selection.stream == nil }

    private func startOf(_ phase: Phase) -> Timestamp? { activity?.startedPhases.first { $0.phase == phase }?.at }

    /// Also a phase that wrote nothing has its lines.
    private mutating func announceStarted() {
        guard hasNotices else { return }
        announceReusedBuild()
        guard let last = activity?.startedPhases.last else { return }
        announce(upTo: last.phase, at: last.at)
    }

    private var tree: String { activity?.details["tree"]?.text ?? "" }

    /// A build of an earlier run has lines in the place of its hook.
    private mutating func announceReusedBuild() {
        guard let build = activity?.build, build.replacesHook, selection.phases.contains(.build),
            announced.insert(StartedStep(.build, .script)).inserted, !isSkipping
        else { return }
        let lines = notices.reused(tree: tree)
        render { renderer, sink in lines.forEach { renderer.notice($0, at: build.time, to: sink) } }
    }

    private mutating func announce(upTo last: Phase, at time: Timestamp) {
        announceReusedBuild()
        let tree = tree
        var starts = activity?.startedPhases ?? []
        // A phase whose start the record does not tell has started all the same if it wrote something.
        if startOf(last) == nil { starts.append((last, .script, time)) }
        for start in starts where start.phase < last || (start.phase == last && start.at <= time) {
            guard selection.phases.contains(start.phase),
                announced.insert(StartedStep(start.phase, start.step)).inserted
            else { continue }
            let lines = notices.before(start.phase, start.step, tree: tree)
            if !isSkipping {
                render { renderer, sink in lines.forEach { renderer.notice($0, at: start.at, to: sink) } }
            }
        }
    }

    /// A step of a phase.
    private struct StartedStep: Hashable {
        let phase: Phase
        let step: PhaseStep

        init(_ phase: Phase, _ step: PhaseStep) {
            self.phase = phase
            self.step = step
        }
    }

    private mutating func render(_ body: (inout any LogRenderer, LogSink) -> Void) {
        guard var current = renderer else { return }
        // One owner at a time: a copy of the renderer's buffer would be made otherwise.
        renderer = nil
        body(&current) { output.add($0) }
        renderer = current
    }
}
