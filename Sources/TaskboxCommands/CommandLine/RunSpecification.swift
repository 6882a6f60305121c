import Planning

/// The operands that choose a task; several commands share them.
extension ArgumentSpecification {
    package static let task = ArgumentSpecification(
        "TASK", kind: .task,
        """
        The name of a task in the nearest .upsun folder, or a file with a definition as the API returns it, as JSON or \
        YAML (a task, an array of them, or a deployment), or - for standard input. What has a / in it or ends in .json, \
        .yaml or .yml is a file. With --project, the name of a task on the platform. Left out, the only task there is.
        """)
    package static let nameInFile = ArgumentSpecification(
        "NAME", kind: .taskInFile, "The task's name, where TASK is a file that holds several.")
}

/// The options that say what is run and with what; `run`, `plan` and others share them.
extension OptionSpecification {
    package static let task = OptionSpecification(
        "task", value: Value("NAME", kind: .taskInFile), section: .choice, "The same as the name as an operand.")
    package static let source = OptionSpecification(
        "source",
        value: Value(
            "DIR", kind: .folder,
            defaultText: "the project, or the Git working copy that the file TASK lies in, else its folder"),
        section: .choice, "The root of the repository, which source.root is relative to.")
    package static let ref = OptionSpecification(
        "ref", value: Value("REV"), section: .choice,
        "Takes the files of a Git commit, and the project's definition, instead of those in the working copy.")
    package static let skip = OptionSpecification(
        "skip", value: Value("PHASES", kind: .list(Phase.allCases.map(\.rawValue))), section: .choice,
        "Phases that are left out, such as build,deploy.")
    package static let only = OptionSpecification(
        "only", value: Value(oneOf: Phase.self, placeholder: "PHASE", defaultText: nil), section: .choice,
        "The one phase that runs.")
    package static let until = OptionSpecification(
        "until", value: Value(oneOf: Phase.self, placeholder: "PHASE", defaultText: nil), section: .choice,
        "The last phase that runs.")

    package static let skipDependencies = OptionSpecification(
        "skip-dependencies", section: .choice,
        "Does not install the dependencies; the task finds only what is on PATH.")
    package static let rebuild = OptionSpecification(
        "rebuild", section: .choice,
        "Runs the build hook also if this tree was built before, and keeps the new build in place of the earlier one.")
    package static let noCache = OptionSpecification(
        "no-cache", section: .choice, "Uses no build of an earlier run, and keeps none for later ones.")

    package static let engine = OptionSpecification(
        "engine", value: Value(oneOf: EnginePreference.self, placeholder: "ENGINE", defaultText: "auto"),
        section: .environment, "What isolates the task; auto takes bubblewrap where it works, else host.")
    package static let network = OptionSpecification(
        "network", value: Value(oneOf: Network.self, placeholder: "NETWORK", defaultText: "host"),
        section: .environment, "What the task reaches of the network.")
    package static let variable = OptionSpecification(
        "variable", value: Value("TYPE:NAME=VALUE"), isRepeatable: true, section: .environment,
        "Sets a variable as a trigger would, such as env:LOG_LEVEL=debug.")
    package static let passEnvironment = OptionSpecification(
        "pass-env", value: Value("NAME", kind: .environmentName), isRepeatable: true, section: .environment,
        "Passes a variable of this machine to the task; * and ? stand for any letters and one.")
    package static let projectID = OptionSpecification(
        "project-id", value: Value("ID"), section: .environment, "The value of PLATFORM_PROJECT.")
    package static let branch = OptionSpecification(
        "branch", value: Value("NAME", defaultText: "the current Git branch"), section: .environment,
        "The value of PLATFORM_BRANCH.")
    package static let environmentType = OptionSpecification(
        "environment-type",
        value: Value(oneOf: EnvironmentType.self, placeholder: "TYPE", defaultText: "development"),
        section: .environment, "The value of PLATFORM_ENVIRONMENT_TYPE.")

    package static let timeout = OptionSpecification(
        "timeout", value: Value("DURATION", defaultText: "run.timeout of the definition"), section: .limits,
        "The time that run.command has: 90, 90s, 15m, 1h30m, or none.")
    package static let buildTimeout = OptionSpecification(
        "build-timeout", value: Value("DURATION", defaultText: "1h"), section: .limits,
        "The time that installing the dependencies and the build hook have together.")
    package static let deployTimeout = OptionSpecification(
        "deploy-timeout", value: Value("DURATION", defaultText: "none"), section: .limits,
        "The time that the deploy hook has.")
    package static let grace = OptionSpecification(
        "grace", value: Value("DURATION", defaultText: "10s"), section: .limits,
        "The time between SIGTERM and SIGKILL; 0 kills at once.")
    package static let onDeployFailure = OptionSpecification(
        "on-deploy-failure",
        value: Value(oneOf: DeployFailurePolicy.self, placeholder: "ACTION", defaultText: "stop"), section: .limits,
        "Whether run.command still runs after a failed deploy hook.")

    /// What decides a plan, in the order of help.
    static let planning =
        [
            task, source, ref, skip, only, until, skipDependencies, rebuild, noCache, engine, network, variable,
            passEnvironment,
            projectID, branch,
            environmentType, timeout, buildTimeout, deployTimeout, grace, onDeployFailure,
        ] + resources + services + [authorizationProxy] + api
}

/// The options of what a run leaves and says.
extension OptionSpecification {
    package static let keep = OptionSpecification(
        "keep", section: .output, "Keeps the workspace and prints its path.")
    package static let noRecord = OptionSpecification(
        "no-record", section: .output, "Keeps no record of the run.")
    package static let logFormat = OptionSpecification(
        "log-format", value: Value(oneOf: LogFormatChoice.self, placeholder: "FORMAT", defaultText: "plain"),
        section: .output,
        "How the task's output is shown: as it is, as the platform's activity log, or as its JSON lines.")
    package static let result = OptionSpecification(
        "result", value: Value("FILE", kind: .file), section: .output, "Writes the activity of the run as JSON.")
    package static let quiet = OptionSpecification(
        "quiet", short: "q", section: .output, "Says nothing but errors.")
    package static let color = OptionSpecification(
        "color", value: Value(oneOf: ColorChoice.self, placeholder: "WHEN", defaultText: "auto"), section: .output,
        "When taskbox colours what it says; auto means on a terminal without NO_COLOR.")
}

extension CommandSpecification {
    package static let run = CommandSpecification(
        name: "run",
        summary: "Run a task as the platform would: build hook, deploy hook, run.command",
        discussion: [
            """
            The task runs in a snapshot of the source tree, which is also its home, with nothing of this machine's \
            environment. Its own output goes to stdout and stderr unchanged; what taskbox says goes to stderr.
            """,
            """
            The exit status is that of the task, or of the hook that failed; 124 after a timeout, 125 if taskbox \
            could not start or finish the run, 64 for wrong use of the command line.
            """,
        ],
        examples: [
            Example("taskbox run nightly", "Runs a task of the project that the current folder belongs to."),
            Example("taskbox run task.json", "Runs a saved definition in a snapshot of its repository."),
            Example("taskbox run tasks.json nightly --timeout 15m", "Runs one of several, with a limit of its own."),
            Example(
                "taskbox run task.json --variable env:LOG_LEVEL=debug",
                "Runs it with a variable, as a trigger would set it."),
            Example("taskbox run task.json --until build", "Tests the build hook alone."),
            Example(
                "taskbox run nightly -p abcdefgh1234567 -e main",
                "Runs a task as it is deployed, with the source in the current repository."),
            Example("taskbox run task.json --log-format jsonl > log.jsonl", "Gets the log as the platform gives it."),
        ],
        arguments: [.task, .nameInFile],
        options: OptionSpecification.planning + [
            .keep, .shellOnFailure, .noRecord, .logFormat, .result, .quiet, .color,
        ],
        action: { parsed, context throws(UsageError) in
            RunCommand(try RunOptions(parsed), context, request: RecordedRequest(parsed)).run()
        })
}
