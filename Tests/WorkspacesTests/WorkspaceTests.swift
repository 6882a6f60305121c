import Foundation
import Planning
import TestSupport
import Testing
import Workspaces

@Suite struct WorkspaceTests {
    @Test func makesItsFoldersAndRemovesThem() throws {
        try ScratchFolder.with { scratch in
            let root = scratch.at("cache/runs")
            let workspace = try Workspace.create(in: root, runID: "one")
            #expect(workspace.folder == "\(root)/one")
            #expect(
                try scratch.tree("cache/runs/one") == [
                    "d755 app", "d700 build-tmp", "d755 etc", "-600 lock: ", "d755 mounts", "d700 snapshot", "d700 tmp",
                ]
            )
            var status = stat()
            #expect(stat(workspace.folder, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
            #expect(workspace.remove() == [])
            #expect(try scratch.tree("cache/runs") == ["-600 .gate: "])
        }
    }

    @Test func refusesNamesThatAreTakenOrNoNames() throws {
        try ScratchFolder.with { scratch in
            let workspace = try Workspace.create(in: scratch.path, runID: "one")
            #expect(throws: WorkspaceError.exists(scratch.at("one"))) {
                _ = try Workspace.create(in: scratch.path, runID: "one")
            }
            for name in ["", ".", "..", ".hidden", "a/b"] {
                #expect(throws: WorkspaceError.badRunID(name)) {
                    _ = try Workspace.create(in: scratch.path, runID: name)
                }
            }
            #expect(
                WorkspaceError.badRunID("a/b").description
                    == "\"a/b\" can not name a workspace: it must be a file name that does not begin with a dot"
            )
            #expect(WorkspaceError.exists("/x/one").description == "the workspace \"/x/one\" exists already")
            #expect(workspace.remove() == [])
        }
    }

    @Test func sweepsOnlyWhatNobodyHolds() throws {
        try ScratchFolder.with { scratch in
            let living = try Workspace.create(in: scratch.path, runID: "living")
            do {
                // A run that ends without removing anything, as after a crash: the system lets its lock go.
                let crashed = try Workspace.create(in: scratch.path, runID: "crashed")
                try scratch.write("crashed/app/file", "x", permissions: 0o400)
                #expect(chmod(crashed.layout.app, 0o500) == 0)
            }
            try scratch.write(".removed-half/app/file", "x")
            try scratch.write("strange/lock", "somebody's", permissions: 0o600)
            #expect(chmod(scratch.at("strange"), 0o700) == 0)
            try scratch.write("open/lock", "", permissions: 0o600)
            try scratch.write("other/file")
            #expect(try WorkspaceSweep.sweepStale(in: scratch.path) == 2)
            let left = try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
            #expect(left == [".gate", "living", "open", "other", "strange"])
            #expect(try WorkspaceSweep.sweepStale(in: scratch.path) == 0)
            #expect(living.remove() == [])
            #expect(try WorkspaceSweep.sweepStale(in: scratch.at("gone")) == 0)
        }
    }

    @Test func sweepsTheWorkspaceOfAKilledRun() async throws {
        try await ScratchFolder.with { scratch in
            let path = scratch.path
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                let workspace = try Workspace.create(in: path, runID: "killed")
                guard try WorkspaceSweep.sweepStale(in: path) == 0 else { exit(3) }
                kill(getpid(), SIGKILL)
                _ = workspace.remove()
            }
            #expect(access(scratch.at("killed/lock"), F_OK) == 0)
            let swept = try WorkspaceSweep.sweepStale(in: path)
            #expect(swept == 1)
            #expect(try scratch.tree() == ["-600 .gate: "])
        }
    }

    @Test func neverSweepsARunThatIsBeingMade() async throws {
        try await ScratchFolder.with { scratch in
            let root = scratch.path
            let survivors = try await withThrowingTaskGroup(of: Int.self) { group in
                for worker in 0..<4 {
                    group.addTask {
                        var alive = 0
                        for number in 0..<50 {
                            let workspace = try Workspace.create(in: root, runID: "run-\(worker)-\(number)")
                            try WorkspaceSweep.sweepStale(in: root)
                            if access("\(workspace.layout.app)", F_OK) == 0 { alive += 1 }
                            if !workspace.remove().isEmpty { alive -= 1 }
                        }
                        return alive
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(survivors == 200)
        }
    }

    @Test func explainsWhatTheSystemRefuses() {
        let full = FileError(.createFolder, "/x", code: ENOSPC)
        #expect(full.description == "could not create the folder \"/x\": No space left on device")
        #expect(full.hint == "free some space on the file system of that path, then run again")
        let readOnly = FileError(.createFile, "/x", code: EROFS)
        #expect(readOnly.description == "could not create the file \"/x\": Read-only file system")
        #expect(readOnly.hint == "the file system of that path is read-only: choose a folder on another one")
    }
}
