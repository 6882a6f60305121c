import Documents
import Foundation
import TestSupport
import Testing

/// The engines, of which most scenarios run once in each.
enum EngineUnderTest: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case host, bubblewrap

    var testDescription: String { rawValue }

    /// Those that work on this machine; `SandboxTests.bubblewrapWorksHere` is skipped, with the reason, where that is one.
    static let usable: [EngineUnderTest] = bubblewrapFailure == nil ? [.host, .bubblewrap] : [.host]

    /// Why bubblewrap can not be used here; `nil` where it works.
    static let bubblewrapFailure: String? = {
        do {
            return try ScratchFolder.with { scratch in
                let task: JSONValue = ["name": "probe", "type": "python:3.12", "run": ["command": "true"]]
                let file = try scratch.write("task.json", JSONWriter.pretty(task))
                let run = try TaskboxRun(
                    BuiltProducts.taskbox, ["plan", file, "--engine", "bubblewrap", "--quiet"],
                    environment: ["PATH": "/usr/bin:/bin", "HOME": scratch.path], folder: scratch.path,
                    outputs: scratch.at("probe"))
                let result = run.finish()
                return result.end == .exited(0) ? nil : result.errorText
            }
        } catch {
            return "\(error)"
        }
    }()

    static let bubblewrapWorks = bubblewrapFailure == nil

    /// Why tests of bubblewrap are skipped.
    static let skipReason = Comment(rawValue: "bubblewrap does not work here: \(bubblewrapFailure ?? "")")
}
