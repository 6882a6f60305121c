import Documents
import Foundation
import TestSupport
import Testing

/// A tree that was built by the same configuration is not built again (contract 8).
@Suite struct BuildCacheTests {
    private static let hook =
        "echo built >> \"$PLATFORM_CACHE_DIR/builds\"; cat \"$PLATFORM_CACHE_DIR/builds\" > number"
    private static let command = "wc -l < number | tr -d ' '"

    /// How often the hook had run when the app that the run saw was built.
    private func number(
        _ scene: Scene, _ options: String..., sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> String {
        let result = try scene.start(options + ["--quiet"]).finish()
        #expect(result.end == .exited(0), "\(result.errorText)", sourceLocation: sourceLocation)
        return result.outputText.trimmingCharacters(in: .newlines)
    }

    /// How the cache looks: nothing but entries and their locks.
    private func names(_ scene: Scene) -> [String] {
        let slugs = scene.scratch.at("cache/slugs")
        let keys = (try? FileManager.default.contentsOfDirectory(atPath: slugs)) ?? []
        return keys.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: "\(slugs)/\($0)")) ?? [] }
            .map { $0.first?.isNumber ?? false ? "slug" : $0 }.sorted()
    }

    @Test(arguments: EngineUnderTest.usable)
    func secondRunReusesTheBuild(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.command, build: Self.hook)
            #expect(try number(scene) == "1")
            let result = try scene.run()
            #expect(result.outputText == "1\n")
            let lines = scene.errors(of: result).map {
                $0.replacing(/by run [a-z0-9]{8}, (now|[0-9]+ s ago)/, with: "by run ID, AGE")
            }
            #expect(
                lines == scene.opening() + [
                    "taskbox: build: Reusing existing build for this tree ID, by run ID, AGE",
                    "taskbox: deploy: skipped, the definition has no hooks.deploy",
                    "taskbox: run: run.command starts, at most 3600 s",
                    "taskbox: run: exit status 0 after TIME, CPU TIME, peak memory SIZE",
                    Scene.summary(0),
                ])
            #expect(names(scene) == ["build.lock", "slug"])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func changesOfSourceAndConfigurationBuildAnew(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/.gitignore", "task.json\n")
            try scene.define(Self.command, build: Self.hook)
            #expect(try number(scene) == "1")
            try scene.scratch.write("project/file", "x")
            #expect(try number(scene) == "2")
            #expect(try number(scene, "--variable", "env:X=1") == "2")
            #expect(try number(scene, "--timeout", "5", "--branch", "other") == "2")
            #expect(try number(scene, "--project-id", "other") == "1", "the cache folder is that of the project too")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func rebuildReplacesAndNoCacheLeavesAlone(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.command, build: Self.hook)
            #expect(try number(scene, "--no-cache") == "1")
            #expect(names(scene) == [])
            #expect(try number(scene) == "2")
            #expect(try number(scene, "--no-cache") == "3")
            #expect(try number(scene) == "2")
            #expect(try number(scene, "--rebuild") == "4")
            #expect(try number(scene) == "4")
            #expect(names(scene) == ["build.lock", "slug"])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func buildThatFailsLeavesNothing(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true", build: "echo x > file; exit 3")
            for _ in 1...2 {
                let result = try scene.run("--quiet")
                #expect(result.end == .exited(3))
            }
            #expect(names(scene) == ["build.lock"])
        }
    }

    @Test(arguments: EngineUnderTest.usable, [SIGINT, SIGKILL])
    func buildThatIsEndedLeavesNothing(_ engine: EngineUnderTest, _ signal: Int32) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "cat made", build: "echo started; [ -e \"$PLATFORM_CACHE_DIR/second\" ] || sleep 600; echo y > made")
            let run = try scene.start(["--quiet"])
            #expect(TaskboxRun.wait { run.outputSoFar == "started\n" })
            run.send(signal)
            _ = run.finish()
            #expect(names(scene) == ["build.lock"])
            try scene.define("cat made", build: "echo y > made")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(0))
            #expect(result.outputText == "y\n")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func concurrentRunsBuildOnce(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.command, build: "echo started; \(Self.hook); sleep 1")
            let first = try scene.start([])
            #expect(TaskboxRun.wait { first.outputSoFar == "started\n" })
            let second = try scene.start([])
            let (one, two) = (first.finish(), second.finish())
            #expect(one.outputText == "started\n1\n")
            #expect(two.outputText == "1\n")
            #expect(two.errorText.contains("taskbox: another run builds the same tree; waiting for it\n"))
            #expect(two.errorText.contains("taskbox: build: Reusing existing build for this tree ID"))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func interruptEndsTheWait(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true", build: "echo started; sleep 600")
            let first = try scene.start([])
            #expect(TaskboxRun.wait { first.outputSoFar == "started\n" })
            let second = try scene.start([])
            #expect(TaskboxRun.wait { second.errorSoFar.contains("waiting for it") })
            second.send(SIGINT)
            let result = second.finish()
            #expect(result.end == .exited(130))
            #expect(
                result.errorLines.last
                    == "taskbox: error: the run was cancelled by SIGINT before the next script began")
            first.send(SIGINT)
            _ = first.finish()
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func skippedBuildUsesAnEarlierOne(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("cat number 2>/dev/null || echo none", build: Self.hook)
            let bare = try scene.run("--skip", "build")
            #expect(bare.outputText == "none\n")
            #expect(
                bare.errorText.contains(
                    "taskbox: build: skipped, not asked for; the app is the source tree without a build\n"))
            #expect(names(scene) == [], "a tree without its build is no slug")
            _ = try scene.run("--quiet", "--until", "build")
            let built = try scene.run("--only", "run")
            #expect(built.outputText == "built\n")
            #expect(
                built.errorText.contains(
                    /taskbox: build: skipped, not asked for; the app is that of run [a-z0-9]{8}, which built this tree\n/
                ))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func exportTellsTheSameAsTheRun(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo run", build: "echo hook", deploy: "echo deploy")
            _ = try scene.run("--quiet")
            for format in ["activity", "jsonl"] {
                let run = try scene.run("--quiet", "--log-format", format)
                #expect(run.outputText.contains("  Reusing existing build for this tree ID"))
                #expect(!run.outputText.contains("Executing build hook"))
                let export = try scene.taskbox("log", "--format", format)
                func timeless(_ text: String) -> String {
                    text.replacing(/[0-9]{4}-[0-9-]+T[0-9:.]+(Z|\+00:00)/, with: "TIME")
                }
                #expect(timeless(export.outputText) == timeless(run.outputText))
            }
            let show = try scene.taskbox("show")
            #expect(show.outputText.contains(/\nbuild: reused that of run [a-z0-9]{8}, built (now|[0-9]+ s ago)\n/))
            let part = try scene.run("--quiet", "--until", "build", "--log-format", "activity")
            #expect(part.outputText.hasSuffix("  Reusing existing build for this tree ID\n"))
            #expect(try scene.taskbox("log", "--format", "activity").outputText == part.outputText)
        }
    }

    /// A mount hides what the build put at its path, and says so after each run that meets it; nothing is removed.
    @Test(arguments: EngineUnderTest.usable)
    func mountsHideFilesOfTheSlug(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("project/data/source", "x")
            try scene.define(
                "ls -A data", build: "echo y > data/built",
                with: [.init("mounts", ["/data": ["source": "tmp", "source_path": "data"]])])
            for _ in 1...2 {
                let result = try scene.run()
                #expect(result.outputText == "")
                #expect(
                    result.errorText.contains(
                        "taskbox: warning: The mount '/data' has a path that overlaps with a non-empty folder. The 2 files "
                            + "that the source or the build put at 'data' are hidden in the deploy hook and the command\n"
                    ))
            }
            let slugs = try #require(FileManager.default.enumerator(atPath: scene.scratch.at("cache/slugs")))
            let files = slugs.compactMap { $0 as? String }.filter { $0.contains("/app/data/") }
            #expect(files.map { $0.split(separator: "/").last.map(String.init) ?? "" }.sorted() == ["built", "source"])
        }
    }

    @Test(.enabled(if: EngineUnderTest.bubblewrapWorks, EngineUnderTest.skipReason))
    func noTaskCanChangeASlug() throws {
        try Scene.with(.bubblewrap) { scene in
            try scene.scratch.write("project/file", "old\n")
            try scene.define(
                "(echo new > file) 2>/dev/null; (: > /app/made) 2>/dev/null; rm -f file; chmod 777 . file; cat file; ls"
            )
            for _ in 1...2 {
                let result = try scene.run("--quiet")
                #expect(result.outputText == "old\nfile\ntask.json\n")
            }
            #expect(names(scene) == ["build.lock", "slug"], "a task without a build hook has its layout stored")
        }
    }

    @Test func buildThatHoldsItsPathIsNotReusedOnTheHost() throws {
        try Scene.with(.host) { scene in
            try scene.define(
                "cat bin/tool | wc -l | tr -d ' '", build: "mkdir bin; echo \"#!$PLATFORM_APP_DIR/x\" > bin/tool")
            for _ in 1...2 {
                let result = try scene.run()
                #expect(result.outputText == "1\n")
                #expect(
                    result.errorText.contains(
                        "taskbox: warning: the build can not be used again by the host engine: \"bin/tool\" holds the path "
                            + "of this run's app folder, which the next run does not have; bubblewrap, where it is always "
                            + "/app, has no such limit\n"))
            }
            #expect(names(scene) == ["build.lock"])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func keptWorkspaceHasAnAppOfItsOwn(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("cat number", build: Self.hook)
            for _ in 1...2 {
                let result = try scene.run("--keep")
                #expect(result.outputText == "built\n")
                let line = try #require(result.errorLines.first { $0.contains("the workspace stays: ") })
                let folder = String(line.dropFirst("taskbox: the workspace stays: ".count))
                #expect(try String(contentsOfFile: "\(folder)/app/number", encoding: .utf8) == "built\n")
                try "changed".write(toFile: "\(folder)/app/number", atomically: false, encoding: .utf8)
                try FileManager.default.removeItem(atPath: folder)
            }
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func damagedBuildIsMadeAnew(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(Self.command, build: Self.hook)
            #expect(try number(scene) == "1")
            let slugs = scene.scratch.at("cache/slugs")
            let files = try #require(FileManager.default.enumerator(atPath: slugs)).compactMap { $0 as? String }
            let victim = try #require(files.first { $0.hasSuffix("/app/number") })
            try FileManager.default.removeItem(atPath: "\(slugs)/\(victim)")
            let result = try scene.run()
            #expect(result.outputText == "2\n")
            #expect(
                result.errorText.contains("taskbox: warning: an earlier build of this tree is damaged and not used\n"))
            #expect(try number(scene) == "2")
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func shellAndEnvironmentUseTheBuild(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true", build: "\(Self.hook); echo GREETING=built > .environment")
            let words = ["task.json", "--engine", engine.rawValue]
            let before = try scene.start(words: ["env"] + words + ["GREETING"]).finish()
            #expect(before.end == .exited(1))
            #expect(before.errorText.contains("the build hook was not run"))
            let shell = try scene.start(words: ["shell"] + words + ["--quiet", "--", "cat", "number"]).finish()
            #expect(shell.outputText == "built\n")
            let again = try scene.start(words: ["shell"] + words + ["--", "cat", "number"]).finish()
            #expect(again.outputText == "built\n")
            #expect(again.errorText.contains("Reusing existing build for this tree ID"))
            let after = try scene.start(words: ["env"] + words + ["GREETING", "--format", "plain"]).finish()
            #expect(after.outputText.contains("built"))
            #expect(after.errorText.contains(/taskbox: the build is that of run [a-z0-9]{8},/))
            // By hand nobody gets another one's build, and nobody gets what was made by hand.
            let hand = try scene.start(words: ["shell"] + words + ["--phase", "build", "--quiet", "--", "ls", "-A"])
                .finish()
            #expect(hand.outputText == "task.json\n")
        }
    }
}
