import Planning
import Supervision

extension ArgumentSpecification {
    package static let pastRun = ArgumentSpecification(
        "RUN", kind: .run, "The run's id, or its first letters. Left out, it is the newest run.")
}

extension OptionSpecification {
    package static let ofTask = OptionSpecification(
        "task", value: Value("NAME", kind: .recordedTask), section: .choice, "Takes the newest run of this task.")
    package static let onlyTask = OptionSpecification(
        "task", value: Value("NAME", kind: .recordedTask), section: .choice, "Only runs of this task.")
    package static let follow = OptionSpecification(
        "follow", short: "f", section: .output, "Goes on as long as the run does.")
    package static let logPhase = OptionSpecification(
        "phase", value: Value("PHASES", kind: .list(Phase.allCases.map(\.rawValue)), defaultText: "all"),
        section: .choice,
        "Only what these phases wrote, such as build,deploy.")
    package static let logStream = OptionSpecification(
        "stream", value: Value(oneOf: TaskStream.self, placeholder: "STREAM", defaultText: "both"), section: .choice,
        "Only what was written to this stream.")
    package static let tail = OptionSpecification(
        "tail", short: "n", value: Value("LINES", defaultText: "all"), section: .choice,
        "Only the last lines of what was chosen.")
    package static let pastLogFormat = OptionSpecification(
        "format", value: Value(oneOf: LogFormatChoice.self, placeholder: "FORMAT", defaultText: "plain"),
        section: .output,
        "As it was written, as the platform's activity log, or as its JSON lines.")
    package static let timestamps = OptionSpecification(
        "timestamps", short: "t", section: .output, "Puts the time before each line, in UTC.")
}

extension CommandSpecification {
    package static let runs = CommandSpecification(
        name: "runs",
        summary: "List the runs that are recorded, the newest first",
        discussion: ["The newest 50 runs are kept. Every command that takes a RUN takes the first letters of its id."],
        examples: [
            Example("taskbox runs", "Lists them."),
            Example("taskbox runs --task nightly --columns +,cause", "Lists those of a task, with why they failed."),
            Example("taskbox runs --format json", "Gives them to a script."),
        ],
        arguments: [],
        options: [.onlyTask] + OptionSpecification.table(of: RunsCommand.columns) + [.quiet, .color],
        action: { parsed, context throws(UsageError) in RunsCommand(try RunsOptions(parsed), context).run() })

    package static let log = CommandSpecification(
        name: "log",
        summary: "Print the log of a past or a running run",
        discussion: [
            """
            What the task wrote, byte for byte, both streams to stdout in the order in which they came. With --format \
            activity it is what taskbox run --log-format activity printed.
            """
        ],
        examples: [
            Example("taskbox log", "Prints what the newest run wrote."),
            Example("taskbox log --follow", "Goes on with a run in another terminal."),
            Example("taskbox log emrwjvcj --stream stderr --tail 20", "Prints the last errors of a run."),
            Example("taskbox log --task nightly --format jsonl", "Prints a log as the platform gives it."),
        ],
        arguments: [.pastRun],
        options: [
            .ofTask, .logPhase, .logStream, .tail, .follow, .pastLogFormat, .timestamps, .quiet, .color,
        ],
        action: { parsed, context throws(UsageError) in LogCommand(try LogOptions(parsed), context).run() })

    package static let show = CommandSpecification(
        name: "show",
        summary: "Show how a run went and why it failed",
        discussion: [
            """
            Outcome, phases with their times, what was running and what was said last when the time was over, and what \
            the run could not honour on this machine.
            """
        ],
        examples: [
            Example("taskbox show", "Shows the newest run."),
            Example("taskbox show emrwjvcj --json", "Gives activity and plan of a run to a script."),
        ],
        arguments: [.pastRun],
        options: [.ofTask, .json, .quiet, .color],
        action: { parsed, context throws(UsageError) in ShowCommand(try PastRunOptions(parsed), context).run() })
}

extension OptionSpecification {
    package static let page = OptionSpecification(
        "output", short: "o", value: Value("FILE", kind: .file, defaultText: "taskbox-RUN.html in the current folder"),
        section: .output, "Where the page is written; - for standard output.")
}

extension CommandSpecification {
    package static let report = CommandSpecification(
        name: "report",
        summary: "Write a run as one page for a browser",
        discussion: [
            """
            Phases over time, CPU and memory, what was running at a timeout, the log with times and streams, variables \
            with their origins, plan and definition. The page needs nothing else and fetches nothing. Secret variables \
            are masked in it; the log is what the task wrote.
            """
        ],
        examples: [
            Example("taskbox report -o run.html", "Writes the newest run."),
            Example("taskbox report --task nightly -o - | gzip > run.html.gz", "Writes the newest run of a task."),
        ],
        arguments: [.pastRun],
        options: [.ofTask, .page, .quiet, .color],
        action: { parsed, context throws(UsageError) in try ReportCommand(parsed, context).run() })
}
