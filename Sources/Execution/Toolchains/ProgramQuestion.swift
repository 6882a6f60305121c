import ProcessSupport

/// A question that a program answers in a moment, such as for its version.
struct ProgramQuestion: Sendable {
    /// An absolute path.
    let program: String
    let arguments: [String]
    let searchPath: [String]
    let home: String?

    /// A program that takes longer is ended; it would take as long in every run.
    private static let limit = Duration.seconds(3)
    private static let longestAnswer = 1 << 16

    func answer() -> ProgramAnswer {
        var environment = ["PATH": searchPath.joined(separator: ":"), "LC_ALL": "C"]
        environment["HOME"] = home
        let launcher = MachineInspector.launcherPath
        let run = ProgramRun(
            executable: program, arguments: arguments, environment: environment, workingFolder: "/",
            guardian: ExecutableSearch.isExecutable(launcher) ? launcher : nil, outputLimit: Self.longestAnswer)
        let deadline = ContinuousClock.now + Self.limit
        do throws(ProgramRunError) {
            let result = try run.result { ContinuousClock.now >= deadline }
            guard result.succeeded else { return .failed }
            return .said(String(decoding: result.output + [UInt8(ascii: "\n")] + result.errorOutput, as: UTF8.self))
        } catch {
            // A program that can not even tell its version is none that a task could use.
            return .failed
        }
    }
}

/// What became of a question.
enum ProgramAnswer: Sendable, Equatable {
    /// All that the program wrote, on both outputs.
    case said(String)
    case failed
}
