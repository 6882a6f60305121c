import Documents
import Foundation
import TestSupport
import Testing

/// After the build the app folder is read-only but for the mounts.
@Suite struct AppFolderTests {
    @Test(.enabled(if: EngineUnderTest.bubblewrapWorks, EngineUnderTest.skipReason))
    func writingFailsInASandbox() throws {
        try Scene.with(.bubblewrap) { scene in
            try scene.define("echo ran", deploy: "echo x > app-file")
            let result = try scene.run()
            #expect(result.end == .exited(2))
            #expect(
                scene.errors(of: result) == scene.opening() + [
                    "taskbox: build: skipped, the definition has no hooks.build",
                    "taskbox: deploy: hooks.deploy starts, no time limit",
                    "/usr/bin/dash: 1: cannot create app-file: Read-only file system",
                    "taskbox: deploy: exit status 2 after TIME, CPU TIME, peak memory SIZE",
                    Scene.summary(2, in: "deploy"),
                    "taskbox: error: hooks.deploy exited with status 2",
                ])
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can write to a read-only folder"))
    func writingIsNamedWhereRootRunsTheHostEngine() throws {
        try Scene.with(.host) { scene in
            try scene.scratch.write("project/old", "old")
            try scene.define("echo y >> old; rm made", build: "echo b > made", deploy: "echo x > app-file")
            let result = try scene.run()
            #expect(result.end == .exited(0))
            #expect(
                scene.errors(of: result) == scene.opening(files: 2) + [
                    "taskbox: build: hooks.build starts, at most 3600 s",
                    "taskbox: build: exit status 0 after TIME, CPU TIME, peak memory SIZE",
                    "taskbox: deploy: hooks.deploy starts, no time limit",
                    "taskbox: deploy: exit status 0 after TIME, CPU TIME, peak memory SIZE",
                    "taskbox: warning: would fail on the platform: hooks.deploy wrote to the read-only app folder: created "
                        + "app-file; write to a mount or to /tmp, or do it in the build hook",
                    "taskbox: run: run.command starts, at most 3600 s",
                    "taskbox: run: exit status 0 after TIME, CPU TIME, peak memory SIZE",
                    "taskbox: warning: would fail on the platform: run.command wrote to the read-only app folder: removed "
                        + "made, changed old; write to a mount or to /tmp, or do it in the build hook",
                    Scene.summary(0),
                ])
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func mountsAndTheTemporaryFolderAreWritable(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            let tmp = "\"${TMPDIR:-/tmp}\""
            try scene.define(
                "cat var/cache/a deep/b; ls \(tmp)", deploy: "echo a > var/cache/a; echo b > deep/b; echo t > \(tmp)/t",
                type: "composable:25.11",
                with: [
                    .init(
                        "mounts",
                        [
                            "/var/cache": ["source": "tmp", "source_path": "cache"],
                            "deep": ["source": "storage", "service": "shop", "source_path": "x/y"],
                        ])
                ])
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(0))
            #expect(result.outputText == "a\nb\nt\n")
            #expect(result.errorText == "")
            // A mount of storage belongs to the project, one of tmp to the run.
            try scene.define(
                "cat deep/b; ls var/cache",
                with: [
                    .init(
                        "mounts",
                        [
                            "/var/cache": ["source": "tmp", "source_path": "cache"],
                            "deep": ["source": "storage", "service": "shop", "source_path": "x/y"],
                        ])
                ])
            #expect(try scene.run("--quiet").outputText == "b\n")
        }
    }

    /// Bubblewrap follows links of this machine: a volume that a task has changed must not lead out of itself.
    @Test(arguments: EngineUnderTest.usable)
    func volumeThatBecameALinkIsRefused(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.scratch.write("outside/secret", "secret")
            try scene.define(
                "cat inner/secret; echo reached",
                deploy: "rmdir whole/part && ln -s '\(scene.scratch.at("outside"))' whole/part",
                with: [
                    .init(
                        "mounts",
                        [
                            "whole": ["source": "tmp", "source_path": ""],
                            "inner": ["source": "tmp", "source_path": "part"],
                        ])
                ])
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(125))
            #expect(result.outputText == "")
            #expect(result.errorText.contains("can not be attached: something in the way to"))
        }
    }

    /// What a task does to its own folder is no fault of taskbox, and the status stays the task's.
    @Test(.enabled(if: geteuid() == 0, "only root can remove a read-only folder"))
    func appFolderThatIsRemovedKeepsTheStatus() throws {
        try Scene.with(.host) { scene in
            try scene.define("rm -rf \"$PLATFORM_APP_DIR\"; exit 3")
            let result = try scene.run("--quiet")
            #expect(result.end == .exited(3))
            #expect(result.errorLines.last == "taskbox: error: run.command exited with status 3")
        }
    }
}
