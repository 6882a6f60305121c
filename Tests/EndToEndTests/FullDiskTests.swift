import Documents
import Foundation
import TestSupport
import Testing

/// No space, or no permission to write: a clear message, and nothing half done.
@Suite(.enabled(if: SmallFileSystem.canMount, "only root can mount a small file system"))
struct FullDiskTests {
    /// Runs the scene's task in a mount namespace of its own, with one of taskbox's folders on a small file system.
    ///
    /// What is left there is printed after the run, one path a line behind `--`, but for what taskbox remembers of bwrap.
    private func run(
        _ scene: Scene, folder: String, size: String, readOnly: Bool = false, options: [String] = []
    ) throws -> TaskboxRun.Result {
        let disk = try scene.scratch.folder("disk")
        try scene.scratch.folder("tmp")
        let script = """
            mount -t tmpfs -o size=\(size),mode=755 tmpfs \(disk) || exit 99
            head -c 100000 /dev/zero > \(disk)/fill 2> /dev/null
            [ \(size) = 64k ] || rm \(disk)/fill
            \(readOnly ? "mount -o remount,ro \(disk)" : ":")
            export \(folder)=\(disk)/taskbox TMPDIR=\(scene.scratch.at("tmp"))
            "$@"; status=$?
            echo --; cd \(disk) && find . -type f ! -name fill ! -name bubblewrap-works | sort
            exit $status
            """
        let run = try TaskboxRun(
            "/usr/bin/unshare", ["-m", "sh", "-c", script, "sh", BuiltProducts.taskbox] + scene.runWords(options),
            environment: scene.environment, folder: scene.project,
            outputs: scene.scratch.at("runs/\(UUID().uuidString)"))
        return run.finish()
    }

    @Test(arguments: EngineUnderTest.usable)
    func fullCache(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo never")
            let result = try run(scene, folder: "TASKBOX_CACHE_HOME", size: "64k")
            #expect(result.end == .exited(125))
            #expect(result.outputText == "--\n./taskbox/workspaces/.gate\n")
            #expect(
                scene.errors(of: result).last
                    == "taskbox: error: \"SCRATCH/disk/taskbox/workspaces/RUN/etc/hosts\" could not be written: No space left on "
                    + "device")
            try scene.expectRecord("fault", status: 125)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func sourceThatDoesNotFit(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo never")
            try Data(count: 3_000_000).write(to: URL(fileURLWithPath: scene.project + "/big"))
            let result = try run(scene, folder: "TASKBOX_CACHE_HOME", size: "2m")
            #expect(result.end == .exited(125))
            #expect(result.outputText == "--\n./taskbox/workspaces/.gate\n")
            #expect(
                scene.errors(of: result).suffix(2) == [
                    "taskbox: error: could not copy \"SCRATCH/disk/taskbox/workspaces/RUN/snapshot/files/big\": No space left on "
                        + "device",
                    "taskbox: hint: free some space on the file system of that path, then run again",
                ])
            try scene.expectRecord("fault", status: 125)
        }
    }

    @Test(arguments: EngineUnderTest.usable)
    func fullState(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo never")
            let result = try run(scene, folder: "TASKBOX_STATE_HOME", size: "64k", options: ["--project-id", "p"])
            #expect(result.end == .exited(125))
            #expect(result.outputText == "--\n")
            #expect(
                scene.errors(of: result) == [
                    "taskbox: error: the project's entropy could not be kept in \"SCRATCH/disk/taskbox/projects/p/entropy\": No "
                        + "space left on device"
                ])
        }
    }

    /// A record that does not fit is given up; the task goes on.
    @Test(arguments: EngineUnderTest.usable)
    func recordThatDoesNotFit(_ engine: EngineUnderTest) throws {
        try Scene.with(engine) { scene in
            try scene.define("head -c 3000000 /dev/zero; exit 5")
            let result = try run(
                scene, folder: "TASKBOX_STATE_HOME", size: "2m", options: ["--project-id", "p"])
            #expect(result.end == .exited(5))
            #expect(result.output.prefix { $0 == 0 }.count == 3_000_000)
            #expect(result.outputText.hasSuffix("\0--\n./taskbox/projects/p/entropy\n"))
            #expect(
                scene.errors(of: result) == scene.openingWithoutHooks() + [
                    "taskbox: warning: the record of this run was given up: can not write "
                        + "SCRATCH/disk/taskbox/runs/RUN/log.data: No space left on device",
                    "taskbox: run: exit status 5 after TIME, CPU TIME, peak memory SIZE",
                    Scene.summary(5, in: "run"),
                    "taskbox: error: run.command exited with status 5",
                ])
        }
    }

    @Test(arguments: EngineUnderTest.usable, ["STATE", "CACHE"])
    func readOnlyFolder(_ engine: EngineUnderTest, _ folder: String) throws {
        try Scene.with(engine) { scene in
            try scene.define("echo ran")
            let result = try run(scene, folder: "TASKBOX_\(folder)_HOME", size: "2m", readOnly: true)
            #expect(result.end == .exited(0))
            #expect(result.outputText == "ran\n--\n")
            #expect(
                scene.errors(of: result).prefix(2) == [
                    "taskbox: warning: SCRATCH/disk/taskbox can not be made: Read-only file system",
                    "taskbox: warning: the \(folder.lowercased()) folder of this run is SCRATCH/tmp/taskbox-0/"
                        + folder.lowercased(),
                ])
        }
    }
}
