import Foundation
import ProcessSupport
import TestSupport
import Testing
import Workspaces

@Suite struct TreeRemovalTests {
    @Test func removesFilesLinksAndTrees() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("outside/kept", "kept")
            try scratch.write("tree/a/b/c")
            try scratch.link("tree/a/link", to: scratch.at("outside"))
            try scratch.link("link", to: "outside")
            try scratch.write("file")
            for name in ["tree", "link", "file", "gone", "file/below"] {
                #expect(TreeRemoval.remove(scratch.at(name)) == [])
            }
            #expect(try scratch.tree() == ["d755 outside", "-644 outside/kept: kept"])
        }
    }

    @Test func removesTreesDeeperThanAPathCanName() throws {
        try ScratchFolder.with { scratch in
            let name = String(repeating: "d", count: 200)
            var folder = open(try scratch.folder("tree"), O_RDONLY | O_DIRECTORY)
            for _ in 0..<100 {
                #expect(mkdirat(folder, name, 0o755) == 0)
                let next = openat(folder, name, O_RDONLY | O_DIRECTORY)
                close(folder)
                folder = next
            }
            #expect(openat(folder, "file", O_CREAT | O_WRONLY, 0o644) >= 0)
            close(folder)
            #expect(TreeRemoval.remove(scratch.at("tree")) == [])
            #expect(access(scratch.at("tree"), F_OK) != 0)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can mount"))
    func leavesMountsAlone() throws {
        try ScratchFolder.with { scratch in
            try scratch.write("outside/kept", "kept")
            let mounted = try scratch.folder("tree/a/mounted")
            try scratch.write("tree/a/file")
            func mount(_ program: String, _ arguments: [String]) throws -> Bool {
                try ProgramRun(
                    executable: program,
                    arguments: arguments,
                    environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"],
                    workingFolder: "/"
                ).result().succeeded
            }
            // Containers may not mount, not even as root.
            guard try mount("/bin/mount", ["--bind", scratch.at("outside"), mounted]) else { return }
            let left = TreeRemoval.remove(scratch.at("tree"))
            #expect(try mount("/bin/umount", [mounted]))
            #expect(left.map(\.description) == ["\(mounted): something is mounted there"])
            #expect(
                try scratch.tree() == [
                    "d755 outside", "-644 outside/kept: kept", "d755 tree", "d755 tree/a", "d755 tree/a/mounted",
                ])
        }
    }
}
