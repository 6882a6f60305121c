import Foundation
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
}
