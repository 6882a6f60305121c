import Documents
import Foundation
import TestSupport
import Testing

/// A recorded run again, and what changed between two.
@Suite struct RerunTests {
    private static let secret = "canary-5up3rs3cret-value"

    @Test(arguments: EngineUnderTest.usable)
    func theRecordedDefinitionWithTheRecordedOptions(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "echo \"$MODE $PLATFORM_BRANCH\"; cat file", build: "echo built", deploy: "echo deployed")
            try scene.scratch.write("project/file", "old\n")
            let words = ["--quiet", "--variable", "env:MODE=a b", "--branch", "other", "--skip", "deploy"]
            #expect(try scene.start(words).finish().outputText == "built\na b other\nold\n")
            let first = try #require(scene.records.first)
            let id = try #require(first.split(separator: "/").last.map(String.init))

            try scene.define("echo changed")
            try scene.scratch.write("project/file", "new\n")
            let again = try scene.start(words: ["rerun"], folder: "/").finish()
            #expect(again.end == .exited(0))
            #expect(again.outputText == "built\na b other\nnew\n")
            let said = scene.errors(of: again)
            #expect(said[0] == "taskbox: rerun of run \(id.prefix(8)) (t)")
            #expect(
                said.contains {
                    $0.hasPrefix("taskbox: the source is not that of run \(id.prefix(8)) (t): its tree was ")
                })
            #expect(said[1].contains(", \(engine) engine: asked for by --engine \(engine)"))

            let part = try scene.start(
                words: ["rerun", id, "--quiet", "--only", "run", "--variable", "env:MODE=c"], folder: "/"
            ).finish()
            #expect(part.outputText == "c other\nnew\n")
            let rerun = try scene.taskbox("rerun", "--task", "t", "--quiet", "--log-format", "jsonl")
            #expect(rerun.outputText.contains("\"message\":\"c other\\n\""), "of a rerun")
            let ids = try scene.taskbox("runs", "--format", "plain", "--no-header", "-c", "result").outputText
            #expect(ids == "success\nsuccess\nsuccess\nsuccess\n")
            #expect(try scene.taskbox("show").outputText.contains("\nrerun of     "))
        }
    }

    @Test func secretsComeFromTheSourceOrTheUserOrNotAtAll() throws {
        try Scene.with(.host) { scene in
            func define(_ command: String, level: String) throws {
                try scene.define(
                    command,
                    variables: [.init("API_TOKEN", .string(Self.secret)), .init("LEVEL", .string(level))])
            }
            let command = "test \"$API_TOKEN\" = \(Self.secret) && echo known; test \"$MY_KEY\" = abc && echo mine"
            try define(command, level: "1")
            #expect(try scene.run("--quiet", "--variable", "env:MY_KEY=abc").outputText == "known\nmine\n")
            let record = try #require(scene.records.first)
            let request = try String(contentsOfFile: "\(record)/request.json", encoding: .utf8)
            #expect(request.contains("\"env:MY_KEY=********\""))
            let id = try #require(record.split(separator: "/").last.map(String.init))

            let without = try scene.taskbox("rerun", id)
            #expect(without.end == .exited(125))
            #expect(
                scene.errors(of: without) == [
                    "taskbox: error: the secret value of env:MY_KEY is not in the record; give it with --variable "
                        + "env:MY_KEY=VALUE"
                ])
            let given = try scene.taskbox("rerun", id, "--quiet", "--variable", "env:MY_KEY=abc")
            #expect(given.outputText == "known\nmine\n", "\(given.errorText)")

            // Another value somewhere: the file is not the definition that ran.
            try define(command, level: "2")
            let changed = try scene.taskbox("rerun", id, "--quiet", "--variable", "env:MY_KEY=abc")
            #expect(changed.end == .exited(125))
            #expect(
                scene.errors(of: changed) == [
                    "taskbox: error: the secret value of env:API_TOKEN is not in the record, and task.json has changed "
                        + "since; give it with --variable env:API_TOKEN=VALUE",
                    "taskbox: error: a secret in run.command is not in the record of run \(id.prefix(8)) (t), and task.json has "
                        + "changed since; taskbox run runs the task from its source",
                ])
            try scene.define(
                "echo \"$API_TOKEN\"", variables: [.init("API_TOKEN", .string(Self.secret))], file: "project/other.json"
            )
            #expect(try scene.start(words: ["run", "other.json", "-q", "--engine", "host"]).finish().end == .exited(0))
            try FileManager.default.removeItem(atPath: scene.scratch.at("project/other.json"))
            let gone = try scene.taskbox("rerun", "--quiet")
            #expect(gone.end == .exited(125))
            #expect(
                scene.errors(of: gone).last
                    == "taskbox: error: the secret value of env:API_TOKEN is not in the record, and other.json can not be "
                    + "read; give it with --variable env:API_TOKEN=VALUE")
            #expect(
                try scene.taskbox("rerun", "--quiet", "--variable", "env:API_TOKEN=mine").outputText == "mine\n")
            for path in try ScratchFolder.entries(scene.state) where !path.hasSuffix("log.data") {
                let bytes = FileManager.default.contents(atPath: "\(scene.state)/\(path)") ?? Data()
                #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.secret), "\(path)")
            }
        }
    }

    @Test func aDefinitionFromStandardInput() throws {
        try Scene.with(.host) { scene in
            let file = try scene.define("echo \"in $PWD\" | sed s,/.*/,,", build: "true")
            let run = try scene.start(words: ["run", "-", "-q", "--engine", "host"], input: file).finish()
            #expect(run.outputText == "in app\n", "\(run.errorText)")
            #expect(try scene.start(words: ["rerun", "-q"], folder: "/").finish().outputText == "in app\n")
        }
    }

    /// The origin is asked for the secrets alone, from wherever the rerun is started.
    @Test func aTaskOfAProject() throws {
        try Scene.with(.host) { scene in
            func write(_ level: String) throws {
                try scene.scratch.write(
                    "project/.upsun/config.yaml",
                    """
                    tasks:
                      t:
                        type: "python:3.12"
                        variables:
                          env: { API_TOKEN: "\(Self.secret)", LEVEL: "\(level)", MARKER: "\(scene.marker)" }
                        run:
                          command: echo "$API_TOKEN $LEVEL"

                    """)
            }
            try write("1")
            let run = try scene.start(words: ["run", "t", "-q", "--engine", "host"]).finish()
            #expect(run.outputText == "\(Self.secret) 1\n", "\(run.errorText)")
            let again = try scene.start(words: ["rerun", "-q"], folder: "/").finish()
            #expect(again.outputText == "\(Self.secret) 1\n", "\(again.errorText)")
            try write("2")
            let changed = try scene.start(words: ["rerun", "-q"], folder: "/").finish()
            #expect(changed.end == .exited(125))
            #expect(changed.errorText.contains("env:API_TOKEN is not in the record, and t has changed since;"))
            let given = try scene.start(words: ["rerun", "-q", "--variable", "env:API_TOKEN=x"], folder: "/").finish()
            #expect(given.outputText == "x 1\n", "\(given.errorText)")
        }
    }

    @Test func whatCanNotBeRunAgain() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo once")
            #expect(try scene.run("--quiet").end == .exited(0))
            try FileManager.default.moveItem(
                atPath: scene.project, toPath: scene.scratch.at("elsewhere"))
            let moved = try scene.start(words: ["rerun"], folder: "/").finish()
            #expect(moved.end == .exited(125))
            #expect(
                scene.errors(of: moved) == [
                    "taskbox: error: the repository \"SCRATCH/project\" of run \(try self.id(scene).prefix(8)) (t) is not there any "
                        + "more", "taskbox: hint: --source DIR names another one",
                ])
            let there = try scene.start(
                words: ["rerun", "-q", "--source", scene.scratch.at("elsewhere")], folder: "/"
            ).finish()
            #expect(there.outputText == "once\n")
            let wrong = try scene.start(words: ["rerun", "--timeout", "soon"], folder: "/").finish()
            #expect(wrong.end == .exited(64))
            #expect(wrong.errorText.contains("--timeout: \"soon\" is not a duration"))
            for record in scene.records { unlink("\(record)/request.json") }
            let old = try scene.start(words: ["rerun"], folder: "/").finish()
            #expect(old.end == .exited(125))
            #expect(old.errorText.contains(" does not say how it was asked for\n"))
        }
    }

    private func id(_ scene: Scene) throws -> String {
        try scene.start(words: ["runs", "--format", "plain", "--no-header", "-c", "id"], folder: "/").finish()
            .outputText
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func comparing() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo same", variables: [.init("MODE", "slow"), .init("A_KEY", "abcd")])
            #expect(try scene.run("--quiet").end == .exited(0))
            let alone = try scene.taskbox("compare")
            #expect(alone.end == .exited(125))
            #expect(alone.errorText.contains("there is no run of the same task before "))
            #expect(try scene.run("--quiet").end == .exited(0))
            let same = try scene.taskbox("compare").outputText
            #expect(
                same.hasSuffix(
                    "\nthe same: definition, tree, engine, options, environment\n\nnot compared, because "
                        + "they are secret: A_KEY, PLATFORM_APPLICATION, PLATFORM_PROJECT_ENTROPY\n"), "\(same)")

            try scene.define(
                "echo other\nexit 3", variables: [.init("MODE", "fast"), .init("A_KEY", "abcd")], name: "t")
            #expect(try scene.run("--quiet", "--variable", "env:MORE=x").end == .exited(3))
            let text = try scene.taskbox("compare").outputText
            for part in [
                "\n\nresult\n- success\n+ failure: run.command exited with status 3\n",
                "\n\nexit status\n- 0\n+ 3\n", "\n\noptions\n- --engine host\n+ --engine host --variable env:MORE=x\n",
                "\n\ndefinition: run.command\n- echo same\n+ echo other\n+ exit 3\n",
                "\n\ndefinition: variables.env.MODE\n- \"slow\"\n+ \"fast\"\n",
                "\n  in run\n- MORE is not set\n+ MORE=x  (--variable)\n",
                "\n  in run\n- MODE=slow  (variables.env.MODE)\n+ MODE=fast  (variables.env.MODE)\n",
            ] { #expect(text.contains(part), "\(part)\n in\n\(text)") }
            #expect(!text.contains("PLATFORM_TREE_ID"))
            let json = try scene.json(
                try scene.scratch.write("c.json", try scene.taskbox("compare", "--json").outputText))
            #expect(json["after"]?["exit_status"] == 3)
            #expect(json["secrets_not_compared"] == ["A_KEY", "PLATFORM_APPLICATION", "PLATFORM_PROJECT_ENTROPY"])
            #expect(
                json["definition"] == [
                    ["path": "variables.env.MODE", "before": "slow", "after": "fast"],
                    ["path": "run.command", "before": "echo same", "after": "echo other\nexit 3"],
                ])
        }
    }
}
