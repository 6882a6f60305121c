import Documents
import Foundation
import TestSupport
import Testing

/// The place of one scenario: a project, a home and folders of taskbox that nobody else uses, and a marker that the
/// task's processes carry in their environment.
struct Scene: Sendable {
    let scratch: ScratchFolder
    let engine: EngineUnderTest
    let marker: String
    var project: String { scratch.at("project") }
    var state: String { scratch.at("state") }
    var workspaces: String { scratch.at("cache/workspaces") }

    /// Runs a scenario and checks afterwards that no process and no workspace of it is left.
    static func with(
        _ engine: EngineUnderTest, sourceLocation: Testing.SourceLocation = #_sourceLocation,
        _ body: (Scene) throws -> Void
    ) throws {
        try ScratchFolder.with { scratch in
            let scene = Scene(scratch: scratch, engine: engine, marker: "marker-\(UUID().uuidString)")
            for folder in ["project", "home", "runs"] { try scratch.folder(folder) }
            try scene.installRuntime()
            defer { scene.endSurvivors() }
            try body(scene)
            scene.expectNothingLeft(sourceLocation)
        }
    }

    /// What pyenv would leave in the home, so that the type of the scene's tasks is there on every machine.
    ///
    /// The programs are those of this machine, or nothing where it has none.
    private func installRuntime() throws {
        let bin = try scratch.folder("home/.pyenv/versions/3.12.99/bin")
        let python = MachineProgram.python3.path ?? "/bin/false"
        for name in ["python", "python3", "pip", "pip3"] { symlink(python, "\(bin)/\(name)") }
    }

    /// The folder of the runtime's programs, which is on `PATH` of the scene's tasks.
    static let runtimeFolder = "SCRATCH/home/.pyenv/versions/3.12.99/bin"

    /// Writes `task.json` of the project.
    ///
    /// Every other field is given as a member of the definition; the marker is added to its variables.
    @discardableResult
    func define(
        _ command: String, timeout: Int? = nil, build: String? = nil, deploy: String? = nil,
        variables: [JSONValue.Member] = [], name: String = "t", type: String = "python:3.12",
        file: String = "project/task.json",
        with members: [JSONValue.Member] = []
    ) throws -> String {
        var run: [JSONValue.Member] = [.init("command", .string(command))]
        if let timeout { run.append(.init("timeout", .integer(timeout))) }
        let definition: [JSONValue.Member] =
            [
                .init("name", .string(name)), .init("type", .string(type)),
                .init("hooks", ["build": .optional(build), "deploy": .optional(deploy)]),
                .init("variables", ["env": .object([.init("MARKER", .string(marker))] + variables)]),
                .init("run", .object(run)),
            ] + members
        return try scratch.write(file, JSONWriter.pretty(.object(definition)))
    }

    /// The environment that taskbox is started with.
    var environment: [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": scratch.at("home"),
            "TASKBOX_STATE_HOME": state, "TASKBOX_CACHE_HOME": scratch.at("cache"), "USER": "tester",
        ]
    }

    /// Starts taskbox with these words alone.
    func start(
        words: [String], environment extra: [String: String] = [:], folder: String? = nil, input: String? = nil
    ) throws -> TaskboxRun {
        try TaskboxRun(
            BuiltProducts.taskbox, words, environment: environment.merging(extra) { $1 }, folder: folder ?? project,
            input: input, outputs: newOutputs)
    }

    /// Starts `taskbox run task.json` in the scene's engine.
    func start(_ options: [String] = [], environment extra: [String: String] = [:]) throws -> TaskboxRun {
        try start(words: runWords(options), environment: extra)
    }

    /// Runs `taskbox run task.json` to its end.
    func run(_ options: String..., environment extra: [String: String] = [:]) throws -> TaskboxRun.Result {
        try start(options, environment: extra).finish()
    }

    /// Runs taskbox with these words alone.
    func taskbox(_ words: String...) throws -> TaskboxRun.Result { try start(words: words).finish() }

    /// Starts a shell's script, in which `"$@"` is `taskbox run task.json` with the options.
    func startShell(_ script: String, _ options: [String] = [], shell: String = "sh") throws -> TaskboxRun {
        try startShell(script, words: runWords(options), shell: shell)
    }

    /// The same, in which `"$@"` is taskbox with these words.
    func startShell(_ script: String, words: [String], shell: String = "sh") throws -> TaskboxRun {
        try TaskboxRun(
            "/bin/\(shell)", ["-c", script, shell, BuiltProducts.taskbox] + words, environment: environment,
            folder: project, outputs: newOutputs)
    }

    func runWords(_ options: [String]) -> [String] { ["run", "task.json", "--engine", engine.rawValue] + options }

    private var newOutputs: String { scratch.at("runs/\(UUID().uuidString)") }

    /// Standard error of a run, compared exactly after normalising.
    func errors(of result: TaskboxRun.Result) -> [String] {
        NormalisedText.of(result.errorText, scratch: scratch.path).split(separator: "\n").map(String.init)
    }

    /// What taskbox says before the first phase of the scene's task.
    func opening(files: Int = 1, task: String = "t") -> [String] {
        let isRoot = geteuid() == 0
        let hostNotes = [
            "taskbox: not as on the platform: app folder: it is SCRATCH/cache/workspaces/RUN/app instead of /app"
                + (isRoot
                    ? ", and root can write to it in deploy and run; what is written there is named afterwards"
                    : "; after the build it is read-only by its permissions, which the task could change"),
            "taskbox: not as on the platform: container: user, host name, processes and files of this machine are visible "
                + "to the task; /tmp is the machine's own (TMPDIR names a private one)",
        ]
        return [
            "taskbox: task \(task) (python:3.12), run RUN, \(engine) engine: asked for by --engine \(engine)"
        ] + (engine == .host ? hostNotes : []) + [
            "taskbox: source: SCRATCH/project, root /, tree TREE, \(files) file\(files == 1 ? "" : "s")"
        ]
    }

    /// The opening of a task without hooks.
    func openingWithoutHooks(limit: Int = 3600) -> [String] {
        opening() + [
            "taskbox: build: skipped, the definition has no hooks.build",
            "taskbox: deploy: skipped, the definition has no hooks.deploy",
            "taskbox: run: run.command starts, at most \(limit) s",
        ]
    }

    /// The closing summary, after normalising: of a success, or of a failure in a phase.
    static func summary(_ status: Int, in phase: String? = nil) -> String {
        "taskbox: task t \(phase.map { "failed in \($0)" } ?? "succeeded"): exit status \(status), TIME, CPU TIME, "
            + "peak memory SIZE, run RUN"
    }
}
