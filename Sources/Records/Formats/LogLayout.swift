import Documents
import Planning
import Supervision

/// Something that the platform's log says about a run, apart from the task's own output (contract 3.3 and 6.2).
package enum LogNotice: Sendable, Equatable {
    /// The build of a tree begins; the tree is a Git object name, of which seven digits are shown.
    case build(tree: String)
    /// The slug of an earlier build is taken.
    case reusedBuild
    /// Dependencies of a package manager's language are installed, by their names.
    case dependencies(language: String, names: [String])
    case buildHook
    /// The task's container starts.
    case container
    case deployHook
}

/// What the platform's log puts around the task's output.
package struct LogLayout: Sendable, Equatable {
    /// The task's name.
    package let task: String
    /// The `type` of the definition, such as `python:3.12`.
    package let runtimeType: String
    /// Its first letters name the container.
    package let run: RunID

    package init(task: String, runtimeType: String, run: RunID) {
        self.task = task
        self.runtimeType = runtimeType
        self.run = run
    }

    /// The lines of a notice, with their line ends.
    ///
    /// The first dependencies of a build have a line above them.
    func lines(_ notice: LogNotice, isFirstOfItsKind: Bool) -> [String] {
        switch notice {
        case .build(let tree):
            ["Building task '\(task)' (runtime type: \(runtimeType), tree: \(tree.prefix(7)))\n"]
        case .reusedBuild: ["  Reusing existing build for this tree ID\n"]
        case .dependencies(let language, let names):
            (isFirstOfItsKind ? ["  Installing build dependencies...\n"] : [])
                + ["    Installing \(language) build dependencies: \(names.map(\.printable).joined(separator: ", "))\n"]
        case .buildHook: ["  Executing build hook...\n"]
        case .container: ["Starting task container \(task)--task--\(run.short)\n"]
        case .deployHook: ["  Executing deploy hook for task \(task)\n"]
        }
    }

    /// What stands before a line of output.
    static func prefix(_ phase: Phase, _ stream: TaskStream) -> StaticString {
        switch (phase, stream) {
        case (.run, .stdout): ""
        case (.run, .stderr): "W: "
        case (_, .stdout): "    "
        case (_, .stderr): "    W: "
        }
    }
}
