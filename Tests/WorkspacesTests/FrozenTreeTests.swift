import Foundation
import TaskModel
import TestSupport
import Testing
import Workspaces

@Suite struct FrozenTreeTests {
    @Test func takesTheWritePermissionAndGivesItBack() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("app/run", "x", permissions: 0o775)
            try scratch.write("app/sub/file", "x", permissions: 0o666)
            try scratch.write("app/data/file", "x", permissions: 0o644)
            try scratch.write("outside", "x", permissions: 0o666)
            try scratch.link("app/link", to: "../outside")
            let data = try #require(RelativePath("data"))
            try FrozenTree.freeze(scratch.at("app"), except: [data])
            #expect(
                try scratch.tree() == [
                    "d555 app", "d755 app/data", "-644 app/data/file: x", "l app/link -> ../outside", "-555 app/run: x",
                    "d555 app/sub", "-444 app/sub/file: x", "-666 outside: x",
                ]
            )
            try FrozenTree.thaw(scratch.at("app"))
            #expect(
                try scratch.tree("app") == [
                    "d755 data", "-644 data/file: x", "l link -> ../outside", "-755 run: x", "d755 sub",
                    "-644 sub/file: x",
                ]
            )
        }
    }

    @Test func namesWhatWasWritten() throws {
        try ScratchFolder.with { scratch in
            let long = [timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0)]
            for name in [
                "same", "changed", "mode", "gone", "swapped", "sub/gone", "old/a", "old/b", "data/x", "touched",
            ] {
                // Long ago, because two writes within one tick of the clock look like one.
                #expect(utimensat(AT_FDCWD, try scratch.write("app/\(name)", "12345"), long, 0) == 0)
            }
            let data = try #require(RelativePath("data"))
            let audit = try WriteAudit(app: scratch.at("app"), except: [data])
            #expect(try audit.changes() == [])
            let file = open(scratch.at("app/changed"), O_WRONLY)
            #expect(write(file, "54321", 5) == 5)
            close(file)
            #expect(chmod(scratch.at("app/mode"), 0o600) == 0)
            #expect(unlink(scratch.at("app/gone")) == 0)
            #expect(unlink(scratch.at("app/swapped")) == 0)
            try scratch.link("app/swapped", to: "same")
            #expect(unlink(scratch.at("app/sub/gone")) == 0)
            try FileManager.default.removeItem(atPath: scratch.at("app/old"))
            try scratch.write("app/new/deep/file")
            try scratch.write("app/data/y", "free")
            try scratch.write("app/data/x", "free")
            let times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
            #expect(utimensat(AT_FDCWD, scratch.at("app/touched"), times, 0) == 0)
            #expect(
                try audit.changes().map(\.description) == [
                    "changed changed", "removed gone", "changed mode", "created new", "removed old", "removed sub/gone",
                    "changed swapped", "changed touched",
                ]
            )
        }
    }
}
