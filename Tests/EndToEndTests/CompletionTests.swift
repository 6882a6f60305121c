import Documents
import Foundation
import TestSupport
import Testing

/// The Tab key, in the shells themselves.
@Suite struct CompletionTests {
    /// Shells that a test of this machine can not type in.
    private static let missing = TypingShell.allCases.filter { !TypingShell.usable.contains($0) }

    @Test(
        .enabled(if: missing.isEmpty, "not tested: \(missing.map(\.rawValue).joined(separator: ", ")) (missing here)"))
    func everyShellIsHere() { #expect(Self.missing.isEmpty) }

    private static let hostile = "x;touch hacked"

    @Test(arguments: TypingShell.usable)
    func completes(_ shell: TypingShell) throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            let task: JSONValue = ["type": "python:3.12"]
            let tasks = [Self.hostile, "night:one", "$(touch hacked)"].map { JSONValue.Member($0, task) }
            try scene.scratch.write("project/several.json", JSONWriter.pretty(.object(tasks)))
            try scene.scratch.write("project/other.txt")
            try scene.scratch.write("project/sub/my task.yaml")
            try scene.scratch.write(
                "project/.upsun/config.yaml", "tasks: {orders: {type: 'python:3.12', run: {command: 'true'}}}\n")
            let recorded = try scene.run("--quiet", "--only", "run")
            #expect(recorded.end == .exited(0), "\(recorded.errorText)")
            let id = (try #require(scene.records.first) as NSString).lastPathComponent
            var cases: [(line: String, words: [String])] = [
                ("taskbox val", ["taskbox", "validate"]),
                ("taskbox --ver", ["taskbox", "--version"]),
                ("taskbox help pla", ["taskbox", "help", "plan"]),
                ("taskbox completion fi", ["taskbox", "completion", "fish"]),
                ("taskbox run -q --kee", ["taskbox", "run", "-q", "--keep"]),
                ("taskbox run --engine bub", ["taskbox", "run", "--engine", "bubblewrap"]),
                ("taskbox run --engine=bub", ["taskbox", "run", "--engine=bubblewrap"]),
                ("taskbox run --skip build,d", ["taskbox", "run", "--skip", "build,deploy"]),
                ("taskbox run --pass-env TASKBOX_STAT", ["taskbox", "run", "--pass-env", "TASKBOX_STATE_HOME"]),
                ("taskbox run several.json night", ["taskbox", "run", "several.json", "night:one"]),
                ("taskbox run several.json night:o", ["taskbox", "run", "several.json", "night:one"]),
                ("taskbox run several.json x", ["taskbox", "run", "several.json", Self.hostile]),
                ("taskbox run \"several.json\" night", ["taskbox", "run", "several.json", "night:one"]),
                ("taskbox run sev", ["taskbox", "run", "several.json"]),
                ("taskbox run sub/my", ["taskbox", "run", "sub/my task.yaml"]),
                ("taskbox run --result oth", ["taskbox", "run", "--result", "other.txt"]),
                ("taskbox run --result=oth", ["taskbox", "run", "--result=other.txt"]),
                ("taskbox run ord", ["taskbox", "run", "orders"]),
                ("taskbox plan ../project/ ord", ["taskbox", "plan", "../project/", "orders"]),
                ("taskbox show \(id.prefix(3))", ["taskbox", "show", id]),
                ("taskbox runs --task ", ["taskbox", "runs", "--task", "t"]),
                ("taskbox runs --columns +,tre", ["taskbox", "runs", "--columns", "+,tree"]),
                ("taskbox run --timeout ", ["taskbox", "run", "--timeout"]),
                ("taskbox nonsense --tim", ["taskbox", "nonsense", "--tim"]),
            ]
            // The old bash takes every file, of any kind.
            if shell.mixesNoPaths {
                cases.removeAll { $0.line.hasSuffix("--timeout ") || $0.line.contains("nonsense") }
            }
            let found = try shell.complete(cases.map(\.line), in: scene)
            #expect(found.count == cases.count)
            for (example, words) in zip(cases, found) {
                #expect(words == example.words, "\(example.line)")
            }
            #expect(!FileManager.default.fileExists(atPath: scene.project + "/hacked"))
        }
    }

    @Test func saysNothingOfWhatCanNotBeRead() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/broken.json", "{")
            try scene.scratch.folder("state/runs/aaaaaaaaaaaaa")
            for words in [
                ["run", "broken.json", ""], ["run", "missing.json", ""], ["run", "-", ""], ["run", "/dev/zero", ""],
            ] {
                let result = try scene.start(words: ["__complete", "--"] + words).finish()
                #expect(result.end == .exited(0))
                #expect(result.outputText == "none\n")
                #expect(result.errorText == "")
            }
        }
    }

    @Test func refusesAnUnknownShell() throws {
        try Scene.with(.host) { scene in
            let result = try scene.taskbox("completion", "fsh")
            #expect(result.end == .exited(64))
            #expect(
                result.errorText == """
                    taskbox: error: there is completion for bash, zsh or fish, not for "fsh"; did you mean fish?
                    taskbox: hint: taskbox completion --help shows what there is

                    """)
        }
    }
}
