import Documents
import Foundation
import TestSupport
import Testing

/// `taskbox cache` shows, prunes and clears what runs keep, and nothing else.
@Suite struct CacheCommandTests {
    private func rows(_ scene: Scene, _ columns: String) throws -> [String] {
        let result = try scene.taskbox("cache", "list", "--format", "plain", "--no-header", "--columns", columns)
        #expect(result.end == .exited(0), "\(result.errorText)")
        return result.outputText.split(separator: "\n").map(String.init)
    }

    @Test(arguments: EngineUnderTest.usable)
    func listsWhatThereIs(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let empty = try scene.taskbox("cache", "list")
            #expect(empty.outputText == "")
            #expect(empty.errorText == "taskbox: the cache is empty\n")
            try scene.define("true", build: "echo x > \"$PLATFORM_CACHE_DIR/kept\"; echo y > made")
            _ = try scene.run("--quiet")
            #expect(try rows(scene, "kind,detail").sorted() == ["build-cache\t", "slug\tt, \(engine)"])
            let projects = Set(try rows(scene, "project"))
            #expect(projects.count == 1)
            #expect(projects.first?.hasPrefix("project-") == true)
            let json = try scene.taskbox("cache", "list", "--format", "json", "--columns", "*")
            #expect(json.outputText.contains(#""in_use": false"#))
            #expect(json.outputText.contains(/"key": "[0-9a-f]{64}"/))
        }
    }

    @Test func pruneRemovesTheOldestUseFirst() throws {
        try Scene.with(.host) { scene in
            for name in ["one", "two", "three"] {
                try scene.define("true", build: "head -c 100000 /dev/zero > \(name)")
                _ = try scene.run("--quiet")
            }
            try scene.define("true", build: "head -c 100000 /dev/zero > one")
            _ = try scene.run("--quiet")
            #expect(try rows(scene, "detail").count == 3)
            let result = try scene.taskbox("cache", "prune", "--keep-size", "150K")
            #expect(result.end == .exited(0))
            #expect(result.errorLines.count == 3, "\(result.errorText)")
            #expect(result.errorLines.last?.hasPrefix("taskbox: 19") == true, "\(result.errorText)")
            let again = try scene.run()
            #expect(again.errorText.contains("Reusing existing build"), "the one that was used last stays")
            #expect(
                try scene.taskbox("cache", "prune").errorText == "taskbox: nothing was removed\n")
        }
    }

    @Test func clearIsAboutOneProjectUnlessAllAreMeant() throws {
        try Scene.with(.host) { scene in
            try scene.define("true", build: "echo x > made")
            _ = try scene.run("--quiet")
            try scene.define("true", build: "echo x > made", file: "other/task.json")
            _ = try scene.start(
                words: ["run", "task.json", "--engine", "host", "--quiet"], folder: scene.scratch.at("other")
            ).finish()
            #expect(try rows(scene, "kind") == ["slug", "slug"])
            let cleared = try scene.taskbox("cache", "clear")
            #expect(cleared.end == .exited(0))
            #expect(cleared.errorText.contains(/taskbox: removed the slug \(t, host\) of project-[0-9a-f]{16},/))
            #expect(try rows(scene, "project").allSatisfy { $0.hasPrefix("other-") })
            _ = try scene.taskbox("cache", "clear", "--all")
            #expect(try rows(scene, "kind") == [])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func whatARunUsesStays(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo started; while [ ! -e /tmp/x ]; do sleep 0.1; done", build: "echo x > made")
            let run = try scene.start([])
            #expect(TaskboxRun.wait { run.outputSoFar == "started\n" })
            let result = try scene.taskbox("cache", "clear", "--all")
            if engine == .bubblewrap {
                #expect(result.errorText.contains("taskbox: warning: the slug (t, bubblewrap) of project-"))
                #expect(try rows(scene, "kind").contains("slug"))
            }
            #expect(result.errorText.contains("stays: a run uses it"), "at least its workspace")
            #expect(run.errorSoFar.contains("run.command starts"))
            run.send(SIGINT)
            #expect(run.finish().end == .exited(130))
        }
    }

    @Test(arguments: [
        (["cache"], "cache needs ACTION"), (["cache", "lst"], #""lst" is nothing that cache does"#),
        (["cache", "list", "--all"], "--all does not belong to cache list"),
        (["cache", "prune", "--keep-size", "big"], #"--keep-size: "big" is not a size"#),
        (["cache", "clear", "--all", "--source", "."], "--all and a project contradict each other"),
        (["cache", "clear", "--source", "nowhere"], "which --source names, is not a folder"),
    ])
    func mistakesAreTold(_ words: [String], _ message: String) throws {
        try Scene.with(.host) { scene in
            let result = try scene.start(words: words).finish()
            #expect(result.end == .exited(words.contains("nowhere") ? 125 : 64))
            #expect(result.errorText.contains(message), "\(result.errorText)")
        }
    }
}
