import Documents
import Foundation
import TestSupport
import Testing

/// Everything works for a user who is not root, also for one without a home.
@Suite(.enabled(if: OrdinaryUser.canBecome, OrdinaryUser.skipReason))
struct OrdinaryUserTests {
    private func run(_ scene: Scene, _ options: String...) throws -> TaskboxRun.Result {
        let place = try scene.scratch.folder("nobody")
        #expect(chown(place, 65_534, 65_534) == 0)
        let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "TMPDIR": place]
        return try OrdinaryUser.start(
            scene.scratch, scene.runWords(options), environment: environment, folder: scene.project
        ).finish()
    }

    @Test(arguments: EngineUnderTest.usable)
    func withoutAHome(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define(
                "cat made var/d; id -u", build: "echo made > made", deploy: "echo d > var/d",
                with: [.init("mounts", ["/var": ["source": "storage", "service": "app", "source_path": ""]])])
            let result = try run(scene)
            #expect(result.end == .exited(0), "\(result.errorText)")
            #expect(result.outputText == "made\nd\n\(engine == .host ? "65534" : "10000")\n")
            let place = scene.scratch.at("nobody/taskbox-65534")
            #expect(
                result.errorLines.filter { $0.contains("warning: the") } == [
                    "taskbox: warning: the state folder of this run is \(place)/state",
                    "taskbox: warning: the cache folder of this run is \(place)/cache",
                ])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place)/cache/workspaces") == [".gate"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place)/state/runs").count == 1)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func appFolderCanNotBeWritten(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo never", build: "mkdir d; echo x > d/f", deploy: "echo x > app-file")
            let result = try run(scene)
            #expect(result.end == .exited(2))
            let reason = engine == .host ? "Permission denied" : "Read-only file system"
            #expect(result.errorLines.contains("/usr/bin/dash: 1: cannot create app-file: \(reason)"))
            #expect(result.errorLines.last == "taskbox: error: hooks.deploy exited with status 2")
            #expect(!result.errorText.contains("would fail on the platform"))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func timeoutAndLeftovers(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("trap '' TERM; setsid sleep 300 & (sleep 301 &) ; echo ready; sleep 302", timeout: 1)
            let result = try run(scene, "--quiet", "--grace", "0.2")
            #expect(result.end == .exited(124))
            scene.expectNothingLeft()
            try scene.define("(setsid sleep 300 &); exit 7")
            #expect(try run(scene, "--quiet").end == .exited(7))
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func keptWorkspaceCanBeRemoved(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("true", build: "mkdir -p a/b; echo x > a/b/c; chmod 500 a/b")
            let result = try run(scene, "--keep")
            #expect(result.end == .exited(0))
            let line = try #require(result.errorLines.first { $0.hasPrefix("taskbox: the workspace stays: ") })
            let workspace = String(line.dropFirst("taskbox: the workspace stays: ".count))
            let removal = try TaskboxRun(
                "/usr/bin/setpriv",
                [
                    "--reuid", OrdinaryUser.nobody, "--regid", OrdinaryUser.nobody, "--clear-groups", "rm", "-rf",
                    workspace,
                ],
                environment: ["PATH": "/usr/bin:/bin"], folder: "/", outputs: scene.scratch.at("runs/rm")
            ).finish()
            #expect(removal.end == .exited(0), "\(removal.errorText)")
            #expect(!FileManager.default.fileExists(atPath: workspace))
        }
    }
}
