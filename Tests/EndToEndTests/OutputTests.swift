import Documents
import Foundation
import TestSupport
import Testing

/// The task's output reaches the reader as it is, and nothing breaks where there is none.
@Suite struct OutputTests {
    @Test(arguments: EngineUnderTest.usable, [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
    func closedDescriptors(_ engine: EngineUnderTest, _ closing: String) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo out; echo err >&2; exit 3", build: "echo built")
            let result = try scene.startShell("exec \"$@\" \(closing)", ["--quiet"]).finish()
            #expect(result.end == .exited(3))
            #expect(result.outputText == (closing.contains(" >&-") || closing == ">&-" ? "" : "built\nout\n"))
            #expect(
                result.errorText
                    == (closing.contains("2>&-") ? "" : "err\ntaskbox: error: run.command exited with status 3\n"))
            try scene.expectRecord("exited", status: 3)
        }
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash"), "bash is not installed"),
        arguments: EngineUnderTest.usable)
    func readerThatGoesAway(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("while :; do echo line; sleep 0.02; done")
            let run = try scene.startShell(
                "\"$@\" | head -n 1; echo ${PIPESTATUS[0]}", ["--quiet", "--grace", "1"], shell: "bash")
            let result = run.finish()
            #expect(result.outputText == "line\n141\n")
            #expect(
                result.errorText.hasPrefix(
                    "taskbox: error: run.command was cancelled because nobody reads its output any more: SIGTERM; "))
            try scene.expectRecord("cancelled", status: 141, state: "cancelled")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func slowReaderGetsEverything(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("i=0; while [ $i -lt 40000 ]; do echo $i; i=$((i + 1)); done; exit 5")
            let run = try scene.startShell("{ \"$@\"; echo $? >&2; } | { sleep 2; wc -l; }", ["--quiet"])
            let result = run.finish()
            #expect(result.outputText.trimmingCharacters(in: .whitespacesAndNewlines) == "40000")
            #expect(result.errorText == "taskbox: error: run.command exited with status 5\n5\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func binaryOutputIsUnchanged(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            var random = SeededRandom(seed: 7)
            let words = (0..<2_621_440).map { _ in random.next() }
            let bytes = words.withUnsafeBytes { Data($0) }
            try bytes.write(to: URL(fileURLWithPath: scene.project + "/data"))
            try scene.define("cat data; cat data >&2")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(0))
            #expect(Data(result.output) == bytes)
            #expect(Data(result.errorOutput) == bytes)
        }
    }

    /// What comes first is shown first, without waiting for a line's end.
    @Test(arguments: EngineUnderTest.usable)
    func outputComesAtOnce(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "printf Name:; while [ ! -e var/go ]; do sleep 0.02; done; echo done",
                with: [
                    .init("mounts", ["/var": ["source": "storage", "service": "app", "source_path": ""]])
                ])
            let run = try scene.start(["--quiet"])
            #expect(TaskboxRun.wait { run.outputSoFar == "Name:" })
            let volume = try #require(
                try ScratchFolder.entries(scene.state).first { $0.hasSuffix("/storage/app") })
            try scene.scratch.write("state/\(volume)/go")
            #expect(run.finish().outputText == "Name:done\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func fullDevice(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo out; exec sleep 300")
            let result = try scene.startShell("exec \"$@\" > /dev/full", ["--quiet"]).finish()
            #expect(result.end == .exited(125))
            #expect(
                result.errorText
                    == "taskbox: error: run.command was cancelled because its output can not be written (No space "
                    + "left on device): SIGTERM; 1 process was still running\n")
            try scene.expectRecord("cancelled", status: 125, state: "cancelled")
        }
    }

    /// Whether the loss is seen before the command ends or after it.
    @Test(arguments: EngineUnderTest.usable, ["plain", "activity", "jsonl"])
    func lostOutputIsNeverSuccess(_ engine: EngineUnderTest, _ format: String) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo out")
            for _ in 1...3 {
                let result = try scene.startShell("exec \"$@\" > /dev/full", ["--quiet", "--log-format", format])
                    .finish()
                #expect(result.end == .exited(125))
            }
        }
    }

    /// What taskbox says begins a line of its own.
    @Test(arguments: EngineUnderTest.usable)
    func lineThatTheTaskLeftOpen(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("printf err >&2; exit 3")
            #expect(
                try scene.run("--quiet").errorText == "err\ntaskbox: error: run.command exited with status 3\n")
        }
    }
}
