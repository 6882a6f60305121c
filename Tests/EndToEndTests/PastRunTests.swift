import Documents
import Foundation
import TestSupport
import Testing

/// What is told of runs afterwards, and while they go on.
@Suite struct PastRunTests {
    /// Streams by turns, a line in parts, bytes that are no text, a line longer than any buffer, a phase without output.
    private static let noisy =
        #"printf "one\ntwo"; sleep 0.1; printf "e1\n" >&2; sleep 0.1; printf "\377bad\n"; printf half; sleep 0.1; "#
        + #"head -c 200000 /dev/zero | tr "\0" x; sleep 0.1; echo err >&2; sleep 0.1; printf "no end"; exit 3"#

    @Test(arguments: EngineUnderTest.usable, ["activity", "plain"])
    func theLogIsWhatTheRunPrinted(_ engine: EngineUnderTest, _ format: String) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.noisy, build: "echo built; sleep 0.1; echo warn >&2", deploy: "true")
            let run = try scene.run("--quiet", "--log-format", format)
            let log = try scene.taskbox("log", "--format", format, "--stream", "stdout")
            let both = try scene.taskbox("log", "--format", format)
            #expect(log.end == .exited(0))
            #expect(both.errorText == "")
            if format == "activity" {
                #expect(both.output == run.output)
            } else {
                #expect(log.output == run.output)
                #expect(both.output.count == run.output.count + "warn\ne1\nerr\n".utf8.count)
                #expect(try scene.taskbox("log", "--stream", "stderr").outputText == "warn\ne1\nerr\n")
            }
        }
    }

    @Test(arguments: [["--skip", "deploy"], ["--until", "build"], ["--only", "run"], ["--skip", "build"]])
    func theLinesBetweenThePhases(_ options: [String]) throws {
        try Scene.with(.host) { scene in
            try scene.define("true", build: "true", deploy: "echo d")
            let run = try scene.start(["--quiet", "--log-format", "activity"] + options).finish()
            #expect(try scene.taskbox("log", "--format", "activity").output == run.output)
        }
    }

    /// The script never ran, but the log had announced it.
    @Test func aPhaseThatCouldNotStart() throws {
        try Scene.with(.host) { scene in
            try scene.define("true", build: "rm -rf \"$PLATFORM_APP_DIR\"; echo gone")
            let run = try scene.run("--quiet", "--log-format", "jsonl")
            let log = try scene.taskbox("log", "--format", "jsonl")
            func messages(_ result: TaskboxRun.Result) -> String {
                NormalisedText.of(result.outputText, scratch: scene.scratch.path)
            }
            #expect(messages(log) == messages(run))
        }
    }

    @Test func followingARunUntilItsEnd() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo begin; while [ ! -e \(scene.scratch.at("go")) ]; do sleep 0.05; done; echo end")
            let run = try scene.start(["--quiet"])
            #expect(TaskboxRun.wait { run.outputSoFar == "begin\n" })
            let log = try scene.start(words: ["log", "--follow"])
            let lines = try scene.start(words: ["log", "--follow", "--format", "activity", "--phase", "run"])
            #expect(TaskboxRun.wait { log.outputSoFar == "begin\n" }, "a line comes while the task waits")
            #expect(TaskboxRun.wait { lines.outputSoFar.hasSuffix("begin\n") })
            #expect(try scene.taskbox("log").outputText == "begin\n", "without --follow it ends")
            let runs = try scene.taskbox("runs", "--format", "plain", "--no-header", "--columns", "result,exit,phase")
            #expect(runs.outputText == "running\t\trun\n")
            let show = try scene.taskbox("show").outputText
            #expect(show.contains("\nresult       running, in run.command\n"), "\(show)")
            #expect(show.contains("\nrun: run.command runs for "), "\(show)")
            try scene.scratch.write("go")
            #expect(run.finish().end == .exited(0))
            let followed = log.finish()
            #expect(followed.end == .exited(0))
            #expect(followed.outputText == "begin\nend\n")
            #expect(followed.errorText == "")
            #expect(lines.finish().outputText.hasSuffix("\nbegin\nend\n"))
            #expect(try scene.taskbox("log", "--follow").outputText == "begin\nend\n", "of a run that is over")
        }
    }

    @Test func followingARunWhoseTaskboxIsKilled() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo begin; sleep 300")
            let run = try scene.start(["--quiet"])
            #expect(TaskboxRun.wait { run.outputSoFar == "begin\n" })
            let log = try scene.start(words: ["log", "-f"])
            let other = try scene.start(words: ["log", "-f"])
            #expect(TaskboxRun.wait { other.outputSoFar == "begin\n" })
            other.send(SIGINT)
            let interrupted = other.finish()
            #expect(interrupted.end == .signalled(SIGINT))
            #expect(interrupted.errorText == "")
            run.send(SIGKILL)
            #expect(run.finish().end == .signalled(SIGKILL))
            #expect(log.finish().outputText == "begin\n")
            scene.expectNoProcess()
            let show = try scene.taskbox("show").outputText
            #expect(
                show.contains(
                    "\nresult       interrupted: taskbox itself ended without finishing the run of task t\n"), "\(show)"
            )
            #expect(show.contains("\nrun: run.command was started\n"), "\(show)")
            // The next run removes the workspace.
            try scene.define("true")
            #expect(try scene.run("--quiet").end == .exited(0))
        }
    }

    @Test func aReaderThatGoesAway() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo begin; sleep 300")
            let run = try scene.start(["--quiet"])
            #expect(TaskboxRun.wait { run.outputSoFar == "begin\n" })
            // No more output comes: the end of the pipe has to be seen without a write.
            let shell = try TaskboxRun(
                "/bin/sh", ["-c", "\"$0\" log -f | head -n 1; echo over", BuiltProducts.taskbox],
                environment: scene.environment, folder: scene.project, outputs: scene.scratch.at("runs/reader"))
            #expect(shell.finish().outputText == "begin\nover\n")
            run.send(SIGINT)
            #expect(run.finish().end == .exited(130))
        }
    }

    @Test func timesAndTails() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo one; sleep 0.05; echo two >&2; sleep 0.05; printf three", build: "echo built")
            #expect(try scene.run("--quiet").end == .exited(0))
            let times = try scene.taskbox("log", "-t").outputText
            #expect(
                NormalisedText.of(times, scratch: scene.scratch.path)
                    == "MOMENT built\nMOMENT one\nMOMENT two\nMOMENT three\n")
            #expect(try scene.taskbox("log", "--tail", "2").outputText == "two\nthree")
            #expect(try scene.taskbox("log", "--tail", "2", "--format", "activity").outputText == "W: two\nthree\n")
            #expect(try scene.taskbox("log", "-n", "1", "--phase", "build,deploy").outputText == "built\n")
        }
    }

    @Test func runsAndTheirChoice() throws {
        try Scene.with(.host) { scene in
            let none = try scene.taskbox("runs")
            #expect(none.end == .exited(0))
            #expect(none.errorText == "taskbox: there is no run yet; taskbox run makes one\n")
            #expect(try scene.taskbox("runs", "--format", "json").outputText == "[]\n")
            let nothing = try scene.taskbox("show")
            #expect(nothing.end == .exited(125))
            #expect(
                scene.errors(of: nothing) == [
                    "taskbox: error: there is no run yet",
                    "taskbox: hint: taskbox run makes one; its record is kept in SCRATCH/state/runs",
                ])
            #expect(!FileManager.default.fileExists(atPath: scene.state), "a look makes no folder")

            try scene.define("exit 3", name: "first")
            #expect(try scene.run("--quiet").end == .exited(3))
            try scene.define("true", build: "kill -9 $$", name: "second")
            #expect(try scene.run("--quiet").end == .exited(137))
            let rows = try scene.taskbox(
                "runs", "--format", "csv", "--no-header", "-c", "task,result,exit,phase,cause,engine")
            #expect(
                rows.outputText == """
                    second,failure,137,build,hooks.build was ended by SIGKILL,host
                    first,failure,3,run,run.command exited with status 3,host

                    """)
            let table = try scene.taskbox("runs", "--task", "second").outputText
            #expect(
                table.wholeMatch(
                    of: /ID +Task +Result +Exit +Started +Duration\n[a-z0-9]{8} +second +failure \(build\) +137 +.*\n/)
                    != nil, "\(table)")
            let ids = try scene.taskbox("runs", "--format", "plain", "--no-header", "-c", "id").outputText
                .split(separator: "\n").map(String.init)
            #expect(try scene.taskbox("show", ids[1].uppercased()).outputText.contains(" first ("))
            #expect(try scene.taskbox("show", "--task", "first").outputText.contains(ids[1]))
            let lost = try scene.taskbox("log", "--task", "fist")
            #expect(lost.end == .exited(125))
            #expect(
                scene.errors(of: lost) == [
                    "taskbox: error: there is no run of a task \"fist\"",
                    "taskbox: hint: did you mean \"first\"? there are runs of: second, first",
                ])
            let unknown = scene.errors(of: try scene.taskbox("show", "first"))
            #expect(unknown[0] == "taskbox: error: no run has an id that begins with \"first\"")
            #expect(unknown[1] == "taskbox: hint: --task first takes the newest run of that task")
        }
    }

    @Test func damagedAndStrangeRecords() throws {
        try Scene.with(.host) { scene in
            try scene.define("echo \"$(printf '\\033[2J')\"; echo kept")
            #expect(try scene.run("--quiet").end == .exited(0))
            let good = try #require(scene.records.first)
            for (name, file, text) in [
                ("aaaaaaaaaaaaa", "activity.json", "{"), ("bbbbbbbbbbbbb", "log.index", "taskbox-log 7 1\n"),
                ("ccccccccccccc", "plan.json", "nothing"), ("ddddddddddddd", "definition.json", "[]"),
            ] {
                let folder = "\(scene.state)/runs/\(name)"
                try FileManager.default.copyItem(atPath: good, toPath: folder)
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
            }
            try scene.scratch.folder("state/runs/eeeeeeeeeeeee")
            try scene.scratch.write("state/runs/fffffffffffff", "a file")
            try scene.scratch.write("state/runs/notes.txt", "no record")
            let runs = try scene.taskbox("runs", "--format", "plain", "--no-header", "-c", "id,result")
            #expect(runs.end == .exited(0))
            let rows = Set(runs.outputText.split(separator: "\n").map(String.init))
            #expect(rows.count == 7)
            #expect(
                rows.isSuperset(of: ["aaaaaaaaaaaaa\tdamaged", "ccccccccccccc\tsuccess", "eeeeeeeeeeeee\tdamaged"]))
            #expect(rows.contains("fffffffffffff\tdamaged"))
            for name in ["a", "b", "c", "d", "e", "f"] {
                let word = String(repeating: name, count: 13)
                #expect(try scene.taskbox("show", word).end == .exited(0), "\(name)")
                #expect(try scene.taskbox("show", word, "--json").end == .exited(0), "\(name)")
            }
            let newer = scene.errors(of: try scene.taskbox("log", "bbbbb"))
            #expect(newer[0] == "taskbox: error: the log was written by a newer version of taskbox")
            #expect(try scene.taskbox("log", "eeee").end == .exited(125))
            #expect(try scene.taskbox("log", "aaaa").outputText == "\u{1b}[2J\nkept\n", "the task's own bytes")
        }
    }

    @Test(.enabled(if: OrdinaryUser.canBecome, OrdinaryUser.skipReason))
    func aFolderOfAnotherUser() throws {
        try Scene.with(.host) { scene in
            try scene.define("true")
            #expect(try scene.run("--quiet").end == .exited(0))
            let result = try OrdinaryUser.start(
                scene.scratch, ["runs"], environment: scene.environment, folder: scene.project
            ).finish()
            #expect(result.end == .exited(125))
            #expect(
                scene.errors(of: result) == [
                    "taskbox: error: taskbox can not read SCRATCH/state/runs: Permission denied",
                    "taskbox: hint: TASKBOX_STATE_HOME names another folder for records",
                ])
        }
    }

    /// What the run said of the timeout is said again.
    @Test(arguments: EngineUnderTest.usable)
    func showOfATimeout(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo working; sleep 300 & sleep 301", timeout: 1, build: "true")
            let run = try scene.run("--grace", "0")
            #expect(run.end == .exited(124))
            let show = try scene.taskbox("show").outputText
            let said = run.errorText.split(separator: "\n").map { $0.dropFirst("taskbox: ".count) }
            let begin = try #require(said.firstIndex { $0.hasSuffix("running at that moment:") })
            let end = try #require(said.firstIndex { $0.hasPrefix("run: timed out") })
            let shown = show.split(separator: "\n")
            for line in said[begin..<end] { #expect(shown.contains { $0.hasSuffix(line) }, "\(line)") }
            #expect(shown.contains(said[end]))
            let json = try scene.taskbox("show", "--json").outputText
            let file = try scene.scratch.write("show.json", json)
            let value = try scene.json(file)
            #expect(value["state"] == "ended")
            #expect(value["result"] == "timeout")
            #expect(value["exit_status"] == 124)
            #expect(value["activity"] == (try scene.activity()))
            #expect(value["plan"]?["task"] == "t")
            #expect(value["record"]?["folder"] == .string(scene.records[0]))
            #expect(try scene.taskbox("log", "--phase", "run").outputText == "working\n")
            let samples = try String(contentsOfFile: "\(scene.records[0])/samples.jsonl", encoding: .utf8)
            #expect((5...11).contains(samples.split(separator: "\n").count), "\(samples)")
        }
    }
}
